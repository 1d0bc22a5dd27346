using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>The round trip that a method makes each time it is called.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Parameters">The parameters whose values reach it, one bit per ordinal.</param>
/// <param name="DependsOnObject">True where the object's own state reaches it.</param>
/// <param name="Sql">What its SQL does.</param>
/// <param name="SqlParameter">The parameter that the SQL comes from; -1 where it does not.</param>
/// <param name="Chain">The calls on the way and the round trip, from the outside in.</param>
internal sealed record SummarizedTrip(RoundTripKind Kind, ulong Parameters, bool DependsOnObject, SqlFacts Sql, int SqlParameter, ImmutableArray<Location> Chain)
{
    /// <summary>A method that makes more round trips than this is a piece of work of its own, which no array of keys replaces.</summary>
    public const int MostTrips = 2;

    /// <summary>So is a method with a longer text.</summary>
    public const int LongestBody = 3000;

    /// <summary>How many round trips the method makes.</summary>
    public int Trips { get; init; } = 1;

    /// <summary>True where one of the method's round trips changes rows, whichever is told of.</summary>
    public bool Changes { get; init; }

    /// <summary>The last bit stands for the object itself.</summary>
    public const ulong ObjectBit = 1UL << 63;

    /// <summary>A save whose code is the library's own.</summary>
    public static SummarizedTrip Save { get; } = new(RoundTripKind.Save, 0, false, SqlFacts.Unknown, -1, ImmutableArray<Location>.Empty);

    /// <summary>True where a parameter's value reaches the round trip.</summary>
    public bool DependsOn(IParameterSymbol? parameter) => parameter is not null && (Parameters & BitOf(parameter)) != 0;

    /// <summary>The bit of a parameter.</summary>
    public static ulong BitOf(IParameterSymbol parameter) => 1UL << Math.Min(parameter.Ordinal, 62);
}
