using System.Diagnostics;
using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

public sealed class LinearTimeTests
{
    private const int Length = 60_000;
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
    public void Eight_times_the_text_takes_no_more_than_its_share_of_time(string piece)
    {
        var shorter = Repeat(piece, Length);
        var longer = Repeat(piece, Length * 8);
        Time(shorter);

        // Quadratic work would take 64 times as long. The floor and the further tries keep a busy machine out of the ratio.
        var unit = Math.Max(Time(shorter), 10);
        var times = new List<long>();
        while (times.Count < Tries && times.All(time => time > unit * 30))
        {
            times.Add(Time(longer));
        }

        Assert.True(times[^1] <= unit * 30, $"{string.Join(", ", times)} ms against {unit} ms");
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
