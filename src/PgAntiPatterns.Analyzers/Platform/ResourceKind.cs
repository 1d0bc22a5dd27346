namespace PgAntiPatterns.Platform;

/// <summary>What a type stands for on the server, where it stands for anything.</summary>
internal enum ResourceKind
{
    /// <summary>Nothing that is known.</summary>
    None,

    /// <summary>A connection: a slot of the pool while it is open.</summary>
    Connection,

    /// <summary>A command or batch: holds nothing.</summary>
    Command,

    /// <summary>An open result: keeps its connection busy.</summary>
    Reader,

    /// <summary>Several open results, as Dapper hands them out.</summary>
    Grid,

    /// <summary>A transaction.</summary>
    Transaction,

    /// <summary>A transaction around whatever is opened inside it.</summary>
    Scope,

    /// <summary>A pool of connections.</summary>
    DataSource,

    /// <summary>An EF Core context.</summary>
    Context,

    /// <summary>A COPY in progress.</summary>
    Copy,
}
