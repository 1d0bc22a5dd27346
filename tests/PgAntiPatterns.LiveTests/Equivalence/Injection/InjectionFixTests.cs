using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>The fixes of Injection on generated code: the same rows, errors and tables, and for values with apostrophes those of the value quoted.</summary>
public sealed class InjectionFixTests(PostgresServer server) : GeneratedFixTests(server)
{
    private static readonly Dictionary<string, GeneratedFix> Fixes = new GeneratedFix[]
    {
        new("PGAP4001", "pasted into commands", PeopleWorld.World, CommandShapes.All) { MostDeclined = 50, Plans = ["SqlParametersFix: Pass "] },
        new("PGAP4002", "pasted into texts for Dapper", PeopleWorld.World, LibraryShapes.Dapper) { MostDeclined = 50, Plans = ["SqlParametersFix: Pass "] },
        new("PGAP4003", "pasted into texts for EF Core", PeopleWorld.World, LibraryShapes.EfCore) { MostDeclined = 70, Plans = ["SqlParametersFix: Pass "] },
        new("PGAP4004", "placeholder in quotes", PeopleWorld.World, BoundShapes.PlaceholderInQuotes) { MostDeclined = 30, Plans = ["PlaceholderInQuotesFix: out of the quotes"] },
        new("PGAP4005", "pasted names", PeopleWorld.World, ListShapes.Names) { MostDeclined = 65, Plans = ["IdentifierFromVariableFix: as a name"] },
        new("PGAP4006", "joined lists", PeopleWorld.World, ListShapes.Joined) { MostDeclined = 65, Plans = ["SqlParametersFix: Pass "] },
        new("PGAP4007", "arrays behind IN", PeopleWorld.World, BoundShapes.ArrayInInList) { Plans = ["InListRewrite: Write '"] },
        new("PGAP4008", "lists that Dapper expands", PeopleWorld.World, BoundShapes.DapperList) { Plans = ["InListRewrite: Write '"] },
        new("PGAP4009", "statements without parameters", PeopleWorld.World, ListShapes.Utility) { MostDeclined = 65, Plans = ["SqlParametersFix: Pass "] },
        new("PGAP4009", "placeholders in statements that take none", PeopleWorld.World, UtilityShapes.Placeholders) { TellsEachPiece = true, Plans = ["ValueInUtilityStatementFix: Call '"] },
        new("PGAP4010", "misspelt names", PeopleWorld.World, BoundShapes.Misnamed) { Plans = ["PlaceholderMismatchFix: Rename '"] },
        new("PGAP4011", "wildcards in values", PeopleWorld.World, BoundShapes.Wildcards) { Plans = ["WildcardInLikeParameterFix: Escape"] },
    }.ToDictionary(fix => fix.ToString());

    internal static IReadOnlyCollection<GeneratedFix> All => Fixes.Values;

    public static TheoryData<string> Names => [.. Fixes.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task Generated_code_acts_as_before(string name) => RunAsync(Fixes[name]);
}
