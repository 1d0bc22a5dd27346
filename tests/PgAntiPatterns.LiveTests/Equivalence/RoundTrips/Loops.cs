namespace PgAntiPatterns.LiveTests.Equivalence.RoundTrips;

/// <summary>Writes the loop around what is done for each element.</summary>
internal static class Loops
{
    public static readonly string[] Collections = ["int[]", "List<int>", "IReadOnlyList<int>", "HashSet<int>", "IEnumerable<int>", "ICollection<int>"];

    private static readonly string[] Elements = ["id", "key", "number", "@int", "thingId", "x"];

    public static string Element(Dice dice) => dice.Of(Elements);

    /// <summary>A method over a collection of keys.</summary>
    /// <param name="dice">Makes the choices.</param>
    /// <param name="access">The first parameter.</param>
    /// <param name="type">The type of the collection.</param>
    /// <param name="keys">Its name.</param>
    /// <param name="opening">Statements before the loop.</param>
    /// <param name="element">The name of an element.</param>
    /// <param name="body">The statements for one element.</param>
    /// <param name="returned">What is returned; <c>lines</c> otherwise.</param>
    public static string Over(Dice dice, string access, string type, string keys, string opening, string element, string body)
    {
        var parameter = dice.Chance(70) ? keys : "given";
        var copied = parameter == keys ? "" : type is "List<int>" or "IEnumerable<int>" && dice.Chance(50) ? $"var {keys} = given.ToList();\n" : $"var {keys} = given;\n";
        var comment = dice.Of("", "", "// One after the other: @id, 'x'.\n", "/* all of them */\n");
        return $$"""
            public static async Task<List<string>> RunAsync({{access}}, {{type}} {{parameter}})
            {
                var lines = new List<string>();
                {{opening}}
                {{copied}}{{comment}}foreach ({{dice.Of("var", "var", "int")}} {{element}} in {{keys}})
                {
                    {{body.Replace("\n", "\n        ", StringComparison.Ordinal)}}
                }

                await Task.Yield();
                return lines;
            }
            """;
    }

    /// <summary>Ways to tell what was found.</summary>
    public static string Tell(Dice dice, string row, string element) => dice.Of(
        $"lines.Add(FormattableString.Invariant($\"{{{element}}}: {{{row}?.Name}}\"));",
        $"if ({row} != null)\n{{\n    lines.Add({row}.Name ?? \"none\");\n}}",
        $"lines.Add({row} is null ? \"missing\" : FormattableString.Invariant($\"{{{row}.Id}} {{{row}.Size}}\"));",
        $"lines.Add(({row}?.Size ?? -1).ToString(CultureInfo.InvariantCulture));");
}
