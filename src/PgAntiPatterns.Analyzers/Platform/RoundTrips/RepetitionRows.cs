namespace PgAntiPatterns.Platform.RoundTrips;

/// <summary>What .NET's own members do with time and with delegates: once per element, once, later.</summary>
internal static class RepetitionRows
{
    private const string Sequences = "System.Linq.Enumerable";
    private const string AsyncSequences = "System.Linq.AsyncEnumerable";

    public static IReadOnlyList<Library> All { get; } =
    [
        new(null,
        [
            .. Library.Members(Sequences, Role.CallsPerElement, "selector", "Select", "SelectMany", "Sum", "Min", "Max", "Average"),
            .. Library.Members(Sequences, Role.CallsPerElement, "collectionSelector", "SelectMany"),
            .. Library.Members(Sequences, Role.CallsPerElement, "predicate", "Where", "Count", "LongCount"),
            .. Library.Members(Sequences, Role.CallsPerElement, "keySelector", "ToDictionary", "ToLookup", "GroupBy", "OrderBy", "OrderByDescending", "DistinctBy"),
            .. Library.Members(Sequences, Role.CallsPerElement, "elementSelector", "ToDictionary", "ToLookup", "GroupBy"),
            new(Sequences, "Aggregate", Role.CallsPerElement, "func"),
            .. Library.Members(Sequences, Role.CallsUntilFound, "predicate", "First", "FirstOrDefault", "Any", "All", "Single", "SingleOrDefault", "Last", "LastOrDefault", "TakeWhile", "SkipWhile"),
            .. Library.Members(AsyncSequences, Role.CallsPerElement, "selector", "Select", "SelectMany").Select(Newer),
            .. Library.Members(AsyncSequences, Role.CallsPerElement, "predicate", "Where", "CountAsync", "LongCountAsync").Select(Newer),
            .. Library.Members(AsyncSequences, Role.CallsPerElement, "keySelector", "ToDictionaryAsync", "ToLookupAsync", "GroupBy", "OrderBy", "OrderByDescending").Select(Newer),
            .. Library.Members(AsyncSequences, Role.CallsPerElement, "elementSelector", "ToDictionaryAsync", "ToLookupAsync", "GroupBy").Select(Newer),
            new(AsyncSequences, "AggregateAsync", Role.CallsPerElement, "func", MovedBetweenVersions: true),
            .. Library.Members(AsyncSequences, Role.CallsUntilFound, "predicate", "FirstAsync", "FirstOrDefaultAsync", "AnyAsync", "AllAsync", "SingleAsync", "SingleOrDefaultAsync", "LastAsync", "LastOrDefaultAsync", "TakeWhile", "SkipWhile").Select(Newer),

            new("System.Collections.Generic.List`1", "ForEach", Role.CallsPerElement, "action"),
            new("System.Collections.Generic.List`1", "ConvertAll", Role.CallsPerElement, "converter"),
            new("System.Array", "ForEach", Role.CallsPerElement, "action"),
            new("System.Array", "ConvertAll", Role.CallsPerElement, "converter"),
            .. Library.Members("System.Threading.Tasks.Parallel", Role.CallsPerElementAtOnce, "body", "For", "ForEach", "ForAsync", "ForEachAsync"),
            .. Library.Members("System.Linq.ParallelEnumerable", Role.CallsPerElementAtOnce, "selector", "Select"),
            new("System.Linq.ParallelEnumerable", "ForAll", Role.CallsPerElementAtOnce, "action"),
            new("System.Threading.Tasks.Task", "Run", Role.CallsOnce, "action"),
            new("System.Threading.Tasks.Task", "Run", Role.CallsOnce, "function"),
            new("System.Threading.Tasks.TaskFactory", "StartNew", Role.CallsOnce, "action"),
            new("System.Threading.Tasks.TaskFactory", "StartNew", Role.CallsOnce, "function"),

            .. Library.Members("System.Threading.Tasks.Task", Role.Pauses, null, "Delay"),
            .. Library.Members("System.Threading.Thread", Role.Pauses, null, "Sleep"),
            .. Library.Members("System.Threading.PeriodicTimer", Role.Pauses, null, "WaitForNextTickAsync"),

            .. Library.Members("System.IO.TextReader", Role.GivesNextItem, null, "ReadLine", "ReadLineAsync"),
            .. Library.Members("System.Collections.Generic.Queue`1", Role.GivesNextItem, null, "Dequeue", "TryDequeue"),
            .. Library.Members("System.Collections.Generic.Stack`1", Role.GivesNextItem, null, "Pop", "TryPop"),
            new("System.Collections.IEnumerator", "MoveNext", Role.AdvancesEnumerator),
            new("System.Collections.Generic.IAsyncEnumerator`1", "MoveNextAsync", Role.AdvancesEnumerator),

            new("System.Threading.Channels.ChannelReader`1", "ReadAllAsync", Role.ConsumesQueue),
            new("System.Collections.Concurrent.BlockingCollection`1", "GetConsumingEnumerable", Role.ConsumesQueue),
            .. Library.Members("System.Enum", Role.ListsEnumValues, null, "GetValues", "GetNames"),
        ], IsProviderNeutral: true),
    ];

    /// <summary>A member that not every framework brings.</summary>
    private static ApiRow Newer(ApiRow row) => row with { MovedBetweenVersions = true };
}
