using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence.Pooling;

/// <summary>The fixes of Pooling on generated code: the connection strings come to what they came to, but for the setting that was wrong.</summary>
[Collection(MappedWorld.GlobalMapper)]
public sealed class PoolingFixTests(PostgresServer server) : GeneratedFixTests(server)
{
    private static readonly Dictionary<string, GeneratedFix> Fixes = new GeneratedFix[]
    {
        new("PGAP3001", "data sources for every call", SettingsWorld.World, DataSourceShapes.PerCall) { TellsEachPiece = true, Plans = ["DataSourcePerCallFix: once", "DataSourcePerCallFix: in a static field"] },
        new("PGAP3002", "data sources for every scope", SettingsWorld.World, DataSourceShapes.PerScope) { TellsEachPiece = true, Plans = ["DataSourcePerScopeFix: Register one data source", "DataSourcePerScopeFix: Register the data source with", "DataSourcePerScopeFix: in front of the registration"] },
        new("PGAP3003", "pooling switched off", SettingsWorld.World, SettingShapes.PoolingDisabled) { MostDeclined = 50, Plans = ["RemovedSettingFix: Remove '"] },
        new("PGAP3006", "keywords that are refused", SettingsWorld.World, SettingShapes.Refused) { MostDeclined = 30, Plans = ["ReplacedSettingFix: Write '", "ReplacedSettingFix: Remove '"] },
        new("PGAP3007", "connection URIs", SettingsWorld.World, SettingShapes.Uris) { MostDeclined = 30, Plans = ["ReplacedSettingFix: Write '"] },
        new("PGAP3009", "poolers", SettingsWorld.World, SettingShapes.AtPooler) { Plans = ["PoolerNotConfiguredFix: Add '"] },
        new("PGAP3012", "reset switched off", SettingsWorld.World, SettingShapes.ResetDisabled) { MostDeclined = 75, Plans = ["RemovedSettingFix: Remove '"] },
        new("PGAP3014", "builders changed after Build", MappedWorld.World, DataSourceShapes.ChangedAfterBuild) { TellsEachPiece = true, Plans = ["BuilderChangedAfterBuildFix: in front of 'Build'"] },
        new("PGAP3015", "global type mappers in front of the builder", MappedWorld.World, DataSourceShapes.EarlyGlobalMappers) { TellsEachPiece = true, Plans = ["GlobalTypeMapperUsedFix: Map the type on '"] },
        new("PGAP3015", "global type mappers", MappedWorld.World, DataSourceShapes.GlobalMappers) { TellsEachPiece = true, Plans = ["GlobalTypeMapperUsedFix: Map the type on '"] },
        new("PGAP3016", "obsolete settings", SettingsWorld.World, SettingShapes.Obsolete) { Plans = ["ReplacedSettingFix: Remove '"] },
        new("PGAP3018", "connections without a data source", SettingsWorld.World, DataSourceShapes.WithoutDataSource) { TellsEachPiece = true, Plans = ["ConnectionWithoutDataSourceFix: Take the connection from '"] },
        new("PGAP3003", "pooling switched off in files", SettingsWorld.World, SettingShapes.PoolingDisabledInFiles) { MostDeclined = 50, Plans = ["RemovedSettingFix: Remove '"] },
        new("PGAP3006", "keywords that are refused in files", SettingsWorld.World, SettingShapes.RefusedInFiles) { MostDeclined = 30, Plans = ["ReplacedSettingFix: Write '"] },
        new("PGAP3007", "connection URIs in files", SettingsWorld.World, SettingShapes.UrisInFiles) { Plans = ["ReplacedSettingFix: Write '"] },
        new("PGAP3009", "poolers in files", SettingsWorld.World, SettingShapes.AtPoolerInFiles) { Plans = ["PoolerNotConfiguredFix: Add '"] },
        new("PGAP3012", "reset switched off in files", SettingsWorld.World, SettingShapes.ResetDisabledInFiles) { MostDeclined = 75, Plans = ["RemovedSettingFix: Remove '"] },
        new("PGAP3016", "obsolete settings in files", SettingsWorld.World, SettingShapes.ObsoleteInFiles) { Plans = ["ReplacedSettingFix: Remove '"] },
    }.ToDictionary(fix => fix.ToString());

    internal static IReadOnlyCollection<GeneratedFix> All => Fixes.Values;

    public static TheoryData<string> Names => [.. Fixes.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task Generated_settings_come_to_the_same(string name) => RunAsync(Fixes[name]);
}
