using System.Globalization;
using System.Text;

namespace PgAntiPatterns.Benchmarks.Corpora;

/// <summary>One method whose text grows.</summary>
internal static class SingleMethod
{
    public static string WithLiteral(int characters) => Method($$""""
        var sql = $"""
            {{SqlCorpus.OfLength(characters).Replace("{", "(", StringComparison.Ordinal).Replace("}", ")", StringComparison.Ordinal).Replace("\n", "\n    ", StringComparison.Ordinal)}}
            select 1 from parcels where town = '{town}'
            """;
        using var command = new NpgsqlCommand(sql, connection);
        """");

    public static string WithHoles(int holes) => Method($"""
        using var command = new NpgsqlCommand($"select 1 from parcels where town = ''{Repeat(holes, number => $" or town = '{{town}}{number}'")}", connection);
        """);

    public static string WithAppends(int appends) => Method($"""
        var sql = new StringBuilder("select 1 from parcels where town = ''");
        {Repeat(appends, number => $"sql.Append(\" or town = '\").Append(town).Append(\"{number}'\");\n")}
        using var command = new NpgsqlCommand(sql.ToString(), connection);
        """);

    public static string WithBranches(int appends) => Method($$"""
        var sql = new StringBuilder("select 1 from parcels where town = ''");
        {{Repeat(appends, number => $"if (town.Length > {number}) {{ sql.Append(\" or number = {number}\"); }}\n")}}
        sql.Append($" or town = '{town}'");
        using var command = new NpgsqlCommand(sql.ToString(), connection);
        """);

    public static string WithAdditions(int additions) => Method($"""
        var sql = "select 1 from parcels where town = ''";
        {Repeat(additions, number => $"sql += \" or town = '\" + town + \"{number}'\";\n")}
        using var command = new NpgsqlCommand(sql, connection);
        """);

    private static string Method(string body) => $$"""
        using System.Text;
        using Npgsql;

        public sealed class Parcels(NpgsqlConnection connection)
        {
            public void Run(string town)
            {
                {{body}}
                command.ExecuteNonQuery();
            }
        }
        """;

    private static string Repeat(int count, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var number = 0; number < count; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{piece(number)}");
        }

        return text.ToString();
    }
}
