using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>The fixes of Injection on generated code: the same rows, errors and tables, and for values with apostrophes those of the value quoted.</summary>
public sealed class InjectionFixTests(PostgresServer server) : GeneratedFixTests(server)
{
    private static readonly Dictionary<string, GeneratedFix> Fixes = new GeneratedFix[]
    {
        new("PGAP4001", "pasted into commands", PeopleWorld.World, CommandShapes.All),
        new("PGAP4002", "pasted into texts for Dapper", PeopleWorld.World, LibraryShapes.Dapper),
        new("PGAP4003", "pasted into texts for EF Core", PeopleWorld.World, LibraryShapes.EfCore) { MostDeclined = 70 },
    }.ToDictionary(fix => fix.ToString());

    public static TheoryData<string> Names => [.. Fixes.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task Generated_code_acts_as_before(string name) => RunAsync(Fixes[name]);
}
