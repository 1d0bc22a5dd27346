using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence.RoundTrips;

/// <summary>The fixes of RoundTrips on generated loops: the same lines, errors and tables, all or nothing where the fix says so.</summary>
public sealed class RoundTripFixTests(PostgresServer server) : GeneratedFixTests(server)
{
    private static readonly Dictionary<string, GeneratedFix> Fixes = new GeneratedFix[]
    {
        new("PGAP2001", "lookups with Dapper", ThingsWorld.Open, DapperLoopShapes.Lookups) { Strategy = "AnyArray", MostDeclined = 75, Plans = ["DapperLookup: Query all keys at once"] },
        new("PGAP2001", "values with Dapper", ThingsWorld.Open, DapperLoopShapes.Values) { Strategy = "AnyArray", MostDeclined = 45, Plans = ["DapperLookup: Query all keys at once"] },
        new("PGAP2001", "lookups with commands", ThingsWorld.Open, CommandLoopShapes.Lookups) { Strategy = "AnyArray", MostDeclined = 50, Plans = ["CommandLookup: Query all keys at once"] },
        new("PGAP2001", "the same question", ThingsWorld.Open, DapperLoopShapes.SameQuestions) { Strategy = "Hoist", MostDeclined = 75, Plans = ["HoistedQuery: Query once before the loop"] },
        new("PGAP2002", "commands in a batch", ThingsWorld.Open, DapperLoopShapes.Commands) { Strategy = "NpgsqlBatch", Plans = ["WritePerElementFix: Send all in one NpgsqlBatch"] },
        new("PGAP2002", "imports", ThingsWorld.Open, DapperLoopShapes.Copies) { Strategy = "Copy", MostDeclined = 75, Plans = ["CopyLoop: Send all rows with a binary COPY"] },
        new("PGAP2002", "one command in a batch", ThingsWorld.Open, CommandLoopShapes.Reused) { Strategy = "NpgsqlBatch", MostDeclined = 50, Plans = ["ReusedCommand: Send all in one NpgsqlBatch"] },
        new("PGAP2002", "imports with Dapper", ThingsWorld.Committed, CommandLoopShapes.DapperCopies) { Strategy = "Copy", Plans = ["CopyLoop: Send all rows with a binary COPY"] },
        new("PGAP2002", "inserts from arrays", ThingsWorld.Open, DapperLoopShapes.Inserts) { Strategy = "Unnest", MostDeclined = 50, Plans = ["DapperInsertLoop: Insert all rows from arrays"] },
        new("PGAP2003", "entities by key", ThingsWorld.Open, EntityLoopShapes.Lookups) { Strategy = "Dictionary", MostDeclined = 50, Plans = ["EntityLookup: Load all before the loop"] },
        new("PGAP2003", "counts, sums and lists by key", ThingsWorld.Open, EntityLoopShapes.Groups) { MostDeclined = 50, Plans = ["EntityGroups: all keys"] },
        new("PGAP2003", "counts and sums by row", ThingsWorld.Open, EntityLoopShapes.GroupsOfRows) { Strategy = "Groups", Plans = ["EntityGroups: all keys"] },
        new("PGAP2003", "navigations", ThingsWorld.Open, EntityLoopShapes.Navigations) { Strategy = "Include", MostDeclined = 40, Plans = ["ExplicitLoad: Include "] },
        new("PGAP2003", "the same question", ThingsWorld.Open, EntityLoopShapes.SameQuestions) { Strategy = "Hoist", MostDeclined = 75, Plans = ["HoistedQuery: Query once before the loop"] },
        new("PGAP2005", "lazy navigations", ThingsWorld.Open, EntityLoopShapes.LazyNavigations) { MostDeclined = 40, Plans = ["LazyLoadPerElementFix: Include "] },
        new("PGAP2007", "sequences for Dapper", ThingsWorld.Open, DapperLoopShapes.Sequences) { MostDeclined = 50, Plans = ["DapperExecutePerElementFix: Insert all rows from arrays"] },
        new("PGAP2007", "imports for Dapper", ThingsWorld.Committed, CommandLoopShapes.DapperSequenceCopies) { Strategy = "Copy", Plans = ["CopyLoop: Send all rows with a binary COPY"] },
        new("PGAP2004", "a save per element", ThingsWorld.Committed, CommittedShapes.Saves) { MostDeclined = 50, Plans = ["SaveChangesInLoopFix: Save once after the loop"] },
        new("PGAP2004", "a save per chunk", ThingsWorld.Committed, CommittedShapes.Saves) { Strategy = "Chunks", MostDeclined = 85, Plans = ["ChunkedSave: Save once per chunk"] },
        new("PGAP2006", "a connection per element", ThingsWorld.Committed, CommittedShapes.ConnectionsPerElement) { MostDeclined = 50, Plans = ["ConnectionPerElementFix: Open the connection once"] },
        new("PGAP2008", "imports", ThingsWorld.Committed, CommittedShapes.Imports) { Plans = ["CopyNotCompletedFix: Complete the import"] },
        new("PGAP2013", "rows loaded to be deleted", ThingsWorld.Committed, CommittedShapes.LoadedAndDeleted) { MostDeclined = 45, Plans = ["LoadedToBeDeletedFix: Delete in one statement"] },
        new("PGAP2004", "a save per row", ThingsWorld.Committed, CommittedShapes.SavedUpdates) { Strategy = "ExecuteUpdate", MostDeclined = 75, Plans = ["EntityUpdate: Update all rows in one statement"] },
        new("PGAP2013", "rows loaded to be overwritten", ThingsWorld.Committed, CommittedShapes.Overwritten) { Strategy = "ExecuteUpdate", MostDeclined = 85, Plans = ["EntityUpdate: Update all rows in one statement"] },
        new("PGAP5001", "transactions", ThingsWorld.Committed, CommittedShapes.Transactions) { Plans = ["TransactionNotCommittedFix: Commit the transaction"] },
        new("PGAP5001", "transactions of contexts", ThingsWorld.Committed, CommittedShapes.EfTransactions) { Plans = ["TransactionNotCommittedFix: Commit the transaction"] },
        new("PGAP5001", "transaction scopes", ThingsWorld.Committed, CommittedShapes.Scopes) { Plans = ["TransactionNotCommittedFix: Commit the transaction"] },
    }.ToDictionary(fix => fix.ToString());

    internal static IReadOnlyCollection<GeneratedFix> All => Fixes.Values;

    public static TheoryData<string> Names => [.. Fixes.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task Generated_loops_act_as_before(string name) => RunAsync(Fixes[name]);
}
