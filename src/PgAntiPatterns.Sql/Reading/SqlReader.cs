namespace PgAntiPatterns.Sql;

/// <summary>What a text is to be read as.</summary>
internal enum SqlReadAs : byte
{
    /// <summary>One or more statements.</summary>
    Statements,

    /// <summary>A value: a column default, a computed column.</summary>
    Value,

    /// <summary>A condition: a filter, a check constraint.</summary>
    Condition,
}

/// <summary>Reads SQL, whole or broken, in one pass: what statements it has and where its holes and placeholders stand.</summary>
internal static class SqlReader
{
    public static SqlReading Read(SqlTemplate template) => Read(template, SqlReadAs.Statements);

    public static SqlReading Read(SqlTemplate template, SqlReadAs readAs)
    {
        var tokens = SqlLexer.Tokenize(template);
        var parts = new SqlParts(template, tokens);
        var places = new SqlPlaceCollector(template, tokens);
        places.AddComments();
        var machine = new SqlMachine(template, parts, places, readAs);
        machine.Run();
        return new SqlReading(
            template,
            tokens,
            machine.Statements,
            places.Holes,
            places.Placeholders,
            places.QuotedPlaceholders,
            NpgsqlStatements.Count(template.Text, tokens));
    }
}
