using Microsoft.CodeAnalysis;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>How the API that receives the SQL writes parameters.</summary>
internal enum SqlApi
{
    /// <summary>Npgsql and ADO.NET: @name, :name and $1, with a parameter collection.</summary>
    AdoNet,

    /// <summary>A COPY statement: no parameters at all.</summary>
    Copy,

    /// <summary>Dapper: @name and the members of an object.</summary>
    Dapper,

    /// <summary>EF Core's raw text: {0} and the arguments that follow.</summary>
    EfRaw,

    /// <summary>EF Core's interpolated text: each hole is a parameter.</summary>
    EfInterpolated,

    /// <summary>Text of a migration or of the model: no parameters.</summary>
    EfModel,
}

/// <summary>A place where SQL text is handed to the driver.</summary>
/// <param name="Operation">The call, creation or assignment that takes the text.</param>
/// <param name="Expression">The expression that yields the text.</param>
/// <param name="Api">How the API writes parameters.</param>
/// <param name="Role">What the member does with the text.</param>
/// <param name="Connection">The value that decides which database is spoken to; null where the member itself does.</param>
internal sealed record SqlSink(IOperation Operation, IOperation Expression, SqlApi Api, Role Role, IOperation? Connection)
{
    /// <summary>Where the method hands the text on: the place inside it that gives the text to the driver.</summary>
    public Location? Behind { get; init; }

    /// <summary>Where the method hands the text on: what it does with it.</summary>
    public SqlSink? Inner { get; init; }
}
