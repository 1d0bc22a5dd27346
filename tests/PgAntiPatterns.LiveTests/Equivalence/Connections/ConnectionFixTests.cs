using PgAntiPatterns.LiveTests.Equivalence.RoundTrips;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence.Connections;

/// <summary>The fixes of Connections on generated code: the same rows and tables, or what the code was meant to do where it fails before.</summary>
public sealed class ConnectionFixTests(PostgresServer server) : GeneratedFixTests(server)
{
    private static readonly Dictionary<string, GeneratedFix> Fixes = new GeneratedFix[]
    {
        new("PGAP1001", "connections not disposed", ThingsWorld.Committed, LeakShapes.NotDisposed),
        new("PGAP1002", "connections closed on success", ThingsWorld.Committed, LeakShapes.ClosedOnSuccess),
        new("PGAP1003", "readers not disposed", ThingsWorld.Committed, LeakShapes.Readers) { MostDeclined = 40 },
        new("PGAP1004", "results that outlive their connection", ThingsWorld.Committed, MisuseShapes.OutlivingResults),
        new("PGAP1006", "commands at the same time", ThingsWorld.Committed, MisuseShapes.Concurrent),
        new("PGAP1007", "commands during a reader", ThingsWorld.Committed, MisuseShapes.CommandsDuringReaders) { MostDeclined = 40 },
        new("PGAP1008", "one context at the same time", ThingsWorld.Committed, MisuseShapes.SharedContexts),
        new("PGAP1009", "connections of a context", ThingsWorld.Committed, MisuseShapes.ContextConnections),
        new("PGAP1010", "contexts not disposed", ThingsWorld.Committed, LeakShapes.Contexts),
        new("PGAP1014", "connections opened twice or never", ThingsWorld.Committed, MisuseShapes.States),
        new("PGAP1015", "prepared commands of a data source", ThingsWorld.Committed, MisuseShapes.DataSourceCommands),
        new("PGAP1016", "copies", ThingsWorld.Committed, LeakShapes.Copies),
    }.ToDictionary(fix => fix.ToString());

    public static TheoryData<string> Names => [.. Fixes.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task Generated_code_does_what_it_should(string name) => RunAsync(Fixes[name]);
}
