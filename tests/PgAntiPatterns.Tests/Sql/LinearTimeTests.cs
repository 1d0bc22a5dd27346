using System.Diagnostics;
using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class LinearTimeTests
{
    private const int Length = 60_000;
    private const int Times = 8;
    private const int Tries = 5;

    [Theory]
    [InlineData("/*")]
    [InlineData("'")]
    [InlineData("''")]
    [InlineData("'a'\n")]
    [InlineData("E'\\")]
    [InlineData("$")]
    [InlineData("$a")]
    [InlineData("$a$")]
    [InlineData("+-")]
    [InlineData("@@a")]
    [InlineData(":")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[")]
    [InlineData("a.")]
    [InlineData("case when ")]
    [InlineData("((select ")]
    [InlineData("with a as (")]
    [InlineData("create table as ")]
    [InlineData("create function begin atomic ;")]
    [InlineData("in (")]
    [InlineData("f(\uFFFC,")]
    [InlineData("order by f(\uFFFC")]
    [InlineData("where \uFFFC and ")]
    [InlineData("select f(\uFFFC) from ")]
    [InlineData("x(\uFFFC)=")]
    [InlineData("'\uFFFC@a',")]
    [InlineData("\uFFFC")]
    [InlineData("\uFFFC ")]
    [InlineData("a_\uFFFC")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    public void A_text_eight_times_as_long_takes_no_longer_than_eight_texts(string piece)
    {
        var shorter = Repeat(piece, Length);
        var longer = Repeat(piece, Length * Times);
        Time(shorter);

        // The same work on both sides, so that a busy machine slows both down; quadratic work would take eight times as long.
        var tries = new List<string>();
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var several = Math.Max(Enumerable.Range(0, Times).Sum(_ => Time(shorter)), 40);
            var one = Time(longer);
            if (one <= several * 4)
            {
                return;
            }

            tries.Add($"{one} ms against {several} ms");
        }

        Assert.Fail(string.Join(", ", tries));
    }

    [Theory]
    [InlineData("select '")]
    [InlineData("select $$")]
    [InlineData("select \"")]
    [InlineData("/*")]
    public void One_literal_full_of_holes_is_read_once(string open)
    {
        var template = Repeat("\uFFFC@a ", 1_000_000, open);

        // Cutting out what stands around every hole of a megabyte would take minutes.
        Assert.True(Time(template) < 20_000);
    }

    private static long Time(SqlTemplate template)
    {
        var watch = Stopwatch.StartNew();
        SqlReader.Read(template);
        return watch.ElapsedMilliseconds;
    }

    private static SqlTemplate Repeat(string piece, int length, string prefix = "")
    {
        var text = prefix + string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        var holes = new List<int>();
        for (var i = text.IndexOf(SqlTemplate.HoleChar); i >= 0; i = text.IndexOf(SqlTemplate.HoleChar, i + 1))
        {
            holes.Add(i);
        }

        return new SqlTemplate(text, holes);
    }
}
