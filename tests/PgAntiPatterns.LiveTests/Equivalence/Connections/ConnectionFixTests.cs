using PgAntiPatterns.LiveTests.Equivalence.RoundTrips;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence.Connections;

/// <summary>The fixes of Connections on generated code: the same rows and tables, or what the code was meant to do where it fails before.</summary>
public sealed class ConnectionFixTests(PostgresServer server) : GeneratedFixTests(server)
{
    private static readonly Dictionary<string, GeneratedFix> Fixes = new GeneratedFix[]
    {
        new("PGAP1001", "connections not disposed", ThingsWorld.Committed, LeakShapes.NotDisposed) { Plans = ["ConnectionNotDisposedFix: Dispose the connection with 'using'"] },
        new("PGAP1002", "connections closed on success", ThingsWorld.Committed, LeakShapes.ClosedOnSuccess) { Plans = ["ConnectionClosedOnlyOnSuccessFix: Dispose the connection with 'using'"] },
        new("PGAP1003", "readers not disposed", ThingsWorld.Committed, LeakShapes.Readers) { MostDeclined = 40, Plans = ["ReaderNotDisposedFix: Dispose the reader with 'using'"] },
        new("PGAP1003", "readers of Dapper", ThingsWorld.Committed, OpenStreamShapes.DapperReaders) { MostDeclined = 40, Plans = ["ReaderNotDisposedFix: and close it before the next command"] },
        new("PGAP1003", "grids of Dapper", ThingsWorld.Committed, OpenStreamShapes.Grids) { MostDeclined = 40, Plans = ["ReaderNotDisposedFix: and close it before the next command"] },
        new("PGAP1004", "sequences that are read too late", ThingsWorld.Committed, MisuseShapes.UnbufferedResults) { Plans = ["ResultOutlivesConnectionFix: Read all rows"] },
        new("PGAP1004", "tasks that nobody awaits", ThingsWorld.Committed, MisuseShapes.DiscardedTasks) { Plans = ["ResultOutlivesConnectionFix: Await the command"] },
        new("PGAP1004", "results that outlive their connection", ThingsWorld.Committed, MisuseShapes.OutlivingResults) { Plans = ["ResultOutlivesConnectionFix: Await the command"] },
        new("PGAP1006", "commands at the same time", ThingsWorld.Committed, MisuseShapes.Concurrent) { Plans = ["ConcurrentCommandsFix: Await each operation"] },
        new("PGAP1007", "commands during a reader", ThingsWorld.Committed, MisuseShapes.CommandsDuringReaders) { MostDeclined = 40, Plans = ["CommandDuringReaderFix: Read the rows into a list"] },
        new("PGAP1008", "one context at the same time", ThingsWorld.Committed, MisuseShapes.SharedContexts) { Plans = ["SharedContextFix: Await each operation"] },
        new("PGAP1009", "connections of a context", ThingsWorld.Committed, MisuseShapes.ContextConnections) { Plans = ["ContextConnectionDisposedFix: Leave the connection"] },
        new("PGAP1010", "contexts not disposed", ThingsWorld.Committed, LeakShapes.Contexts) { Plans = ["ContextKeepsConnectionFix: Dispose the context"] },
        new("PGAP1014", "connections opened twice or never", ThingsWorld.Committed, MisuseShapes.States) { Plans = ["ConnectionStateIgnoredFix: Remove the second opening", "ConnectionStateIgnoredFix: Open the connection"] },
        new("PGAP1015", "prepared commands of a data source", ThingsWorld.Committed, MisuseShapes.DataSourceCommands) { Plans = ["DataSourceCommandMisusedFix: Remove the preparation"] },
        new("PGAP1016", "copies", ThingsWorld.Committed, LeakShapes.Copies) { Plans = ["CopyNotFinishedFix: Copy in binary format", "CopyNotFinishedFix: Dispose the COPY with 'using' (after an error"] },
        new("PGAP1016", "open importers", ThingsWorld.Committed, OpenStreamShapes.Importers) { Plans = ["CopyNotFinishedFix: Dispose the COPY with 'using'"] },
        new("PGAP1016", "open exporters", ThingsWorld.Committed, OpenStreamShapes.Exporters) { Plans = ["CopyNotFinishedFix: Dispose the COPY with 'using'"] },
    }.ToDictionary(fix => fix.ToString());

    internal static IReadOnlyCollection<GeneratedFix> All => Fixes.Values;

    public static TheoryData<string> Names => [.. Fixes.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task Generated_code_does_what_it_should(string name) => RunAsync(Fixes[name]);
}
