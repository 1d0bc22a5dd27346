using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Can an operation have anything to do with connections at all? Asked of names alone, because nearly every operation of a program has not.</summary>
internal sealed class ConnectionWords
{
    private static readonly HashSet<Role> Roles =
    [
        Role.TakesConnectionString, Role.TakesKeyword, Role.GivesConnectionString, Role.KeysPoolByString, Role.ExposesConnectionString,
        Role.BuildsConnectionString, Role.BuildsDataSource, Role.CreatesDataSource, Role.RegistersDataSource, Role.UsesDataSource, Role.RunsPerScope,
        Role.MapsTypesGlobally, Role.MapsTypeInDataSource, Role.ClearsPool, Role.TakesCommandTimeout, Role.TakesDapperSql,
        Role.TakesSql, Role.TakesCopySql, Role.TakesNumberedSql, Role.TakesMigrationSql,
        Role.TakesCertificateCheck, Role.TakesTlsSetup, Role.ShowsValues,
    ];

    /// <summary>What TLS is set up with belongs to the framework, and has no row.</summary>
    private static readonly HashSet<string> KnownMembers = [.. MembersIn(KnownType.All.SelectMany(type => type.Rows)), "RemoteCertificateValidationCallback"];

    private static readonly HashSet<string> KnownCreated = [.. CreatedIn(KnownType.All.SelectMany(type => type.Rows))];

    private readonly HashSet<string> _keywords;
    private readonly HashSet<string> _members;
    private readonly HashSet<string> _created;

    public ConnectionWords(PlatformModel platform, KeywordCatalog keywords)
    {
        _keywords = keywords.Properties;
        _members = platform.OwnRows.Any() ? [.. KnownMembers, .. MembersIn(platform.OwnRows)] : KnownMembers;
        _created = platform.OwnRows.Any() ? [.. KnownCreated, .. CreatedIn(platform.OwnRows)] : KnownCreated;
    }

    /// <summary>False where no rule can have a word to say about an operation.</summary>
    public bool MayConcern(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } call =>
            IsMember(method.Name)
            || IsSource(method.ReturnType)
            || IsSource(call.Instance?.Type)
            || (method is { IsExtensionMethod: true, Parameters: [{ Type: var extended }, ..] } && (IsSource(extended) || extended.Name.EndsWith("TypeMapper", StringComparison.Ordinal))),
        IObjectCreationOperation { Type.Name: var name } => _created.Contains(name),
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } target } => IsMember(property.Name) || IsSource(target.Instance?.Type),
        IPropertyReferenceOperation { Property: var property } => IsMember(property.Name),
        _ => false,
    };

    private static IEnumerable<string> MembersIn(IEnumerable<ApiRow> rows) => rows.Where(row => Roles.Contains(row.Role) && row.Member != ApiRow.Constructor).Select(row => row.Member);

    private static IEnumerable<string> CreatedIn(IEnumerable<ApiRow> rows) => rows.Where(row => Roles.Contains(row.Role) && row.Member == ApiRow.Constructor).Select(row => KnownType.SimpleName(row.Type));

    private bool IsMember(string name) => _members.Contains(name) || _keywords.Contains(name);

    /// <summary>A data source, a builder of one, or the promise of one, whoever declares it.</summary>
    private static bool IsSource(ITypeSymbol? type) => type switch
    {
        null => false,
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } => IsSource(result),
        _ => type.Name.EndsWith("DataSource", StringComparison.Ordinal) || type.Name.EndsWith("DataSourceBuilder", StringComparison.Ordinal),
    };
}
