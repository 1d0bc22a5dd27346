using CsCheck;
using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class LexerPropertyTests
{
    private const string Seed = "0N0XIzNsQ0O2";

    /// <summary>What SQL is made of, and what breaks it.</summary>
    private static readonly string[] Pieces =
    [
        "'", "''", "'a'", "E'", "e'\\'", "\\", "\"", "\"\"", "U&'", "u&\"", "N'", "B'", "x'", "$$", "$a$", "$b", "$1", "$", "/*", "*/", "--", "\n", "\r", " ", "\t",
        "@", "@a", "@@", ":", ":b", "::", ":=", "=>", "..", ".", ",", ";", "(", ")", "[", "]", "+", "-", "*", "/", "<", ">", "=", "~", "!", "#", "%", "^", "&", "|", "`", "?",
        "1", "1.5", "1e", "1e5", "0x1f", "1_000", "a", "abc", "é", "中", "\uFFFC", "\0", "\uD800", "\uDC00", "\u00A0", "{", "}", "_",
        "select ", " from ", " where ", " in (", " like ", " order by ", " limit ", " values (", " and ", " between ", " case when ", " then ", " end ", " insert into ",
        " set ", " as ", " with ", " union ", " cast(", " interval ", " begin atomic ", " create function ", " notify c,", " copy ", " array[", " do ", " not ", " is ",
    ];

    private static readonly string[] Statements =
    [
        "select a, b as \"B\" from s.t x join u using (id) where x.a = 'it''s' and b in (1, 2) or c like '%' || $1 order by a desc nulls last limit 10 offset 5",
        "insert into t (a, b) values (E'\\n', 1.5e3), (@a, :b::jsonb) on conflict (a) do update set b = excluded.b where t.c is not null returning *",
        "with recursive c(n) as (select 1 union all select n + 1 from c where n < 10) update t set (a, b) = (1, date '2020-01-01') from c where t.id = c.n",
        "create function f(a int) returns int language sql begin atomic select case when a > 1 then 2 else 3 end; select $q$ ; $q$; end; notify c, 'x'",
        "do $body$ begin delete from t where a = '\u00e9'; end $body$; set local app.user to 'x' /* a /* b */ c */; copy t (a) from stdin -- end",
        "select array[1, 2][1:2], interval '1 day', x at time zone 'UTC', f(a => 1, variadic b), rank() over (partition by a order by b) from t tablesample system (5)",
    ];

    /// <summary>Statements with pieces put in and cut out, and some of their hole characters listed as holes.</summary>
    internal static readonly Gen<SqlTemplate> Mutated =
        Gen.Select(
            Gen.OneOf<string>(Gen.OneOf(Statements), Gen.OneOf(Pieces).Array[1, 12].Select(pieces => string.Concat(pieces))),
            Gen.Select(Gen.Int[0, 200], Gen.Int[0, 12], Gen.OneOf(Pieces)).Array[0, 4],
            Gen.Int[0, 3])
            .Select((text, edits, keep) => WithHoles(Edit(text, edits), keep));

    [Fact]
    public void The_tokens_of_every_text_join_to_the_text()
    {
        foreach (var template in Mutations(100_000))
        {
            Assert.True(Complaint(template) is null, $"{Complaint(template)}: {template.Text}");
        }
    }

    [Fact]
    public void Every_text_can_be_read_and_each_hole_has_a_place()
    {
        foreach (var template in Mutations(100_000))
        {
            var reading = SqlReader.Read(template);

            Assert.True(template.Holes.SequenceEqual(reading.Holes.Select(hole => hole.Offset)), template.Text);
            Assert.True(reading.Holes.All(hole => hole.Place is not null), template.Text);
            Assert.True(reading.Statements.All(statement => statement.Start < statement.End && statement.End <= template.Text.Length), template.Text);
            Assert.Equal(reading.Tokens.Count(token => token.IsPlaceholder), reading.Placeholders.Count);
        }
    }

    [Fact]
    public void A_hole_changes_nothing_about_the_tokens_before_it()
    {
        foreach (var template in Mutations(20_000))
        {
            var plain = SqlLexer.Tokenize(SqlTemplate.Of(template.Text));
            var holed = SqlLexer.Tokenize(template);
            var cut = template.Holes.Count == 0 ? template.Text.Length : template.Holes[0];
            for (var i = 0; i < plain.Length && plain[i].End < cut - 1; i++)
            {
                Assert.Equal((plain[i].Kind, plain[i].Span), (holed[i].Kind, holed[i].Span));
            }
        }
    }

    /// <summary>The same texts in every run.</summary>
    private static IEnumerable<SqlTemplate> Mutations(int count)
    {
        var random = PCG.Parse(Seed);
        for (var i = 0; i < count; i++)
        {
            yield return Mutated.Generate(random, null, out _);
        }
    }

    internal static string? Complaint(SqlTemplate template)
    {
        var at = 0;
        var holes = 0;
        foreach (var token in SqlLexer.Tokenize(template))
        {
            if (token.Start != at || token.End <= token.Start)
            {
                return $"{token} does not follow {at}";
            }

            at = token.End;
            var first = holes;
            while (holes < template.Holes.Count && template.Holes[holes] < at)
            {
                holes++;
            }

            if (token.HasHole != holes > first)
            {
                return $"{token} has {holes - first} holes";
            }
        }

        return at == template.Text.Length && holes == template.Holes.Count ? null : $"ends at {at} with {holes} holes";
    }

    private static string Edit(string text, (int At, int Length, string Piece)[] edits)
    {
        foreach (var (at, length, piece) in edits)
        {
            var start = Math.Min(at, text.Length);
            text = text[..start] + piece + text[Math.Min(start + length, text.Length)..];
        }

        return text;
    }

    private static SqlTemplate WithHoles(string text, int keep)
    {
        var holes = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == SqlTemplate.HoleChar && (keep == 0 || i % 4 != keep))
            {
                holes.Add(i);
            }
        }

        return new SqlTemplate(text, holes);
    }
}
