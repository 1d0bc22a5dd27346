using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Does a save of entities do more than write their columns to one table?</summary>
internal static class SavedColumns
{
    private static readonly string[] Mappings =
    [
        "Ignore", "IsConcurrencyToken", "IsRowVersion", "UseXminAsConcurrencyToken", "HasConversion", "HasConversions", "SplitToTable", "UseTptMappingStrategy", "UseTpcMappingStrategy", "ToView",
        "HasComputedColumnSql", "ValueGeneratedOnUpdate", "ValueGeneratedOnAddOrUpdate", "ConfigureConventions",
    ];

    /// <summary>True where a context has a save of its own, somebody watches it, a row must be as it was read, or a property is kept in another way.</summary>
    public static bool AreMore(ITypeSymbol? context, INamedTypeSymbol entity, FixPlace place) =>
        context is null || IsDeclaredElsewhere(context, place.Model.Compilation) || place.Diagnostic.Properties.ContainsKey(RoundTripProperties.HasOwnSaves) || IsMarked(entity)
        || place.Model.Compilation.SyntaxTrees.Any(tree => IsTold(tree, context, entity, place.Cancellation));

    /// <summary>Of a context of another project nobody knows here what it does when it saves.</summary>
    private static bool IsDeclaredElsewhere(ITypeSymbol context, Compilation compilation) => !context.DeclaringSyntaxReferences.Any(reference => compilation.ContainsSyntaxTree(reference.SyntaxTree));

    private static bool IsMarked(INamedTypeSymbol entity)
    {
        for (var type = entity; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().Any(member => Has(member, "TimestampAttribute") || Has(member, "ConcurrencyCheckAttribute")) || (!SymbolEqualityComparer.Default.Equals(type, entity) && Has(type, "TableAttribute")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(given => given.AttributeClass?.Name == attribute);

    /// <summary>True where a file says it: the words are looked for first, for most files have none of them.</summary>
    private static bool IsTold(SyntaxTree tree, ITypeSymbol context, INamedTypeSymbol entity, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        return (text.Contains(entity.Name) || text.Contains(context.Name))
            && Mappings.Any(word => text.Contains(word))
            && !tree.FilePath.EndsWith("Snapshot.cs", StringComparison.Ordinal) && !tree.FilePath.EndsWith(".Designer.cs", StringComparison.Ordinal)
            && tree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>().Any(name => Mappings.Contains(name.Identifier.ValueText));
    }
}
