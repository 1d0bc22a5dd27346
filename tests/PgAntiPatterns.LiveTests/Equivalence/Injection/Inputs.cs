namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>The values that a generated method is given, and where it keeps them until it pastes them.</summary>
/// <param name="Parameters">The method's parameters, with a comma before each.</param>
/// <param name="Prelude">Statements at the method's start.</param>
/// <param name="Members">Members beside the method.</param>
/// <param name="Expressions">What is pasted.</param>
internal sealed record Inputs(string Parameters, string Prelude, string Members, IReadOnlyList<string> Expressions)
{
    private static readonly string[] Names = ["name", "value", "@class", "_text", "naïve", "search2", "p", "low", "Filter", "username", "i", "order", "@params", "term", "x1", "firstName"];

    public static Inputs For(Dice dice, IReadOnlyList<string> types, bool mayBeKept = true)
    {
        var free = Names.ToList();
        var (parameters, prelude, members, expressions) = ("", new List<string>(), new List<string>(), new List<string>());
        for (var number = 0; number < types.Count; number++)
        {
            var (name, type) = (dice.Of(free), types[number]);
            free.Remove(name);
            parameters += $", {type} {name}";
            var isText = type == "string";
            var (before, member, expression) = (mayBeKept ? dice.Number(10) : 9) switch
            {
                0 => ($"var local{number} = {name};", "", $"local{number}"),
                1 => ($"_kept{number} = {name};", $"private static {type} _kept{number} = default!;", $"_kept{number}"),
                2 => ($"var filter{number} = (Term: {name}, Page: 1);", "", $"filter{number}.Term"),
                3 when isText => ($"var several{number} = new[] {{ {name}, \"\" }};", "", $"several{number}[0]"),
                4 when isText => ("", "", $"({name} + \"\")"),
                5 when isText => ("", $"private static string Made{number}(string text) => text;", $"Made{number}({name})"),
                6 when isText => ("", "", $"{name}.ToString()"),
                7 when isText => ("", "", $"({name}.Length > 1000 ? \"long\" : {name})"),
                _ => ("", "", name),
            };
            prelude.Add(before);
            members.Add(member);
            expressions.Add(expression);
        }

        return new Inputs(parameters, string.Join('\n', prelude.Where(line => line.Length > 0)), string.Join('\n', members.Where(line => line.Length > 0)), expressions);
    }
}
