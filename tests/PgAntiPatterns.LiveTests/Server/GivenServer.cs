namespace PgAntiPatterns.LiveTests.Server;

/// <summary>A server of the user's own, named by a connection string; it is used and left running.</summary>
internal sealed class GivenServer(string connectionString) : IRunningServer
{
    public string ConnectionString { get; } = connectionString;

    public string Origin => $"given in {PostgresServer.ConnectionVariable}";

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
