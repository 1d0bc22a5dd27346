using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Platform;

/// <summary>Which types stand for something on the server?</summary>
internal sealed class ResourceTypes
{
    private static readonly (string Type, ResourceKind Kind)[] Names =
    [
        ("Npgsql.NpgsqlConnection", ResourceKind.Connection),
        ("System.Data.Common.DbConnection", ResourceKind.Connection),
        ("System.Data.IDbConnection", ResourceKind.Connection),
        ("System.Data.Common.DbCommand", ResourceKind.Command),
        ("System.Data.Common.DbBatch", ResourceKind.Command),
        ("System.Data.IDbCommand", ResourceKind.Command),
        ("System.Data.Common.DbDataReader", ResourceKind.Reader),
        ("System.Data.IDataReader", ResourceKind.Reader),
        ("Dapper.SqlMapper+GridReader", ResourceKind.Grid),
        ("System.Data.Common.DbTransaction", ResourceKind.Transaction),
        ("System.Data.IDbTransaction", ResourceKind.Transaction),
        ("Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction", ResourceKind.Transaction),
        ("System.Transactions.TransactionScope", ResourceKind.Scope),
        ("System.Data.Common.DbDataSource", ResourceKind.DataSource),
        ("Microsoft.EntityFrameworkCore.DbContext", ResourceKind.Context),
        ("Npgsql.NpgsqlBinaryImporter", ResourceKind.Copy),
        ("Npgsql.NpgsqlBinaryExporter", ResourceKind.Copy),
        ("Npgsql.NpgsqlRawCopyStream", ResourceKind.Copy),
        ("Npgsql.NpgsqlCopyTextReader", ResourceKind.Copy),
        ("Npgsql.NpgsqlCopyTextWriter", ResourceKind.Copy),
    ];

    private static readonly ILookup<string, (string Type, ResourceKind Kind)> BySimpleName = Names.ToLookup(known => KnownType.SimpleName(known.Type));

    /// <summary>What a type stands for; its base types and interfaces count.</summary>
    public ResourceKind KindOf(ITypeSymbol? type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            return parameter.ConstraintTypes.Select(KindOf).FirstOrDefault(kind => kind != ResourceKind.None);
        }

        for (var current = type as INamedTypeSymbol ?? type?.BaseType; current is not null; current = current.BaseType)
        {
            if (DirectKindOf(current) is not ResourceKind.None and var kind)
            {
                return kind;
            }
        }

        return type is { TypeKind: TypeKind.Interface } ? type.AllInterfaces.Select(DirectKindOf).FirstOrDefault(kind => kind != ResourceKind.None) : ResourceKind.None;
    }

    private static ResourceKind DirectKindOf(INamedTypeSymbol type)
    {
        foreach (var (name, kind) in BySimpleName[type.Name])
        {
            if (KnownType.IsNamed(type.OriginalDefinition, name))
            {
                return kind;
            }
        }

        return ResourceKind.None;
    }
}
