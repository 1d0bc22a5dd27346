using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Is the pool switched off for a reason: the connection is kept, opened once, or the author says why?</summary>
internal static class UnpooledOnPurpose
{
    /// <summary>Words with which authors explain a connection of its own, in a comment inside a body.</summary>
    private static readonly string[] Reasons = ["pool", "session", "dedicated", "fresh", "linger", "once", "only", "every", "single", "short-lived", "long-lived"];

    /// <summary>Words of a documentation comment that say so by themselves.</summary>
    private static readonly string[] Statements = ["non-pooled", "unpooled", "not pooled", "without pooling", "outside the pool"];

    /// <summary>True where an operation makes such a connection, or the settings for one.</summary>
    public static bool Is(IOperation operation, SyntaxNode setting, PlatformModel platform) =>
        IsExplained(setting) || IsDocumented(setting) || IsOpenedOnce(operation, platform) || IsKept(operation, platform);

    private static bool IsOpenedOnce(IOperation operation, PlatformModel platform) =>
        ConnectionTargets.Reached(operation, platform).Any(made => made is IObjectCreationOperation && CodeFrequency.IsRareWork(made));

    /// <summary>A connection that goes into a field stays open, so that a pool has nothing to do.</summary>
    private static bool IsKept(IOperation operation, PlatformModel platform)
    {
        var made = ConnectionTargets.Reached(operation, platform).ToList();
        if (made.Count == 0 && SourceOperations.DeclaredAt(operation.Root()) is IFieldSymbol { IsReadOnly: true, DeclaredAccessibility: Accessibility.Private } field)
        {
            made = MemberUses.Of(field, platform.Compilation)?.Select(use => ConnectionTargets.MadeFrom(use, platform) ?? use).ToList() ?? [];
        }

        return made.Count > 0 && made.All(connection => connection.Parent is ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } assignment && assignment.Value == connection);
    }

    /// <summary>A comment on lines of its own, right before the setting, inside a body.</summary>
    private static bool IsExplained(SyntaxNode setting)
    {
        if (setting.FirstAncestorOrSelf<BlockSyntax>() is null)
        {
            return false;
        }

        var statement = setting.FirstAncestorOrSelf<StatementSyntax>();
        return Comments(setting).Concat(statement is null or BlockSyntax ? [] : Comments(statement))
            .Any(comment => Reasons.Any(reason => comment.IndexOf(reason, StringComparison.OrdinalIgnoreCase) >= 0));
    }

    private static IEnumerable<string> Comments(SyntaxNode node) =>
        node.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)).Select(trivia => trivia.ToString());

    private static bool IsDocumented(SyntaxNode setting) =>
        setting.Ancestors().OfType<MemberDeclarationSyntax>()
            .SelectMany(member => member.GetLeadingTrivia())
            .Where(trivia => trivia.HasStructure)
            .Select(trivia => trivia.ToFullString())
            .Any(comment => Statements.Any(statement => comment.IndexOf(statement, StringComparison.OrdinalIgnoreCase) >= 0));
}
