using Microsoft.CodeAnalysis;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Platform;

/// <summary>What types mean to the binding of parameters.</summary>
internal sealed partial class PlatformModel
{
    /// <summary>True where a library is referenced that wraps connections, so that a plain DbConnection may be a wrapper.</summary>
    private bool HasWrappers => _hasWrappers ??= Compilation.SourceModule.ReferencedAssemblySymbols.Any(
        assembly => Libraries.ConnectionWrappers.Any(wrapper => assembly.Name.StartsWith(wrapper, StringComparison.OrdinalIgnoreCase)));

    private bool? _hasWrappers;

    private static IReadOnlyList<KnownType> BatchCommands { get; } = KnownType.All.Where(known => known.Rows.Any(row => row is { Role: Role.HoldsParameters, Detail: ApiRow.InBatch })).ToList();

    /// <summary>True where a command of this type is one of several that are sent together.</summary>
    public bool IsBatchCommand(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (BatchCommands.Any(known => type is INamedTypeSymbol named && known.Is(named)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where a value of this type is a parameter object of ADO.NET.</summary>
    public bool IsParameter(ITypeSymbol? type) =>
        type is not null && FrameworkType(Libraries.Parameter) is { } parameter && (Is(type, parameter) || type.AllInterfaces.Contains(parameter, SymbolEqualityComparer.Default));

    /// <summary>True where a value of this type hands its parameters to Dapper itself, so that its members say nothing.</summary>
    public static bool BindsItself(ITypeSymbol type) => type.AllInterfaces.Any(candidate => candidate.ContainingAssembly?.Name == Libraries.Mapper);

    /// <summary>True where the connection is Npgsql's own, or nothing that is referenced can have wrapped it.</summary>
    public bool IsUnwrapped(IOperation? connection)
    {
        var type = connection?.Unwrapped().Type;
        return type?.ContainingAssembly?.Name == Libraries.Driver
            || (!HasWrappers && (type is null || Is(type, FrameworkType(Libraries.Connection)) || Is(type, FrameworkType(Libraries.ConnectionInterface))));
    }

    private static bool Is(ITypeSymbol type, ITypeSymbol? other) => SymbolEqualityComparer.Default.Equals(type, other);
}
