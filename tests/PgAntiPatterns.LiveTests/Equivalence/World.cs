namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>What generated code finds around it.</summary>
/// <param name="Support">Types in the namespace <c>PgAntiPatterns.Generated</c>.</param>
/// <param name="Schema">Statements that create the tables.</param>
/// <param name="State">A query for one text that tells what the tables hold.</param>
/// <param name="Access">What <c>RunAsync</c> is given first.</param>
internal sealed record World(string Support, string Schema, string State, Access Access)
{
    /// <summary>Statements that empty the tables, where a call's work is committed.</summary>
    public string Clear { get; init; } = "";

    /// <summary>The most calls of a piece in a short run, where each costs the server much and differs little from the others.</summary>
    public int CallsOfShortRun { get; init; } = int.MaxValue;
}

/// <summary>How generated code gets at the server.</summary>
internal enum Access
{
    /// <summary>Not at all: what it returns is compared.</summary>
    None,

    /// <summary>By an open connection in a transaction that is rolled back.</summary>
    Connection,

    /// <summary>By a connection string; what it does is committed.</summary>
    ConnectionString,
}
