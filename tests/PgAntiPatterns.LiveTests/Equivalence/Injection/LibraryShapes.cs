using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>Texts with values pasted in that Dapper and EF Core hand on.</summary>
internal static class LibraryShapes
{
    private const string Asynchronous = "async Task<List<string>>";
    private const string Synchronous = "List<string>";

    public static Gen<Shape> Dapper { get; } = Dice.Gen(dice =>
    {
        var hasObject = dice.Chance(25);
        return PastedShapes.Of(dice, (text, isWrite) => DapperCall(dice, text, isWrite, hasObject ? dice.Of("new { low = -9 }", "new { low = -9, unused = 1 }") : null), extra: hasObject ? "id > @low" : "", fits: Clauses.FitsTypes);
    });

    public static Gen<Shape> EfCore { get; } = Dice.Gen(dice => PastedShapes.Of(dice, (text, isWrite) => EfCall(dice, text, isWrite), usesBraces: false, columns: "*", fits: clause => Clauses.FitsTypes(clause) && !clause.Sql.Contains('{', StringComparison.Ordinal)));

    private static (string Body, string Signature) DapperCall(Dice dice, string text, bool isWrite, string? given)
    {
        var arguments = text + (given is null ? dice.Of("", "", ", commandTimeout: 9", ", null") : ", " + given);
        if (isWrite)
        {
            return dice.Chance(50) ? ($"return [connection.Execute({arguments}).ToString()];", Synchronous) : ($"return [(await connection.ExecuteAsync({arguments})).ToString()];", Asynchronous);
        }

        return dice.Number(6) switch
        {
            0 => ($"return connection.Query<int?>({arguments}).Select(id => FormattableString.Invariant($\"{{id}}\")).ToList();", Synchronous),
            1 => ($"var found = await connection.QueryAsync<Person>({arguments.Replace("select id", "select id, name", StringComparison.Ordinal)});\nreturn found.Select(person => FormattableString.Invariant($\"{{person.Id}}|{{person.Name}}\")).ToList();", Asynchronous),
            2 => ($"using var reader = await connection.ExecuteReaderAsync({arguments});\nreturn Rows.Of(reader);", Asynchronous),
            3 => ($"var first = await connection.QueryFirstOrDefaultAsync<int?>({arguments});\nreturn [FormattableString.Invariant($\"{{first}}\")];", Asynchronous),
            4 => ($"return [Convert.ToString(await connection.ExecuteScalarAsync({arguments}), CultureInfo.InvariantCulture) ?? \"\"];", Asynchronous),
            _ => ($"return (await connection.QueryAsync<int?>(new CommandDefinition({text}{(given is null ? "" : ", " + given)}))).Select(id => FormattableString.Invariant($\"{{id}}\")).ToList();", Asynchronous),
        };
    }

    private static (string Body, string Signature) EfCall(Dice dice, string text, bool isWrite)
    {
        const string Context = "await using var context = new People(connection);\n";
        if (isWrite)
        {
            return dice.Chance(50) ? ($"using var context = new People(connection);\nreturn [context.Database.ExecuteSqlRaw({text}).ToString()];", Synchronous) : ($"{Context}return [(await context.Database.ExecuteSqlRawAsync({text})).ToString()];", Asynchronous);
        }

        return dice.Number(4) switch
        {
            0 => ($"using var context = new People(connection);\nreturn context.Persons.FromSqlRaw({text}).AsNoTracking().Select(person => person.Name).ToList()!;", Synchronous),
            1 => ($"{Context}var found = await context.Persons.FromSqlRaw({text}).Where(person => person.Id > -99).ToListAsync();\nreturn found.Select(person => FormattableString.Invariant($\"{{person.Id}}|{{person.Name}}\")).ToList();", Asynchronous),
            _ => ($"{Context}return (await context.Persons.FromSqlRaw({text}).AsNoTracking().Select(person => person.Name).ToListAsync())!;", Asynchronous),
        };
    }
}
