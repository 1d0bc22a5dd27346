using System.Globalization;
using CsCheck;
using Npgsql;
using PgAntiPatterns.LiveTests.Experiments;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>Generates code, fixes it, calls both versions with the same values on the same tables, and holds the outcomes against each other.</summary>
internal sealed class EquivalenceRun(GeneratedFix fix, TestDatabase database)
{
    private const int MostShown = 4;

    /// <summary>What is wrong may wait for itself; then that is the difference.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, (int Cases, string Words)> differences = [];

    public static async Task<string> RunAsync(GeneratedFix fix, TestDatabase database, Amount amount)
    {
        var seeds = new List<string>();
        var shapes = new List<Shape>();
        var random = amount.Random();
        for (var number = 0; number < amount.ShapesFor(fix); number++)
        {
            seeds.Add(random.ToString());
            shapes.Add(fix.Shapes.Generate(random, null, out _));
        }

        if (fix.World.Schema.Length > 0)
        {
            await database.ExecuteAsync(fix.World.Schema);
        }

        var sources = shapes.Select((shape, number) => shape.Source(number)).ToArray();
        IReadOnlyList<FixedText> mended;
        try
        {
            var areFiles = shapes[0].File is not null;
            var texts = await FixedBatch.ApplyAsync(fix, areFiles ? [.. shapes.Select(shape => shape.File!)] : sources, areFiles, database.Cancellation);
            mended = [.. texts.Select((text, number) => text with { Text = shapes[number].MendedSource(number, text.Text) })];
        }
        catch (InvalidSourceException invalid)
        {
            throw new InvalidOperationException($"{fix}, from seed {seeds[0]}: {invalid.Message}");
        }

        return await new EquivalenceRun(fix, database).CompareAsync(shapes, seeds, sources, mended, amount);
    }

    private async Task<string> CompareAsync(List<Shape> shapes, List<string> seeds, string[] sources, IReadOnlyList<FixedText> mended, Amount amount)
    {
        var compared = amount.Chosen(mended);
        Assert.True(compared.Count > 0, $"{fix} mends none of {shapes.Count} pieces of code; the first, with seed {seeds[0]}, is {mended[0].Remark}:\n{mended[0].Text}");
        string[] promises = [.. compared.Where(number => shapes[number].Promise is not null).Select(number => shapes[number].PromiseSource(number))];
        using var old = CompiledSource.Compile([fix.World.Support, .. compared.Select(number => sources[number]), .. promises]);
        using var better = CompiledSource.Compile([fix.World.Support, .. compared.Select(number => mended[number].Text)]);
        await using var stage = await Stage.OpenAsync(fix.World, database);
        var cases = 0;
        foreach (var number in compared)
        {
            var before = Expected(old, shapes, number);
            var after = better.TypeNamed($"Shape{number}.Case");
            var dice = new Dice(PCG.Parse(seeds[number]));
            for (var turn = 0; turn < amount.CallsFor(fix); turn++, cases++)
            {
                var call = shapes[number].Calls(dice);
                if (await DifferenceAsync(stage, before, after, call, shapes[number].IsUnordered) is { } words)
                {
                    var known = differences.GetValueOrDefault(seeds[number]);
                    differences[seeds[number]] = (known.Cases + 1, known.Words ?? $"{words}\n--- before\n{Body(sources[number])}\n--- after\n{Body(mended[number].Text)}");
                }
            }
        }

        var declined = mended.Index().Where(text => text.Item.Fixes == 0).ToList();
        var summary = string.Create(CultureInfo.InvariantCulture, $"{fix}: {shapes.Count} pieces of code, {declined.Count} of them not mended, {cases} cases, {differences.Count} pieces differ");
        Assert.True(differences.Count == 0, summary + string.Concat(differences.Take(MostShown).Select(found => $"\n\n=== seed {found.Key}, {found.Value.Cases} cases\n{found.Value.Words}")));
        Assert.True(declined.Count * 100 <= shapes.Count * fix.MostDeclined, $"{summary}, more than {fix.MostDeclined} %{(declined.Count == 0 ? "" : $"; the first, with seed {seeds[declined[0].Index]}, is {declined[0].Item.Remark}:\n{declined[0].Item.Text}")}");
        foreach (var words in fix.Plans.Select(plan => plan.Split(": ", 2)[1]))
        {
            Assert.True(mended.Any(text => text.Titles.Any(title => title.Contains(words, StringComparison.Ordinal))), $"{summary}, but none by '{words}'; there were: {string.Join(" | ", mended.SelectMany(text => text.Titles).Distinct())}");
        }

        await NoticeWrongFixesAsync(old, shapes, seeds, sources, mended, compared, amount);
        return summary;
    }

    /// <summary>An entry that a wrong fix passes would compare nothing.</summary>
    private async Task NoticeWrongFixesAsync(CompiledSource old, List<Shape> shapes, List<string> seeds, string[] sources, IReadOnlyList<FixedText> mended, IReadOnlyList<int> compared, Amount amount)
    {
        var unnoticed = "";
        foreach (var number in compared)
        {
            var isNoticed = false;
            foreach (var wrong in WrongFix.Of(shapes[number], sources[number], mended[number].Text))
            {
                isNoticed = await IsNoticedAsync(number, wrong);
                if (isNoticed)
                {
                    break;
                }

                unnoticed = $"seed {seeds[number]}\n--- after\n{Body(wrong)}";
                if (fix.TellsEachPiece)
                {
                    break;
                }
            }

            Assert.True(isNoticed || !fix.TellsEachPiece, $"{fix} does not notice a fix that mends nothing: {unnoticed}");
            if (isNoticed && !fix.TellsEachPiece)
            {
                return;
            }
        }

        Assert.True(fix.TellsEachPiece, $"{fix} notices no wrong fix, among them: {unnoticed}");

        async Task<bool> IsNoticedAsync(int number, string wrong)
        {
            using var code = Compiled(wrong);
            if (code is null)
            {
                return false;
            }

            // What is wrong may leave a connection behind that nobody can use.
            await using var stage = await Stage.OpenAsync(fix.World, database);
            var dice = new Dice(PCG.Parse(seeds[number]));
            try
            {
                for (var turn = 0; turn < amount.CallsFor(fix); turn++)
                {
                    if (await DifferenceAsync(stage, Expected(old, shapes, number), code.TypeNamed($"Shape{number}.Case"), shapes[number].Calls(dice), shapes[number].IsUnordered, LongestCall) is not null)
                    {
                        return true;
                    }
                }
            }
            catch (InvalidOperationException)
            {
                return true;
            }
            catch (NpgsqlException error) when (ServerTrouble.In(error) is null)
            {
                return true;
            }

            return false;
        }
    }

    /// <summary>Null where the compiler itself refuses the wrong fix.</summary>
    private CompiledSource? Compiled(string wrong)
    {
        try
        {
            return CompiledSource.Compile(fix.World.Support, wrong);
        }
        catch (InvalidSourceException)
        {
            return null;
        }
    }

    private static Type Expected(CompiledSource old, List<Shape> shapes, int number) => old.TypeNamed($"Shape{number}.{(shapes[number].Promise is null ? "Case" : "Promised")}");

    /// <summary>What tells the two versions apart, or null.</summary>
    private static async Task<string?> DifferenceAsync(Stage stage, Type before, Type after, Call call, bool isUnordered, TimeSpan? longest = null)
    {
        var expected = await stage.PlayAsync(before, call, call.Before ?? call.Arguments, call.Culture);
        var found = await stage.PlayAsync(after, call, call.Arguments, call.Culture, longest);
        var isAllowed = (call.IsRepaired && expected.Error is not null && found.Error is null or ['2', '2', ..])
            || (call.IsRefused && found.Error is not null)
            || (call.MayFailOtherwise && expected.Error is not null && found.Error is not null && expected.State == found.State)
            || (call.IsRefusedLate && expected.Error is ['2', '2', ..] && found.Error is null or ['2', '2', ..]);
        if (isAllowed || Agree(expected, found, isUnordered))
        {
            return null;
        }

        if (call.IsCultureDefect && call.Culture.Length > 0 && Agree(await stage.PlayAsync(before, call, call.Before ?? call.Arguments, ""), found, isUnordered))
        {
            return null;
        }

        return $"{string.Join(", ", call.Arguments.Select(Outcome.Shown))}{(call.Culture.Length > 0 ? $" in {call.Culture}" : "")}\nbefore: {expected}\nafter: {found}\nrows: {call.Rows}";
    }

    private static bool Agree(Outcome first, Outcome second, bool isUnordered) =>
        first.State == second.State
        && KindOf(first) == KindOf(second)
        && (isUnordered ? first.Rows.Split('\n').Order(StringComparer.Ordinal).SequenceEqual(second.Rows.Split('\n').Order(StringComparer.Ordinal)) : first.Rows == second.Rows);

    /// <summary>The server's code without its words, which name parameters and positions.</summary>
    private static string? KindOf(Outcome outcome) => outcome.Error is { Length: > 5 } error && error[5] == ' ' ? error[..5] : outcome.Error;

    private static string Body(string source) => source[source.IndexOf("namespace Shape", StringComparison.Ordinal)..].Trim();

    /// <summary>The tables that both versions play on.</summary>
    private sealed class Stage(World world, TestDatabase database, NpgsqlConnection connection) : IAsyncDisposable
    {
        private readonly string address = database.ConnectionStringWith("Pooling=false");

        public static async Task<Stage> OpenAsync(World world, TestDatabase database)
        {
            var connection = new NpgsqlConnection(database.ConnectionStringWith("Application Name=stage;Pooling=false"));
            if (world.Access != Access.None)
            {
                await connection.OpenAsync(database.Cancellation);
            }

            return new Stage(world, database, connection);
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();

        public async Task<Outcome> PlayAsync(Type type, Call call, object?[] arguments, string culture, TimeSpan? longest = null)
        {
            switch (world.Access)
            {
                case Access.None:
                    return await RunAsync(type, arguments, culture, longest);
                case Access.Connection:
                    await ExecuteAsync($"BEGIN; {call.Rows}; SAVEPOINT start");
                    var inside = await RunAsync(type, [connection, .. arguments], culture, longest);
                    if (inside.Error is not null)
                    {
                        await ExecuteAsync("ROLLBACK TO start");
                    }

                    inside = inside with { State = await StateAsync() };
                    await ExecuteAsync("ROLLBACK");
                    return inside;
                default:
                    // What leaks connections keeps them until the server has none left, and keeps the locks of what it did not end.
                    await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{database.ApplicationName}'; {world.Clear}; {call.Rows}");
                    var committed = await RunAsync(type, [address, .. arguments], culture, longest);
                    return committed with { State = await StateAsync() };
            }
        }

        private static async Task<Outcome> RunAsync(Type type, object?[] arguments, string culture, TimeSpan? longest)
        {
            var own = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            try
            {
                return new Outcome(Outcome.RowsOf(await CompiledSource.CallInAsync(type, "RunAsync", arguments).WaitAsync(longest ?? Timeout.InfiniteTimeSpan)), "", null);
            }
            catch (TimeoutException) when (longest is not null)
            {
                return new Outcome("", "", "no answer");
            }
            catch (Exception error) when (ServerTrouble.In(error) is null)
            {
                return new Outcome("", "", Outcome.KindOf(error));
            }
            finally
            {
                CultureInfo.CurrentCulture = own;
            }
        }

        private async Task<string> StateAsync()
        {
            await using var command = new NpgsqlCommand(world.State, connection);
            return await command.ExecuteScalarAsync(database.Cancellation) as string ?? "";
        }

        private async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(database.Cancellation);
        }
    }
}
