using System.Net.Sockets;
using Npgsql;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>Tells what an exception says about the server rather than about the code that an experiment runs.</summary>
internal static class ServerTrouble
{
    /// <summary>What is wrong with the server, or null where the exception is the experiment's own.</summary>
    public static string? In(Exception exception) => exception switch
    {
        ServerUnavailableException unavailable => unavailable.Message,
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } error => $"it is out of connections ({error.SqlState} {error.MessageText})",
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" } error => $"it was stopped or is starting ({error.SqlState} {error.MessageText})",
        PostgresException { SqlState: "28P01" or "28000" or "3D000" or "42501" } error => $"it refuses the role or the database ({error.SqlState} {error.MessageText})",
        PostgresException => null,
        NpgsqlException { InnerException: TimeoutException } => $"it is too slow ({exception.Message})",
        TimeoutException => $"it is too slow ({exception.Message})",
        NpgsqlException { InnerException: SocketException or IOException } => $"it cannot be reached, or the connection broke ({exception.Message})",
        SocketException => $"it cannot be reached ({exception.Message})",
        _ => exception.InnerException is { } inner ? In(inner) : null,
    };
}
