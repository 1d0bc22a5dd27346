using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Analysis.RoundTrips;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.RoundTripSummaries;

/// <summary>Which bodies could make a round trip, by the names of what they call? Nothing is bound to find out.</summary>
internal static class PossibleTrips
{
    private static readonly HashSet<string> QueryTypes = ["DbSet", "IQueryable", "IOrderedQueryable"];

    /// <summary>The declarations that call a name of the platform's, of a method that another project tells of, or of one of these declarations.</summary>
    public static HashSet<SyntaxNode> In(PlatformModel platform, int longestBody, CancellationToken cancellation)
    {
        var names = new HashSet<string>(platform.RowsInReach.Where(row => IsTrip(row.Role)).Select(row => row.Member), StringComparer.Ordinal);
        names.UnionWith(ForeignTrips.NamesIn(platform.Compilation));
        // What lists have as well as queries says something only where there are queries.
        var ofSequences = platform.RelationalVersion is null ? [] : new HashSet<string>(platform.RowsInReach.Where(row => row.Role is Role.SendsQueryOrWalks).Select(row => row.Member), StringComparer.Ordinal);

        var found = new HashSet<SyntaxNode>();
        var reached = new Queue<string>();
        var callers = new Dictionary<string, List<(SyntaxNode Declaration, string Name)>>(StringComparer.Ordinal);
        foreach (var tree in platform.Compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            bool? mayQuery = null;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorListSyntax))
            {
                if (NameOf(node) is not { } name || node.Span.Length > longestBody)
                {
                    continue;
                }

                var called = WordsOf(node);
                if (called.Exists(names.Contains) || (ofSequences.Count > 0 && called.Exists(ofSequences.Contains) && (mayQuery ??= MayQuery(tree, cancellation))))
                {
                    found.Add(node);
                    reached.Enqueue(name);
                    continue;
                }

                foreach (var word in called)
                {
                    if (!callers.TryGetValue(word, out var known))
                    {
                        callers[word] = known = [];
                    }

                    known.Add((node, name));
                }
            }
        }

        while (reached.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var word = reached.Dequeue();
            if (callers.TryGetValue(word, out var calling))
            {
                callers.Remove(word);
                foreach (var (declaration, name) in calling)
                {
                    if (found.Add(declaration))
                    {
                        reached.Enqueue(name);
                    }
                }
            }
        }

        return found;
    }

    private static bool IsTrip(Role role) => role is Role.SendsCommand or Role.SendsSql or Role.SendsSqlPerElement or Role.SendsQuery or Role.SendsSetWrite
        or Role.SendsKeyLookup or Role.SendsNavigationLoad or Role.SendsChanges or Role.SendsEntitySql;

    /// <summary>True where a file names a context or the type of a query.</summary>
    private static bool MayQuery(SyntaxTree tree, CancellationToken cancellation) =>
        tree.GetRoot(cancellation).DescendantTokens().Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && (token.ValueText.EndsWith("Context", StringComparison.OrdinalIgnoreCase) || QueryTypes.Contains(token.ValueText)));

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null } => ((MethodDeclarationSyntax)node).Identifier.ValueText,
        AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.GetAccessorDeclaration, Parent.Parent: PropertyDeclarationSyntax property } accessor when accessor.Body is not null || accessor.ExpressionBody is not null => property.Identifier.ValueText,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => null,
    };

    private static List<string> WordsOf(SyntaxNode declaration)
    {
        var words = new List<string>();
        foreach (var token in declaration.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                words.Add(token.ValueText);
            }
        }

        return words;
    }
}
