using System.Text;

namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>Writes SQL with holes in one of the many ways in which C# builds text.</summary>
internal static class SqlWriting
{
    private const char Mark = '§';

    /// <summary>Statements that come first, and the expression of the text.</summary>
    /// <param name="dice">Chooses the way.</param>
    /// <param name="sql">The text, with a mark in the place of each hole.</param>
    /// <param name="holes">The expressions for the marks, one after the other.</param>
    /// <param name="usesBraces">False where braces are special to who takes the text.</param>
    public static (string Statements, string Expression) Write(Dice dice, string sql, IReadOnlyList<string> holes, bool usesBraces = true)
    {
        var parts = sql.Split(Mark);
        switch (dice.Number(usesBraces ? 14 : 10))
        {
            case 0 or 1 or 2:
                return ("", Interpolated(parts, holes));
            case 3:
                return ("", "$@\"" + Join(parts.Select(part => Escape(part).Replace("\\\"", "\"\"", StringComparison.Ordinal)), holes.Select(Hole)) + "\"");
            case 4 when dice.Chance(50) && !sql.Contains('{', StringComparison.Ordinal):
                return ("", "$\"\"\"\n    " + Join(parts, holes.Select(Hole)) + "\n    \"\"\"");
            case 4:
                return ("", "$$\"\"\"\n    " + Join(parts, holes.Select(hole => "{" + Hole(hole) + "}")) + "\n    \"\"\"");
            case 5:
                return ("", Added(dice, parts, holes));
            case 6:
                return ($"var sql = {Interpolated(parts, holes)};", "sql");
            case 7:
                return ($"string sql = {Added(dice, parts, holes)};", "sql");
            case 8:
                var grown = new StringBuilder($"var sql = {Quoted(parts[0])};");
                for (var number = 0; number < holes.Count; number++)
                {
                    grown.Append("\nsql += ").Append(dice.Chance(50) ? $"{Operand(holes[number])} + {Quoted(parts[number + 1])};" : Interpolated(["", parts[number + 1]], [holes[number]]) + ";");
                }

                return (grown.ToString(), "sql");
            case 9:
                return Appended(dice, parts, holes);
            case 10:
                return ("", $"string.Format({Quoted(Join(parts.Select(Braces), holes.Select((_, number) => $"{{{number}}}")))}, {string.Join(", ", holes)})");
            case 11:
                return ($"var sql = string.Format({Quoted(Join(parts.Select(Braces), holes.Select((_, number) => $"{{{number}}}")))}, {string.Join(", ", holes)});", "sql");
            case 12:
                return ("", $"string.Concat({string.Join(", ", parts.SelectMany((part, number) => number == 0 ? [Quoted(part)] : new[] { holes[number - 1], Quoted(part) }))})");
            default:
                var split = parts[0].Length / 2;
                return ($"const string start = {Quoted(parts[0][..split])};", "start + " + Interpolated([parts[0][split..], .. parts[1..]], holes));
        }
    }

    private static (string, string) Appended(Dice dice, string[] parts, IReadOnlyList<string> holes)
    {
        var text = new StringBuilder($"var builder = new StringBuilder({(dice.Chance(50) ? Quoted(parts[0]) : "")});");
        if (text.ToString().EndsWith("();", StringComparison.Ordinal))
        {
            text.Append($"\nbuilder.Append({Quoted(parts[0])});");
        }

        for (var number = 0; number < holes.Count; number++)
        {
            text.Append(dice.Number(4) switch
            {
                0 => $"\nbuilder.Append({holes[number]}).Append({Quoted(parts[number + 1])});",
                1 => $"\nbuilder.Append({Interpolated(["", parts[number + 1]], [holes[number]])});",
                2 => $"\nbuilder.AppendFormat({Quoted("{0}" + Braces(parts[number + 1]))}, {holes[number]});",
                _ => $"\nbuilder.Append({holes[number]});\nbuilder.Append({Quoted(parts[number + 1])});",
            });
        }

        return (text.ToString(), "builder.ToString()");
    }

    private static string Added(Dice dice, string[] parts, IReadOnlyList<string> holes) =>
        Quoted(parts[0]) + string.Concat(holes.Select((hole, number) => $" + {Operand(hole)}{(dice.Chance(30) ? "\n    " : " ")}+ {Quoted(parts[number + 1])}"));

    private static string Interpolated(IReadOnlyList<string> parts, IReadOnlyList<string> holes) => "$\"" + Join(parts.Select(Escape), holes.Select(Hole)) + "\"";

    private static string Join(IEnumerable<string> parts, IEnumerable<string> holes) => string.Concat(parts.Zip([.. holes, ""], (part, hole) => part + hole));

    private static string Hole(string expression) => expression.Contains('?', StringComparison.Ordinal) || expression.Contains(':', StringComparison.Ordinal) ? $"{{({expression})}}" : $"{{{expression}}}";

    private static string Operand(string expression) => expression.Contains(' ', StringComparison.Ordinal) ? $"({expression})" : expression;

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Escape(string text) => Braces(text).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Braces(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
