using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Platform.RoundTrips;

/// <summary>Tells by its type what a value is to the database: a session, a set of entities, a query.</summary>
internal static class SessionTypes
{
    private const string EntityFramework = "Microsoft.EntityFrameworkCore";
    private const string AdoNet = "System.Data";

    /// <summary>The names of the types of queries and sets, for code that is read before it is bound.</summary>
    public static HashSet<string> QueryNames { get; } = ["DbSet", "IQueryable", "IOrderedQueryable"];

    /// <summary>True for connections, data sources, transactions and contexts: they carry statements and are no value of one.</summary>
    public static bool IsSession(ITypeSymbol? type) =>
        Any(type, candidate => candidate.Name is "DbConnection" or "DbDataSource" or "DbTransaction" && IsIn(candidate, AdoNet + ".Common")
            || candidate.Name is "IDbConnection" or "IDbTransaction" && IsIn(candidate, AdoNet)
            || candidate.Name is "DbContext" or "IDbContextFactory" && IsIn(candidate, EntityFramework)
            || candidate.Name is "DatabaseFacade" && IsIn(candidate, EntityFramework + ".Infrastructure"));

    /// <summary>True for an EF Core context.</summary>
    public static bool IsContext(ITypeSymbol? type) => Any(type, candidate => candidate.Name is "DbContext" && IsIn(candidate, EntityFramework));

    /// <summary>True for a set of entities, which is a query by itself.</summary>
    public static bool IsEntitySet(ITypeSymbol? type) => Any(type, candidate => candidate.Name is "DbSet" && IsIn(candidate, EntityFramework));

    /// <summary>True for a migration.</summary>
    public static bool IsMigration(ITypeSymbol? type) => Any(type, candidate => candidate.Name is "Migration" && IsIn(candidate, EntityFramework + ".Migrations"));

    /// <summary>True for commands and batches, whose parameters are values of the statement.</summary>
    public static bool IsCommand(ITypeSymbol? type) =>
        Any(type, candidate => candidate.Name is "DbCommand" or "DbBatch" or "DbDataAdapter" && IsIn(candidate, AdoNet + ".Common")
            || candidate.Name is "IDbCommand" && IsIn(candidate, AdoNet));

    /// <summary>True for a value that a command holds by its name or number.</summary>
    public static bool IsParameter(ITypeSymbol? type) => Any(type, candidate => candidate.Name is "IDataParameter" && IsIn(candidate, AdoNet));

    /// <summary>True for a collection of named values that stands for the parameters of one statement.</summary>
    public static bool IsParameterSet(ITypeSymbol? type) =>
        Any(type, candidate => candidate.Name is "IDataParameterCollection" && IsIn(candidate, AdoNet)
            || candidate.Name is "IDictionary" or "IReadOnlyDictionary" && IsIn(candidate, "System.Collections.Generic") && candidate is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }, _] }
            || candidate.Name is "IDynamicParameters");

    /// <summary>True for a query whose execution is put off.</summary>
    public static bool IsQueryable(ITypeSymbol? type) => Any(type, candidate => candidate.Name is "IQueryable" && IsIn(candidate, "System.Linq"));

    private static bool Any(ITypeSymbol? type, Func<ITypeSymbol, bool> isMeant)
    {
        if (type is null)
        {
            return false;
        }

        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (isMeant(candidate))
            {
                return true;
            }
        }

        return type is ITypeParameterSymbol parameter
            ? parameter.ConstraintTypes.Any(constraint => Any(constraint, isMeant))
            : type.AllInterfaces.Any(candidate => isMeant(candidate));
    }

    private static bool IsIn(ITypeSymbol type, string name) =>
        type.ContainingNamespace is { } space && space.ToDisplayString() == name
        && type.ContainingAssembly?.Name is { } assembly && (assembly.StartsWith("System", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly is "netstandard" or "mscorlib");
}
