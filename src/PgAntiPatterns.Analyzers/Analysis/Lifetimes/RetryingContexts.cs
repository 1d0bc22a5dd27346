using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.Lifetimes;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Which contexts retry failed operations? EF Core reads their rows to the end before it gives the first one, so that their connection is free in between.</summary>
internal static class RetryingContexts
{
    private static readonly ConditionalWeakTable<PlatformModel, List<Retry>> Cache = new();

    /// <summary>True where a context may retry, as far as the source configures it.</summary>
    /// <param name="context">The context's type.</param>
    /// <param name="place">Where it is used.</param>
    /// <param name="platform">The model.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static bool MayRetry(ITypeSymbol? context, SyntaxNode place, PlatformModel platform, CancellationToken cancellation)
    {
        if (!Cache.TryGetValue(platform, out var known))
        {
            known = Cache.GetValue(platform, key => Read(key, cancellation).ToList());
        }

        return known.Any(retry => (retry.Context is null || retry.Context == context?.Name) && (retry.Within is null || place.Ancestors().Any(ancestor => ancestor == retry.Within)));
    }

    private static IEnumerable<Retry> Read(PlatformModel platform, CancellationToken cancellation)
    {
        foreach (var tree in TreeWords.TreesWith(LifetimeRows.RetrySwitch, platform.Compilation))
        {
            foreach (var place in tree.GetRoot(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == LifetimeRows.RetrySwitch))
            {
                yield return Around(place);
            }
        }
    }

    /// <summary>The context that is registered, built or declared around the switch.</summary>
    private static Retry Around(SyntaxNode place)
    {
        foreach (var node in place.Ancestors())
        {
            switch (node)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } arguments } } }:
                    return new Retry(NameOf(arguments[arguments.Count - 1]), null);
                case InvocationExpressionSyntax call when call.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().FirstOrDefault()?.Type is GenericNameSyntax { TypeArgumentList.Arguments: [var built] }:
                    return new Retry(NameOf(built), place.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault());
                case ClassDeclarationSyntax type when type.Members.OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.ValueText == LifetimeRows.ContextConfiguration):
                    return new Retry(type.Identifier.ValueText, null);
            }
        }

        return new Retry(null, null);
    }

    private static string NameOf(TypeSyntax type) => type is QualifiedNameSyntax { Right: var right } ? right.Identifier.ValueText : type.ToString();

    /// <summary>One place that switches retrying on.</summary>
    /// <param name="Context">The context's name; null for any.</param>
    /// <param name="Within">The type that builds contexts of its own so; null for the whole program.</param>
    private sealed record Retry(string? Context, SyntaxNode? Within);
}
