using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Platform;

/// <summary>A type that rows speak of, with all the rows that one library has for it.</summary>
/// <param name="Library">The library.</param>
/// <param name="Name">The metadata name of the type.</param>
/// <param name="Rows">What is known about its members.</param>
internal sealed record KnownType(Library Library, string Name, IReadOnlyList<ApiRow> Rows)
{
    private static readonly char[] Separators = ['.', '+'];

    /// <summary>Every type of every library.</summary>
    public static IReadOnlyList<KnownType> All { get; } = Libraries.All.SelectMany(Of).ToList();

    /// <summary>The types of every library by their simple name, by which a symbol is looked up before anything is resolved.</summary>
    public static ILookup<string, KnownType> ByName { get; } = All.ToLookup(type => SimpleName(type.Name));

    /// <summary>The names of all members that rows of the libraries speak of.</summary>
    public static HashSet<string> MemberNames { get; } = [.. All.SelectMany(type => type.Rows).Select(row => row.Member)];

    /// <summary>The types that a library has rows for.</summary>
    public static IEnumerable<KnownType> Of(Library library) => library.Rows.GroupBy(row => row.Type).Select(rows => new KnownType(library, rows.Key, rows.ToList()));

    /// <summary>The name of a type without its namespace, its outer types and the number of its type parameters.</summary>
    public static string SimpleName(string metadataName) => metadataName.Substring(metadataName.LastIndexOfAny(Separators) + 1).Split('`')[0];

    /// <summary>True for the type itself, told by its name and assembly: nothing has to be looked up for it.</summary>
    public bool Is(INamedTypeSymbol type) =>
        (Library.Assembly is not { } assembly || string.Equals(type.ContainingAssembly?.Name, assembly, StringComparison.OrdinalIgnoreCase)) && IsNamed(type, Name);

    /// <summary>True where a type has a metadata name.</summary>
    public static bool IsNamed(INamedTypeSymbol type, string metadataName)
    {
        var end = metadataName.Length;
        for (INamespaceOrTypeSymbol? current = type; current is not null and not INamespaceSymbol { IsGlobalNamespace: true }; current = (INamespaceOrTypeSymbol?)current.ContainingType ?? current.ContainingNamespace)
        {
            var start = end - current.MetadataName.Length;
            var separator = current is INamespaceSymbol || current.ContainingType is null ? '.' : '+';
            if (start < 0 || string.CompareOrdinal(metadataName, start, current.MetadataName, 0, end - start) != 0 || (start > 0 && metadataName[start - 1] != separator))
            {
                return false;
            }

            end = start - 1;
        }

        return end <= 0;
    }

    /// <inheritdoc/>
    public bool Equals(KnownType? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
