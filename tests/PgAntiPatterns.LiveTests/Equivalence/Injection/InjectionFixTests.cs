using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>The fixes of Injection on generated code: the same rows, errors and tables, and for values with apostrophes those of the value quoted.</summary>
public sealed class InjectionFixTests(PostgresServer server) : GeneratedFixTests(server)
{
    private static readonly Dictionary<string, GeneratedFix> Fixes = new GeneratedFix[]
    {
        new("PGAP4001", "pasted into commands", PeopleWorld.World, CommandShapes.All) { MostDeclined = 50 },
        new("PGAP4002", "pasted into texts for Dapper", PeopleWorld.World, LibraryShapes.Dapper) { MostDeclined = 50 },
        new("PGAP4003", "pasted into texts for EF Core", PeopleWorld.World, LibraryShapes.EfCore) { MostDeclined = 70 },
        new("PGAP4004", "placeholder in quotes", PeopleWorld.World, BoundShapes.PlaceholderInQuotes) { MostDeclined = 30 },
        new("PGAP4005", "pasted names", PeopleWorld.World, ListShapes.Names) { MostDeclined = 65 },
        new("PGAP4006", "joined lists", PeopleWorld.World, ListShapes.Joined) { MostDeclined = 65 },
        new("PGAP4007", "arrays behind IN", PeopleWorld.World, BoundShapes.ArrayInInList),
        new("PGAP4008", "lists that Dapper expands", PeopleWorld.World, BoundShapes.DapperList),
        new("PGAP4009", "statements without parameters", PeopleWorld.World, ListShapes.Utility) { MostDeclined = 65 },
        new("PGAP4010", "misspelt names", PeopleWorld.World, BoundShapes.Misnamed),
        new("PGAP4011", "wildcards in values", PeopleWorld.World, BoundShapes.Wildcards),
    }.ToDictionary(fix => fix.ToString());

    public static TheoryData<string> Names => [.. Fixes.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task Generated_code_acts_as_before(string name) => RunAsync(Fixes[name]);
}
