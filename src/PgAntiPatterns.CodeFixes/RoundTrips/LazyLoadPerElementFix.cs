using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Includes the navigation in the query that loads the entities.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class LazyLoadPerElementFix() : RuleFix(LazyLoadPerElement.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (!place.Diagnostic.Properties.TryGetValue(RoundTripProperties.Path, out var path) || path is null
            || place.Diagnostic.AdditionalLocations is not [_, { } query]
            || query.SourceTree != place.Root.SyntaxTree
            || place.Root.FindNode(query.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax chain
            || SetOf(chain, place.Model) is not { } set
            || place.Model.GetTypeInfo(set).Type is not INamedTypeSymbol { TypeArguments: [{ } entity] }
            || !IsReachable(place, set)
            || PropertyOf(entity, path) is not { } navigation)
        {
            yield break;
        }

        var name = NameFor(entity, place, set);
        if (AddedInclude.Of(set, $"{name} => {name}.{path}", path, AddedInclude.IsCollection(navigation.Type), place.Model) is { } include)
        {
            yield return new FixPlan("Include " + include.Title, ImmutableArray.Create(include.At(set)));
        }
    }

    /// <summary>Where the call chain begins.</summary>
    private static ExpressionSyntax? SetOf(ExpressionSyntax chain, SemanticModel model)
    {
        for (var part = chain; part is not null;)
        {
            if (model.GetTypeInfo(part).Type is INamedTypeSymbol { Name: "DbSet" })
            {
                return part;
            }

            part = part is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var source } } ? source : null;
        }

        return null;
    }

    private static bool IsReachable(FixPlace place, ExpressionSyntax set) =>
        place.Model.LookupNamespacesAndTypes(set.SpanStart, name: "EntityFrameworkQueryableExtensions").Any();

    /// <summary>The last navigation of the path; null where one before it is a collection, which a plain lambda cannot go through.</summary>
    private static IPropertySymbol? PropertyOf(ITypeSymbol entity, string path)
    {
        IPropertySymbol? found = null;
        ITypeSymbol? type = entity;
        foreach (var name in path.Split('.'))
        {
            found = null;
            for (var declaring = type; declaring is not null && found is null; declaring = declaring.BaseType)
            {
                found = declaring.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault();
            }

            type = found?.Type;
        }

        return found;
    }

    private static string NameFor(ITypeSymbol entity, FixPlace place, ExpressionSyntax set)
    {
        var name = char.ToLowerInvariant(entity.Name[0]) + entity.Name.Substring(1);
        return place.Model.LookupSymbols(set.SpanStart, name: name).Any(symbol => symbol is ILocalSymbol or IParameterSymbol) || !Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(name) || Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
            ? "x"
            : name;
    }
}
