namespace PgAntiPatterns.Benchmarks.Corpora;

/// <summary>Which library a generated project speaks to its database with.</summary>
internal enum ProjectKind
{
    NoDriver,
    Npgsql,
    Dapper,
    EfCore,
}
