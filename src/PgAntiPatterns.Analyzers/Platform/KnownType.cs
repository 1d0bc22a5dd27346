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

    /// <summary>The types that a library has rows for.</summary>
    public static IEnumerable<KnownType> Of(Library library) => library.Rows.GroupBy(row => row.Type).Select(rows => new KnownType(library, rows.Key, rows.ToList()));

    /// <summary>The name of a type without its namespace, its outer types and the number of its type parameters.</summary>
    public static string SimpleName(string metadataName) => metadataName.Substring(metadataName.LastIndexOfAny(Separators) + 1).Split('`')[0];

    /// <inheritdoc/>
    public bool Equals(KnownType? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
