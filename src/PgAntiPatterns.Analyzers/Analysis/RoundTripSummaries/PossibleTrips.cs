using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Analysis.RoundTrips;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.RoundTripSummaries;

/// <summary>Which bodies could make a round trip, by the names of what they call? Nothing is bound to find out.</summary>
internal static class PossibleTrips
{
    /// <summary>The declarations that call a name of the platform's, of a method that another project tells of, or of one of these declarations.</summary>
    public static HashSet<SyntaxNode> In(PlatformModel platform, int longestBody, CancellationToken cancellation)
    {
        var names = NamesOf(platform, IsTrip);
        names.UnionWith(ForeignTrips.NamesIn(platform.Compilation));
        // What lists have as well as queries says something only where there are queries.
        var shared = platform.RelationalVersion is null ? [] : NamesOf(platform, static role => role is Role.SendsQueryOrWalks or Role.SendsKeyLookup or Role.SendsNavigationLoad);
        names.ExceptWith(shared);

        var found = new HashSet<SyntaxNode>();
        var reached = new Queue<string>();
        var callers = new Dictionary<string, List<Body>>(StringComparer.Ordinal);
        var undecided = new List<Body>();
        var sources = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in platform.Compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorListSyntax))
            {
                if (shared.Count > 0)
                {
                    sources.UnionWith(QuerySources.DeclaredBy(node));
                }

                if (NameOf(node) is { } name && node.Span.Length <= longestBody)
                {
                    var body = new Body(node, name, WordsOf(node));
                    if (body.Words.Exists(names.Contains))
                    {
                        Reach(body);
                    }
                    else if (body.Words.Exists(shared.Contains))
                    {
                        undecided.Add(body);
                    }
                    else
                    {
                        Wait(body);
                    }
                }
            }
        }

        foreach (var body in undecided)
        {
            if (body.Words.Exists(word => sources.Contains(word) || QuerySources.IsContext(word)))
            {
                Reach(body);
            }
            else
            {
                Wait(body);
            }
        }

        while (reached.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var word = reached.Dequeue();
            if (callers.TryGetValue(word, out var calling))
            {
                callers.Remove(word);
                calling.ForEach(Reach);
            }
        }

        return found;

        void Reach(Body body)
        {
            if (found.Add(body.Declaration))
            {
                reached.Enqueue(body.Name);
            }
        }

        void Wait(Body body)
        {
            foreach (var word in body.Words)
            {
                if (!callers.TryGetValue(word, out var known))
                {
                    callers[word] = known = [];
                }

                known.Add(body);
            }
        }
    }

    private static bool IsTrip(Role role) => role is Role.SendsCommand or Role.SendsSql or Role.SendsSqlPerElement or Role.SendsQuery or Role.SendsSetWrite or Role.SendsChanges or Role.SendsEntitySql;

    private static HashSet<string> NamesOf(PlatformModel platform, Func<Role, bool> isAsked) => new(platform.RowsInReach.Where(row => isAsked(row.Role)).Select(row => row.Member), StringComparer.Ordinal);

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null } => ((MethodDeclarationSyntax)node).Identifier.ValueText,
        AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.GetAccessorDeclaration, Parent.Parent: PropertyDeclarationSyntax property } accessor when accessor.Body is not null || accessor.ExpressionBody is not null => property.Identifier.ValueText,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => null,
    };

    /// <summary>What the body says; the names in the head of its declaration are not calls.</summary>
    private static List<string> WordsOf(SyntaxNode declaration)
    {
        var body = declaration switch
        {
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
            _ => declaration,
        };
        var words = new List<string>();
        foreach (var token in body?.DescendantTokens() ?? [])
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                words.Add(token.ValueText);
            }
        }

        return words;
    }

    /// <summary>The body of a method or a property.</summary>
    private sealed record Body(SyntaxNode Declaration, string Name, List<string> Words);
}
