using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.RoundTrips;

/// <summary>Loops that ask EF Core for one element at a time.</summary>
internal static class EntityLoopShapes
{
    private const string Connection = "NpgsqlConnection connection";
    private const string Opening = "await using var attic = Attic.Open(connection);";

    public static Gen<Shape> Lookups { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys, row) = (dice.Of(Loops.Collections), Loops.Element(dice), dice.Of("ids", "keys"), dice.Of("thing", "found", "item"));
        var x = dice.Of("t", "candidate");
        var query = dice.Of(
            $"await attic.Things.FindAsync({element})", $"attic.Things.Find({element})", $"await attic.Things.FirstOrDefaultAsync({x} => {x}.Id == {element})", $"attic.Things.SingleOrDefault({x} => {element} == {x}.Id)",
            $"await attic.Things.SingleOrDefaultAsync({x} => {x}.Id == {element}, CancellationToken.None)");
        var extra = dice.Number(9) switch
        {
            0 => $"\nif ({row} != null)\n{{\n    {row}.Size += 1;\n    lines.Add({row}.Size.ToString(CultureInfo.InvariantCulture));\n}}",
            1 => "\nawait attic.Database.ExecuteSqlAsync($\"delete from things where id = 5\");",
            2 => $"\nif ({row} != null)\n{{\n    attic.Entry({row}).State = EntityState.Detached;\n}}",
            _ => "",
        };
        return new Shape(Loops.Over(dice, Connection, type, keys, Opening, element, $"var {row} = {query};\n{Loops.Tell(dice, row, element)}{extra}"), calls => ThingsWorld.WithKeys(calls, type));
    });

    public static Gen<Shape> Groups { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys, row) = (dice.Of(Loops.Collections), Loops.Element(dice), dice.Of("ids", "keys"), dice.Of("result", "value", "found"));
        var (x, await, end) = dice.Chance(60) ? ("thing", "await ", "Async") : ("t", "", "");
        var column = dice.Of("BoxId", "BoxId", "Size", "Id");
        var set = dice.Of("attic.Things", "attic.Things.AsNoTracking()");
        var where = $"{set}.Where({x} => {x}.{column} == {element})";
        var (query, told) = dice.Of(
            ($"{where}.Count{end}()", row), ($"{set}.Count{end}({x} => {x}.{column} == {element})", row), ($"{where}.LongCount{end}()", row), ($"{where}.Sum{end}({x} => {x}.Size)", row), ($"{where}.Any{end}()", row), ($"{set}.Any{end}({x} => {x}.{column} == {element})", row),
            ($"{where}.ToList{end}()", $"string.Join(\",\", {row}.Select(one => one.Id).Order())"), ($"{where}.ToList{end}()", $"{row}.Count"), ($"{where}.Sum{end}({x} => {x}.Size * 2 - {x}.Id)", row));
        var extra = dice.Number(9) switch
        {
            0 => "\nawait attic.Database.ExecuteSqlAsync($\"update things set box_id = (select min(id) from things_boxes)\");",
            1 when query.Contains("ToList", StringComparison.Ordinal) => $"\n{row}.ForEach(one => one.Size++);\nlines.Add({row}.Sum(one => one.Size).ToString(CultureInfo.InvariantCulture));",
            2 when query.Contains("ToList", StringComparison.Ordinal) => $"\n{row}.Clear();",
            _ => "",
        };
        return new Shape(Loops.Over(dice, Connection, type, keys, Opening, element, $"var {row} = {await}{query};\nlines.Add(FormattableString.Invariant($\"{{{element}}}: {{{told.Replace("\"", "\\\"", StringComparison.Ordinal)}}}\"));{extra}".Replace("\\\"", "\"", StringComparison.Ordinal)), calls => ThingsWorld.WithKeys(calls, type));
    });

    public static Gen<Shape> GroupsOfRows { get; } = Dice.Gen(dice =>
    {
        var (await, end) = dice.Chance(60) ? ("await ", "Async") : ("", "");
        var row = dice.Of("result", "total");
        var query = dice.Of($"attic.Things.Count{end}(thing => thing.BoxId == box.Id)", $"attic.Things.Where(t => t.BoxId == box.Id).Sum{end}(t => t.Size)", $"attic.Things.Where(thing => thing.BoxId == box.Id).Any{end}()", $"attic.Things.LongCount{end}(thing => thing.BoxId == box.Id)");
        return new Shape($$"""
            public static async Task<List<string>> RunAsync(NpgsqlConnection connection)
            {
                var lines = new List<string>();
                {{Opening}}
                var boxes = await attic.Boxes.OrderBy(box => box.Id).{{dice.Of("ToListAsync", "ToArrayAsync")}}();
                foreach (var box in boxes)
                {
                    var {{row}} = {{await}}{{query}};
                    lines.Add($"{box.Label}: {{{row}}}");
                }

                return lines;
            }
            """, Filled);
    });

    public static Gen<Shape> Navigations { get; } = Dice.Gen(dice =>
    {
        var (isCollection, await, end) = (dice.Chance(50), dice.Chance(60) ? "await " : "", "");
        end = await.Length > 0 ? "Async" : "";
        var (set, element, load, told) = isCollection
            ? ("Boxes", "box", $"attic.Entry(box).Collection(b => b.Things).Load{end}();", "$\"{box.Id}: {string.Join(\",\", box.Things.Select(t => t.Id).Order())}\"")
            : ("Things", "thing", $"attic.Entry(thing).Reference(t => t.Box).Load{end}();", "$\"{thing.Id}: {thing.Box.Label}\"");
        var where = dice.Of("", $".Where(x => x.Id > 1)", "");
        var take = dice.Of("", "", ".Take(2)", ".Skip(1)");
        var query = $"attic.{set}{where}.OrderBy(x => x.Id){take}.ToList{end}()";
        var (before, source) = dice.Chance(50) ? ($"var all = {await}{query};", "all") : ("", await.Length > 0 ? $"await {query}" : query);
        return new Shape($$"""
            public static async Task<List<string>> RunAsync(NpgsqlConnection connection)
            {
                var lines = new List<string>();
                {{Opening}}
                {{before}}
                foreach (var {{element}} in {{source}})
                {
                    {{await}}{{load}}
                    lines.Add({{told}});
                }

                await Task.Yield();
                return lines;
            }
            """, Filled);
    });

    public static Gen<Shape> SameQuestions { get; } = Dice.Gen(dice =>
    {
        var (type, element, keys) = (dice.Of(Loops.Collections), Loops.Element(dice), dice.Of("ids", "keys"));
        var query = dice.Of("await attic.Things.CountAsync()", "attic.Things.Max(t => (int?)t.Size)", "await attic.Things.Where(t => t.Size > 0).Select(t => t.Name).OrderBy(name => name).FirstOrDefaultAsync()", "attic.Boxes.Any(box => box.Id == 1)", "attic.Things.Select(t => t.Size).First()", "await attic.Things.MaxAsync(t => t.Size)");
        var extra = dice.Of("", "", "\nawait attic.Database.ExecuteSqlAsync($\"delete from things where size > 0\");");
        return new Shape(Loops.Over(dice, Connection, type, keys, Opening, element, $"var most = {query};\nlines.Add(FormattableString.Invariant($\"{{{element}}} of {{most}}\"));{extra}"), calls => ThingsWorld.AskedBefore(calls, type));
    });

    public static Gen<Shape> LazyNavigations { get; } = Dice.Gen(dice =>
    {
        var (set, element, told) = dice.Of(
            ("Things", "thing", "thing.Id + \" \" + thing.Box.Label"), ("Boxes", "box", "box.Id + \": \" + string.Join(\",\", box.Things.Select(t => t.Id).Order())"), ("Boxes", "x", "$\"{x.Things.Count}\""), ("Things", "thing", "$\"{thing.Box.Things.Count}\""));
        var where = dice.Of("", $".Where(one => one.Id > 1)", ".Take(2)");
        var isAsync = dice.Chance(60);
        var query = $"attic.{set}{where}.OrderBy(one => one.Id).ToList{(isAsync ? "Async" : "")}()";
        query = isAsync ? "await " + query : query;
        var (before, source) = dice.Chance(50) ? ($"var all = {query};", "all") : ("", query);
        return new Shape($$"""
            public static async Task<List<string>> RunAsync(NpgsqlConnection connection)
            {
                var lines = new List<string>();
                await using var attic = LazyAttic.Open(connection);
                {{before}}
                foreach (var {{element}} in {{source}})
                {
                    lines.Add({{told}});
                }

                await Task.Yield();
                return lines;
            }
            """.Replace(".Take(2).OrderBy(one => one.Id)", ".OrderBy(one => one.Id).Take(2)", StringComparison.Ordinal), Filled);
    });

    private static Call Filled(Dice dice) => new() { Rows = ThingsWorld.Fill(dice), Culture = dice.Of(Texts.Cultures.Where(culture => culture != "ar-SA").ToArray()) };
}
