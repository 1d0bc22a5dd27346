namespace PgAntiPatterns.LiveTests.Equivalence.Pooling;

/// <summary>A server with an enum and a composite type, and what a data source does on it that its builder's settings decide.</summary>
internal static class MappedWorld
{
    /// <summary>The tests that map types for everybody, one after the other.</summary>
    public const string GlobalMapper = "The global type mapper";

    public static World World { get; } = new(
        """
        using System.Diagnostics.Metrics;
        using Microsoft.Extensions.Logging;
        using Npgsql;

        namespace PgAntiPatterns.Generated;

        public enum Mood { Happy, Sad }

        public sealed class Pair
        {
            public int A { get; set; }
            public int B { get; set; }
        }

        internal static class Mapped
        {
            /// <summary>What a data source writes for values of the types, and of a later one too, which knows what is mapped for everybody.</summary>
            public static async Task<List<string>> WriteAsync(NpgsqlDataSource source, string text)
            {
                await using var later = NpgsqlDataSource.Create(text);
                return [await WrittenAsync(source, Mood.Sad), await WrittenAsync(source, new Pair { A = 1, B = 2 }), await WrittenAsync(later, Mood.Sad), await WrittenAsync(later, new Pair { A = 1, B = 2 })];
            }

            public static async Task<string> WrittenAsync(NpgsqlDataSource source, object value)
            {
                await using var command = source.CreateCommand("select $1::text || ' ' || pg_typeof($1)");
                command.Parameters.Add(new NpgsqlParameter { Value = value });
                try
                {
                    return (string)(await command.ExecuteScalarAsync())!;
                }
                catch (InvalidCastException)
                {
                    return "unknown";
                }
            }

            /// <summary>What else is decided before a data source is built: what the server and the log are told, and the name of the pool.</summary>
            public static async Task<List<string>> TellAsync(NpgsqlDataSource source, SecretLog log)
            {
                await using var command = source.CreateCommand("select current_setting('application_name') || $1");
                command.Parameters.Add(new NpgsqlParameter { Value = "!secret!" });
                var told = (string)(await command.ExecuteScalarAsync())!;
                await using var connection = source.CreateConnection();
                var names = new List<string>();
                using var listener = new MeterListener();
                listener.InstrumentPublished = (instrument, all) =>
                {
                    if (instrument.Meter.Name == "Npgsql")
                    {
                        all.EnableMeasurementEvents(instrument);
                    }
                };
                listener.SetMeasurementEventCallback<int>((_, _, tags, _) => names.AddRange(tags.ToArray().Where(tag => tag.Key.EndsWith("pool.name", StringComparison.Ordinal)).Select(tag => tag.Value as string ?? "")));
                listener.Start();
                listener.RecordObservableInstruments();
                return [told, connection.ConnectionTimeout.ToString(), log.HasSecret ? "logged" : "hidden", names.Any(name => name == "late") ? "late" : ""];
            }

            public static void Forget()
            {
        #pragma warning disable CS0618
                NpgsqlConnection.GlobalTypeMapper.Reset();
        #pragma warning restore CS0618
            }
        }

        internal sealed class SecretLog : ILoggerFactory, ILogger
        {
            public bool HasSecret { get; private set; }

            public void AddProvider(ILoggerProvider provider) { }

            public ILogger CreateLogger(string categoryName) => this;

            public void Dispose() { }

            public bool IsEnabled(LogLevel logLevel) => true;

            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                HasSecret |= formatter(state, exception).Contains("!secret!", StringComparison.Ordinal);
        }
        """,
        "CREATE TYPE mood AS ENUM ('happy', 'sad'); CREATE TYPE feelings AS ENUM ('Happy', 'Sad'); CREATE TYPE pair AS (a int, b int)",
        "SELECT ''",
        Access.ConnectionString)
    {
        Clear = "SELECT 1",
        CallsOfShortRun = 2,
    };
}
