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

    private readonly HashSet<string> _members;
    private readonly HashSet<string> _created = [];

    public ConnectionWords(PlatformModel platform, KeywordCatalog keywords)
    {
        // What TLS is set up with belongs to the framework, and has no row.
        _members = [.. keywords.Properties, "RemoteCertificateValidationCallback"];
        foreach (var row in platform.Rows.Where(row => Roles.Contains(row.Role)))
        {
            if (row.Member == ApiRow.Constructor)
            {
                _created.Add(KnownType.SimpleName(row.Type));
            }
            else
            {
                _members.Add(row.Member);
            }
        }
    }

    /// <summary>False where no rule can have a word to say about an operation.</summary>
    public bool MayConcern(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } call =>
            _members.Contains(method.Name)
            || IsSource(method.ReturnType)
            || IsSource(call.Instance?.Type)
            || (method is { IsExtensionMethod: true, Parameters: [{ Type: var extended }, ..] } && (IsSource(extended) || extended.Name.EndsWith("TypeMapper", StringComparison.Ordinal))),
        IObjectCreationOperation { Type.Name: var name } => _created.Contains(name),
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } target } => _members.Contains(property.Name) || IsSource(target.Instance?.Type),
        IPropertyReferenceOperation { Property: var property } => _members.Contains(property.Name),
        _ => false,
    };

    /// <summary>A data source, a builder of one, or the promise of one, whoever declares it.</summary>
    private static bool IsSource(ITypeSymbol? type) => type switch
    {
        null => false,
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } => IsSource(result),
        _ => type.Name.EndsWith("DataSource", StringComparison.Ordinal) || type.Name.EndsWith("DataSourceBuilder", StringComparison.Ordinal),
    };
}
