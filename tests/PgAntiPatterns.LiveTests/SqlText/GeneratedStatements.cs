using CsCheck;
using PgAntiPatterns.LiveTests.Equivalence;

namespace PgAntiPatterns.LiveTests.SqlText;

/// <summary>A statement that the server takes, with so many parameters.</summary>
/// <param name="Sql">The text; placeholders are numbered from 1, some of them several times.</param>
/// <param name="Parameters">How many different ones there are.</param>
internal sealed record GeneratedStatement(string Sql, int Parameters)
{
    /// <summary>Statements with literals, comments and names that look like placeholders, and placeholders where values stand.</summary>
    /// <param name="named">True for <c>@p1</c> and <c>:p1</c>, which Npgsql rewrites, in the place of <c>$1</c>.</param>
    public static Gen<GeneratedStatement> Of(bool named) => Dice.Gen(dice => new Writer(dice, named).Statement());

    private sealed class Writer(Dice dice, bool named)
    {
        public GeneratedStatement Statement()
        {
            var sql = dice.Number(13) switch
            {
                0 => $"insert into t (a, b) values ({Number(2)}, {Text(2)}){dice.Of("", " returning a", " on conflict do nothing")}",
                1 => $"insert into t (a) select {Number(2)} from t where {Condition(1)}",
                2 => $"update t set a = {Number(2)}, b = {Text(1)} where {Condition(2)}",
                3 => $"delete from t where {Condition(2)}",
                4 => $"values ({Number(1)}, {Text(1)}), ({Number(0)}, {Text(0)})",
                5 => $"with x as (select {Number(2)} as a, b, j from t) select a from x where {Condition(1)}",
                6 => $"with gone as (delete from t where {Condition(1)} returning a) insert into t (a) select a from gone",
                7 => $"merge into t using (values ({Number(1)})) as s (a) on t.a = s.a when matched then update set b = {Text(1)} when not matched then insert (a) values ({Number(1)})",
                8 => $"select {Number(1)} union all select {Number(1)}",
                _ => $"select {dice.Of("a, b", "count(*)", "a as \"$1 @x\"", Number(2))} from t{dice.Of("", " as u", " where " + Condition(2), " where " + Condition(3))}{dice.Of("", "", " limit " + Parameter("bigint"), " order by 1 offset " + Parameter("bigint"))}",
            };
            if (sql.StartsWith("select count(*)", StringComparison.Ordinal) || sql.StartsWith("select (", StringComparison.Ordinal))
            {
                sql = sql.Replace(" order by 1", "", StringComparison.Ordinal);
            }

            return Numbered(Space() + sql.Replace("  ", Space(), StringComparison.Ordinal));
        }

        private string Condition(int depth) => dice.Number(depth == 0 ? 4 : 9) switch
        {
            0 => $"a = {Number(0)}",
            1 => $"b like {Text(0)}",
            2 => $"a in ({Number(0)},  {Number(0)})",
            3 => $"b is not null",
            4 => $"({Condition(depth - 1)}  or {Condition(depth - 1)})",
            5 => $"not  ({Condition(depth - 1)})",
            6 => $"a between {Number(depth - 1)} and {Number(depth - 1)}",
            7 => $"exists (select 1 from t as v where {Condition(depth - 1)})",
            _ => $"j @> {Literal()}::text::jsonb or a = any(array[{Number(0)}, 2])",
        };

        private string Number(int depth) => dice.Number(depth == 0 ? 4 : 9) switch
        {
            0 => dice.Of("1", "-2", "0", "3"),
            1 or 2 => Parameter("int"),
            3 => $"length({Literal()})",
            4 => $"({Number(depth - 1)}  + {Number(depth - 1)})",
            5 => $"case when {Number(0)} > 1 then {Number(depth - 1)} else 0 end",
            6 => $"(array[1, 2, {Number(0)}])[1]",
            7 => $"coalesce({Number(depth - 1)},  {Number(0)})",
            _ => $"abs({Number(depth - 1)})",
        };

        private string Text(int depth) => dice.Number(depth == 0 ? 3 : 5) switch
        {
            0 => Literal(),
            1 => Parameter("text"),
            2 => $"{Literal()}::text",
            3 => $"({Text(depth - 1)}  || {Text(depth - 1)})",
            _ => $"upper({Text(depth - 1)})",
        };

        private string Literal() => dice.Of("'a'", "'it''s $9'", "'@x :y'", @"E'\'$8'", "$$ $7 @z $$", "$q$ ':p1' $q$", "'a'\n'@b'", "U&'\\0041'", "'/* $6 */'", "'--'", "''", "'a@b.c'", "N'n'", "'{1}'");

        private string Parameter(string type) => dice.Chance(50) ? $"§::{type}" : $"cast(§ as {type})";

        /// <summary>Placeholders for the marks; some come again, as the same parameter.</summary>
        private GeneratedStatement Numbered(string sql)
        {
            var parts = sql.Split('§');
            var last = 0;
            var text = new System.Text.StringBuilder(parts[0]);
            foreach (var part in parts.Skip(1))
            {
                // A parameter has one type, and so comes again only in a statement that the server types alike.
                var number = last > 0 && part.StartsWith("::int", StringComparison.Ordinal) && IsInteger(parts, last) && dice.Chance(30) ? last : ++last;
                text.Append(named ? $"{dice.Of("@", ":")}p{number}" : $"${number}").Append(part);
            }

            return new GeneratedStatement(text.ToString(), last);
        }

        private static bool IsInteger(string[] parts, int number) => parts.Length > number && parts[number].StartsWith("::int", StringComparison.Ordinal) && parts.Skip(1).Take(number).All(part => part.StartsWith("::int", StringComparison.Ordinal) || part.StartsWith(" as int", StringComparison.Ordinal));

        /// <summary>What may stand between two words.</summary>
        private string Space() => dice.Of(" ", "\n", "\t", " /* $5 @x */ ", " -- :q $4\n", "  ");
    }
}
