using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>What a round trip is for.</summary>
internal enum RoundTripKind
{
    /// <summary>A SELECT through Npgsql, ADO.NET or Dapper.</summary>
    Read,

    /// <summary>An INSERT, UPDATE or DELETE through Npgsql, ADO.NET or Dapper.</summary>
    Write,

    /// <summary>A query or statement through EF Core.</summary>
    EntityQuery,

    /// <summary>A set-based change through EF Core.</summary>
    EntityWrite,

    /// <summary>EF Core saves what it tracks.</summary>
    Save,

    /// <summary>A connection is taken from the pool.</summary>
    Rent,

    /// <summary>A statement whose kind is not known, or that is neither: it waits for the server and is never reported.</summary>
    Other,
}

/// <summary>An operation that waits for an answer of the server.</summary>
/// <param name="Operation">The call, or the query that a foreach runs.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Inputs">The expressions that decide what is asked.</param>
/// <param name="Session">The expression that decides whom is asked; null where nothing is known.</param>
/// <param name="Sql">What its SQL does, where it has SQL.</param>
internal sealed record RoundTrip(IOperation Operation, RoundTripKind Kind, ImmutableArray<IOperation> Inputs, IOperation? Session, SqlFacts Sql)
{
    /// <summary>The parameter of the surrounding method that the SQL comes from; -1 where it does not.</summary>
    public int SqlParameter { get; init; } = -1;

    /// <summary>Where the call leads through: the calls on the way and the round trip, from the outside in; empty for the round trip itself.</summary>
    public ImmutableArray<Location> Chain { get; init; } = ImmutableArray<Location>.Empty;

    /// <summary>The expressions that its SQL comes from, where that is one of several texts.</summary>
    public ImmutableArray<IOperation> Choices { get; init; } = ImmutableArray<IOperation>.Empty;

    /// <summary>True where the method behind the call asks with what its object holds.</summary>
    public bool IsBoundToObject { get; init; }

    /// <summary>How many round trips it is, behind a call.</summary>
    public int Trips { get; init; } = 1;

    /// <summary>True where the method behind the call changes rows as well.</summary>
    public bool AlsoChanges { get; init; }

    /// <summary>True where rows are changed.</summary>
    public bool Changes => AlsoChanges || Sql.IsCall || Kind is RoundTripKind.Write or RoundTripKind.EntityWrite or RoundTripKind.Save;
}
