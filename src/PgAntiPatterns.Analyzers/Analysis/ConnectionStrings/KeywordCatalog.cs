using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Which keywords does the driver in use accept? Asked of its own connection-string builder, so that the answer is right for its version.</summary>
internal sealed class KeywordCatalog
{
    private static readonly KeywordCatalog None = new(null);

    /// <summary>The builder is the same object in all compilations that reference the same driver, whatever is typed meanwhile.</summary>
    private static readonly ConditionalWeakTable<INamedTypeSymbol, KeywordCatalog> Cache = new();

    private readonly Dictionary<string, Keyword> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ISymbol, Keyword> _byProperty = new(SymbolEqualityComparer.Default);

    private readonly INamedTypeSymbol? _builder;

    private KeywordCatalog(INamedTypeSymbol? builder)
    {
        _builder = builder;
        foreach (var property in builder?.GetMembers().OfType<IPropertySymbol>() ?? [])
        {
            var attributes = property.GetAttributes();
            if (attributes.FirstOrDefault(attribute => attribute.AttributeClass?.Name == "NpgsqlConnectionStringPropertyAttribute") is not { } marker)
            {
                continue;
            }

            var name = attributes.FirstOrDefault(attribute => attribute.AttributeClass?.Name == "DisplayNameAttribute")?.ConstructorArguments.FirstOrDefault().Value as string ?? property.Name;
            var obsolete = attributes.FirstOrDefault(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute");
            var keyword = new Keyword(name, property, property.Type, obsolete is null ? null : obsolete.ConstructorArguments.FirstOrDefault().Value as string ?? "");
            _byProperty[property] = keyword;
            foreach (var spelling in marker.ConstructorArguments.SelectMany(argument => argument.Kind is TypedConstantKind.Array ? argument.Values.Select(value => value.Value as string) : []).Append(name).Append(property.Name))
            {
                if (spelling is not null)
                {
                    _byName[spelling] = keyword;
                }
            }
        }
    }

    /// <summary>True where the driver could not be asked, so that nothing may be said about its keywords.</summary>
    public bool IsEmpty => _byName.Count == 0;

    /// <summary>The names of the builder's properties.</summary>
    public HashSet<string> Properties => field ??= [.. _byProperty.Keys.Select(property => property.Name)];

    /// <summary>The catalogue of the driver that a compilation references.</summary>
    public static KeywordCatalog Of(PlatformModel platform) =>
        platform.MembersOf(row => row.Role is Role.BuildsConnectionString).FirstOrDefault()?.Symbol.ContainingType is { } builder ? Cache.GetValue(builder, static key => new KeywordCatalog(key)) : None;

    /// <summary>True for the type of the driver's connection-string builder.</summary>
    public bool IsBuilder(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _builder);

    /// <summary>The keyword for a spelling; null where the driver refuses it.</summary>
    public Keyword? Find(string spelling) => _byName.TryGetValue(spelling.Trim(), out var keyword) ? keyword : null;

    /// <summary>The keyword that a property of the builder sets; null for other properties.</summary>
    public Keyword? Of(IPropertySymbol property) => _byProperty.TryGetValue(property.OriginalDefinition, out var keyword) ? keyword : null;

    /// <summary>The keyword that was meant by one that is misspelt; null where several or none are near.</summary>
    public Keyword? Nearest(string spelling)
    {
        var written = Compact(spelling);
        var near = _byName.Where(known => Distance(Compact(known.Key), written) <= (written.Length < 6 ? 1 : 2)).Select(known => known.Value).Distinct().ToList();
        return near.Count == 1 ? near[0] : null;
    }

    private static string Compact(string keyword) => keyword.Replace(" ", "").Replace("_", "").Replace("-", "").ToUpperInvariant();

    private static int Distance(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (first[i - 1] == second[j - 1] ? 0 : 1)));
            }
        }

        return row[second.Length];
    }
}
