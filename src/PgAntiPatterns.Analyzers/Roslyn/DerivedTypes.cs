using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.Roslyn;

/// <summary>Which types of the source may derive from a type, or implement it? Told from the names in their lists of base types, so that only these types need to be looked at.</summary>
internal static class DerivedTypes
{
    private static readonly ConditionalWeakTable<SyntaxTree, Declared[]> Declarations = new();

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<INamedTypeSymbol, ImmutableArray<INamedTypeSymbol>>> Cache = new();

    /// <summary>The classes and structs that may have the type above them, in the order of the files; others than these cannot.</summary>
    public static ImmutableArray<INamedTypeSymbol> Of(INamedTypeSymbol type, Compilation compilation) =>
        Cache.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default)).GetOrAdd(type.OriginalDefinition, key => Find(key, compilation));

    private static ImmutableArray<INamedTypeSymbol> Find(INamedTypeSymbol type, Compilation compilation)
    {
        var all = compilation.SyntaxTrees.SelectMany(tree => Declarations.GetValue(tree, Read)).ToList();

        // What derives from a type of another assembly may do so through types that are in no source.
        var isOwn = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly);
        var names = new HashSet<string> { type.Name };
        for (var isNew = isOwn; isNew;)
        {
            isNew = false;
            foreach (var declared in all)
            {
                isNew |= !names.Contains(declared.Name) && declared.Bases.Any(names.Contains) && names.Add(declared.Name);
            }
        }

        return all.Where(declared => declared.Declaration is not null && (!isOwn || declared.Bases.Any(names.Contains)))
            .Select(declared => SourceOperations.TypeAt(declared.Declaration!, compilation))
            .OfType<INamedTypeSymbol>()
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .ToImmutableArray();
    }

    private static Declared[] Read(SyntaxTree tree) =>
    [
        .. tree.GetRoot().DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).SelectMany(node => node switch
        {
            TypeDeclarationSyntax { BaseList: { } bases } type => [new Declared(type.Identifier.ValueText, NamesIn(bases), type is InterfaceDeclarationSyntax ? null : type)],
            UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias } directive => new[] { new Declared(alias, NamesIn(directive), null) },
            _ => [],
        }),
    ];

    private static string[] NamesIn(SyntaxNode node) => [.. node.DescendantNodes().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText)];

    /// <summary>A type with a list of base types, or another name for a type.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Bases">Every name in the list.</param>
    /// <param name="Declaration">The class or struct; null for an interface or another name.</param>
    private sealed record Declared(string Name, string[] Bases, TypeDeclarationSyntax? Declaration);
}
