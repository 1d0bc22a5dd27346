namespace PgAntiPatterns.LiveTests.Server;

/// <summary>No server was found; the message says how to get one.</summary>
internal sealed class NoServerException(IReadOnlyList<string> reasons) : Exception(
    $"No PostgreSQL server for the live tests ({string.Join("; ", reasons)}): install PostgreSQL (apt install postgresql), start Docker, "
    + $"or set {PostgresServer.ConnectionVariable} to the connection string of a superuser.");
