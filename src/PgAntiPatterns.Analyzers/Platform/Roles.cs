namespace PgAntiPatterns.Platform;

/// <summary>Roles that several questions ask for together.</summary>
internal static class Roles
{
    /// <summary>True for every way to take SQL text.</summary>
    public static bool TakesSql(this Role role) => role is Role.TakesSql or Role.TakesCopySql or Role.TakesDapperSql or Role.TakesNumberedSql
        or Role.TakesInterpolatedSql or Role.TakesMigrationSql or Role.TakesSqlValue or Role.TakesSqlCondition;
}
