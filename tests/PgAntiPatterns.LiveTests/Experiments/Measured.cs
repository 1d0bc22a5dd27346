using System.Globalization;
using Npgsql;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>The table on a rule's page with what its experiment counted: compared, or written where <c>PGAP_REWRITE=1</c> is set.</summary>
internal static class Measured
{
    /// <summary>Holds the page against what was counted with its before-block and with what came of it: counts and kinds of errors, never durations.</summary>
    public static void Check(string id, TestDatabase database, params IReadOnlyList<(string Run, object Before, object After)> rows)
    {
        string[][] cells = [.. rows.Select(row => new[] { row.Run, Text(row.Before), Text(row.After) })];
        Assert.True(cells.Any(row => row[1] != row[2]), $"The experiment of {id} measures the same before and after.");
        var major = int.Parse(database.ServerVersion.Split('.')[0], CultureInfo.InvariantCulture);
        var page = File.ReadAllText(RulePage.FileOf(id)).ReplaceLineEndings("\n");
        var settled = MeasuredTable.Settle(page, $"docs/rules/{id}.md", cells, major, Environment.GetEnvironmentVariable("PGAP_REWRITE") == "1");
        if (settled != page)
        {
            File.WriteAllText(RulePage.FileOf(id), settled);
        }
    }

    private static string Text(object figure) => figure switch
    {
        PostgresException error => $"`{error.SqlState}`",
        Exception error => $"`{error.GetType().Name}`",
        _ => Convert.ToString(figure, CultureInfo.InvariantCulture)!,
    };
}
