using System.Diagnostics;
using Npgsql;
using Xunit;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>The cluster that the fixture starts itself: found, set up, and gone with its owner.</summary>
public sealed class ThrowAwayClusterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Newest_version_is_found_first()
    {
        var parent = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var name in (string[])["9.6", "10", "18", "pgsql-17"])
            {
                parent.CreateSubdirectory(name);
            }

            var found = ServerBinaries.NewestFirst(parent.FullName, "*", "bin");

            Assert.Equal(["18", "pgsql-17", "10", "9.6"], found.Select(folder => Path.GetFileName(Path.GetDirectoryName(folder))));
        }
        finally
        {
            parent.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Cluster_takes_a_hundred_connections_and_counts_statements()
    {
        await using var cluster = await ThrowAwayCluster.StartAsync(AnyBinaries(), Cancellation);
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString);

        Assert.Equal("100", await SettingAsync("max_connections"));
        Assert.Equal("pg_stat_statements", await SettingAsync("shared_preload_libraries"));
        Assert.Equal("127.0.0.1", await SettingAsync("listen_addresses"));

        async Task<object?> SettingAsync(string name)
        {
            await using var command = source.CreateCommand("SELECT current_setting($1)");
            command.Parameters.Add(new() { Value = name });
            return await command.ExecuteScalarAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Folder_without_a_working_server_is_told_with_what_its_program_said()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The programs of this test are shell scripts.");
            return;
        }

        var binaries = Directory.CreateTempSubdirectory();
        try
        {
            File.SetUnixFileMode(binaries.FullName, (UnixFileMode)0b111_101_101);
            var initdb = Path.Combine(binaries.FullName, "initdb");
            await File.WriteAllTextAsync(initdb, "#!/bin/sh\necho 'no room left'\nexit 1\n", Cancellation);
            File.SetUnixFileMode(initdb, (UnixFileMode)0b111_101_101);

            var error = await Assert.ThrowsAsync<ServerUnavailableException>(() => ThrowAwayCluster.StartAsync(binaries.FullName, Cancellation));

            Assert.Contains(binaries.FullName, error.Message, StringComparison.Ordinal);
            Assert.Contains("initdb failed", error.Message, StringComparison.Ordinal);
            Assert.Contains("no room left", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            binaries.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Killed_run_leaves_no_server_and_no_folder()
    {
        using var run = await OtherRun.StartAsync(AnyBinaries(), Cancellation);
        Assert.True(run.ServerAnswers());

        run.Kill();

        Assert.True(await run.HasLeftNothingAsync(Cancellation), $"Half a minute later there is still: {run.Leftovers()}");
        Assert.False(run.ServerAnswers());
    }

    [Fact]
    public async Task Run_killed_together_with_its_keeper_is_cleaned_up_by_the_next()
    {
        using var run = await OtherRun.StartAsync(AnyBinaries(), Cancellation);
        await ThrowAwayCluster.RemoveLeftoversAsync(run.Temporary, AnyBinaries(), Cancellation);
        Assert.True(run.ServerAnswers(), "The server of a run that lives was taken for a leftover.");

        run.KillKeeper();
        run.Kill();
        Assert.True(run.ServerAnswers(), "Something else ended the server before the next run could.");
        await ThrowAwayCluster.RemoveLeftoversAsync(run.Temporary, AnyBinaries(), Cancellation);

        Assert.False(run.ServerAnswers());
        Assert.Empty(run.Leftovers());
    }

    /// <summary>Server programs of this machine, for tests that start a cluster of their own.</summary>
    internal static string AnyBinaries()
    {
        if (Environment.GetEnvironmentVariable(PostgresServer.BinariesVariable) is { Length: > 0 } given)
        {
            return given;
        }

        if (ServerBinaries.Folders().FirstOrDefault() is { } found)
        {
            return found;
        }

        const string Reason = "This test starts a cluster of its own: install PostgreSQL's server programs (apt install postgresql).";
        Assert.SkipWhen(Environment.GetEnvironmentVariable(PostgresServer.ConnectionVariable) is { Length: > 0 }, Reason);
        PostgresServer.Missing(Reason);
        throw new UnreachableException();
    }
}
