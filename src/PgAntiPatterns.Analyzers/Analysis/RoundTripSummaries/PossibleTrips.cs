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
        var names = new HashSet<string>(platform.Rows.Where(row => IsTrip(row.Role)).Select(row => row.Member), StringComparer.Ordinal);
        names.UnionWith(ForeignTrips.NamesIn(platform.Compilation));
        var waiting = new List<(SyntaxNode Declaration, string Name, HashSet<string> Called)>();
        foreach (var tree in platform.Compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorListSyntax))
            {
                if (NameOf(node) is { } name && node.Span.Length <= longestBody)
                {
                    waiting.Add((node, name, CalledIn(node)));
                }
            }
        }

        var found = new HashSet<SyntaxNode>();
        for (var isNew = true; isNew;)
        {
            cancellation.ThrowIfCancellationRequested();
            isNew = false;
            foreach (var candidate in waiting)
            {
                if (!found.Contains(candidate.Declaration) && candidate.Called.Overlaps(names))
                {
                    found.Add(candidate.Declaration);
                    isNew |= names.Add(candidate.Name);
                }
            }
        }

        return found;
    }

    private static bool IsTrip(Role role) => role is Role.SendsCommand or Role.SendsSql or Role.SendsSqlPerElement or Role.SendsQuery or Role.SendsQueryOrWalks or Role.SendsSetWrite
        or Role.SendsKeyLookup or Role.SendsNavigationLoad or Role.SendsChanges or Role.SendsEntitySql;

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null } => ((MethodDeclarationSyntax)node).Identifier.ValueText,
        AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.GetAccessorDeclaration, Parent.Parent: PropertyDeclarationSyntax property } accessor when accessor.Body is not null || accessor.ExpressionBody is not null => property.Identifier.ValueText,
        ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => null,
    };

    private static HashSet<string> CalledIn(SyntaxNode declaration)
    {
        var called = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in declaration.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                called.Add(token.ValueText);
            }
        }

        return called;
    }
}
