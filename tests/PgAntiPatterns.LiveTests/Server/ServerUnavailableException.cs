namespace PgAntiPatterns.LiveTests.Server;

/// <summary>A server that was found could not be started or reached; the message says which one and why.</summary>
internal sealed class ServerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
