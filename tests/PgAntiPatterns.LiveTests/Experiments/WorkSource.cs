using PgAntiPatterns.LiveTests.Server;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>A class around one method, <c>Run</c> or <c>RunAsync</c>, with a data source and a connection string to work with.</summary>
internal static class WorkSource
{
    private const string Head = """
        using System.Data;
        using System.Data.Common;
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        public sealed class Work(NpgsqlDataSource dataSource, string connectionString)
        {
            public string Place => (dataSource, connectionString).ToString();


        """;

    public static string Of(string methods) =>
        Head + string.Join('\n', methods.ReplaceLineEndings("\n").Split('\n').Select(line => line.Length == 0 ? line : "    " + line)) + "\n}\n";

    /// <summary>Calls the method against a small pool.</summary>
    public static Task<PoolUse> UseAsync(string source, TestDatabase database) => SmallPool.UseAsync(
        source,
        database,
        (code, pool) => CompiledSource.CallOnAsync(code.New("Work", pool.Source, pool.ConnectionString), source.Contains(" RunAsync()", StringComparison.Ordinal) ? "RunAsync" : "Run"));
}
