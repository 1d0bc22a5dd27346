namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>Methods that paste one to three values into a statement.</summary>
internal static class PastedShapes
{
    /// <summary>A method around a statement; the carrier turns the text into a body.</summary>
    /// <param name="dice">Makes the choices.</param>
    /// <param name="carrier">Given the statements and the expression of the text: the rest of the method, and what it returns.</param>
    /// <param name="mayWrite">True where INSERT, UPDATE and DELETE are tried as well.</param>
    /// <param name="usesBraces">False where braces are special to who takes the text.</param>
    /// <param name="extra">A condition that the carrier needs, before or behind the others.</param>
    public static Shape Of(Dice dice, Func<string, bool, (string Body, string Signature)> carrier, bool mayWrite = true, bool usesBraces = true, string extra = "", string columns = "id", Func<Clause, bool>? fits = null)
    {
        List<Clause> clauses = [dice.Of(Clauses.OfText), .. dice.Several(2, () => dice.Chance(50) ? dice.Of(Clauses.OfText) : dice.Of(Clauses.OfOthers))];
        clauses = [.. clauses.OrderBy(_ => dice.Number(9)).Where(clause => fits is null || fits(clause))];
        if (!clauses.Any(Clauses.OfText.Contains))
        {
            clauses.Add(Clauses.OfText[0]);
        }

        var isWrite = mayWrite && dice.Chance(20);
        var condition = string.Join(dice.Of(" and ", " or ", " AND "), clauses.Select(clause => clause.Sql));
        if (extra.Length > 0)
        {
            condition = dice.Chance(50) ? $"{extra} and ({condition})" : $"({condition}) and {extra}";
        }

        var start = isWrite ? dice.Of("update people set price = 99 where ", "delete from people where ") : $"select {columns} from people where ";
        if (isWrite && dice.Chance(60) && extra.Length == 0)
        {
            clauses = [new("string", "", Texts.Text) { IsBare = false }, new("int", "", found => found.Number(9))];
            (start, condition) = dice.Chance(50) ? ("insert into people (name, id) values (", "'§', §)") : ("update people set name = ", "'§' where id < §");
            clauses[0] = clauses[0] with { Sql = "'§'" };
        }

        var inputs = Inputs.For(dice, [.. clauses.Select(clause => clause.Type)]);
        // Some clauses paste their value twice.
        var holes = clauses.SelectMany((clause, number) => Enumerable.Repeat(inputs.Expressions[number], Math.Max(1, clause.Sql.Count(character => character == '§')))).ToList();
        var (statements, text) = SqlWriting.Write(dice, start + condition + (isWrite ? "" : " order by id, name"), holes, usesBraces);
        var (body, signature) = carrier(text, isWrite);
        var all = string.Join('\n', new[] { inputs.Prelude, Comment(dice), statements, Comment(dice), body }.Where(part => part.Length > 0));
        return new Shape($"{inputs.Members}\npublic static {signature} RunAsync(NpgsqlConnection connection{inputs.Parameters})\n{{\n{Wrapped(dice, all, signature)}\n}}", calls => CallOf(calls, clauses, usesBraces) with { IsRefusedLate = fits is not null && clauses.Any(Clauses.HasCast) });
    }

    private static string Comment(Dice dice) => dice.Of("", "", "", "// Not '§' and not \"this\".", "/* {0} */", "");

    /// <summary>The body as it is, or in a block or function of its own.</summary>
    private static string Wrapped(Dice dice, string body, string signature) => dice.Number(8) switch
    {
        0 => $"try\n{{\n{body}\n}}\nfinally\n{{\n    GC.KeepAlive(connection);\n}}",
        1 when signature.StartsWith("async", StringComparison.Ordinal) => $"return await Inner();\n\n{signature} Inner()\n{{\n{body}\n}}",
        2 => $"if (connection.State == ConnectionState.Open)\n{{\n{body}\n}}\n\nthrow new InvalidOperationException();",
        3 => $"{{\n{body}\n}}",
        _ => body,
    };

    private static Call CallOf(Dice dice, List<Clause> clauses, bool usesBraces)
    {
        object?[] values = [.. clauses.Select(clause => usesBraces ? clause.Value(dice) : OnOneLine(clause.Value(dice)))];
        var culture = dice.Of(Texts.Cultures);
        return new Call(values)
        {
            Before = [.. clauses.Zip(values, (clause, value) => clause.Escaped(value))],
            Rows = PeopleWorld.Fill(dice, values),
            Culture = culture,
            IsCultureDefect = clauses.Any(clause => clause.IsCultureDefect),
            IsRepaired = clauses.Zip(values).Any(pair => (pair.First.IsErrorWhereMissing && pair.Second is null) || (!usesBraces && pair.Second is string text && text.AsSpan().ContainsAny('{', '}'))),
            IsRefused = clauses.Zip(values).Any(pair => pair.First.IsBare && !int.TryParse((string)pair.Second!, out _)),
        };
    }

    /// <summary>EF Core breaks the lines of raw text anew, those of a pasted value too.</summary>
    private static object? OnOneLine(object? value) => value is string text ? text.ReplaceLineEndings(" ") : value;
}
