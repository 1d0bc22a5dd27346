namespace PgAntiPatterns.LiveTests.Server;

/// <summary>A PostgreSQL server that answers, and what is needed to let go of it.</summary>
internal interface IRunningServer : IAsyncDisposable
{
    /// <summary>Connects to the maintenance database as a superuser.</summary>
    string ConnectionString { get; }

    /// <summary>Where the server comes from, for messages.</summary>
    string Origin { get; }
}
