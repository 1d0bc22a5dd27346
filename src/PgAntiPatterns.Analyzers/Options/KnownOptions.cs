namespace PgAntiPatterns.Options;

/// <summary>Every option that there is.</summary>
internal static class KnownOptions
{
    /// <summary>The prefix that makes a key ours.</summary>
    public const string Prefix = "pgap.";

    public static Switch ExcludeTests { get; } = new("pgap.exclude_tests", IsOn: true, "Rules about speed, pooling and names from strangers stay quiet in projects that reference a test framework.");

    public static Number MaximumPoolSize { get; } = new("pgap.maximum_pool_size", 200, "The largest pool of one program that the server's max_connections leaves room for.");

    public static NameList PoolerHosts { get; } = new("pgap.pooler_hosts", "*-pooler.*.neon.tech,*.pooler.supabase.com,*.proxy-*.rds.amazonaws.com,*pgbouncer*", "Hosts on which PgBouncer or another pooler listens; the ports 6432 and 6543 count as poolers on every host.");

    public static Switch ReportWithEfRules { get; } = new("pgap.report_with_ef_rules", IsOn: false, "PGAP4003 reports also where EF Core's own EF1002 and EF1003 report the same place.");

    public static NameList Seeders { get; } = new("pgap.seeders", "*Seed*,*Migrat*", "Classes and methods that fill or move a database once, so that the rules about round trips stay quiet in them.");

    /// <summary>All of them, in the order of their keys.</summary>
    public static IReadOnlyList<Option> All { get; } = [ExcludeTests, MaximumPoolSize, PoolerHosts, ReportWithEfRules, Seeders];
}
