using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>The calls that save what a context has tracked.</summary>
internal static class Saves
{
    private static readonly HashSet<string> Collecting = ["Add", "AddAsync", "AddRange", "AddRangeAsync"];

    /// <summary>The context of a statement that does nothing but save; null for others.</summary>
    public static ExpressionSyntax? ContextOf(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: var expression } && CallIn(expression) is { Expression: MemberAccessExpressionSyntax { Expression: var context } } ? context : null;

    /// <summary>The context that is saved behind a statement, in the same block; null where anything in between may ask for the rows or leave.</summary>
    public static ExpressionSyntax? ContextBehind(StatementSyntax statement)
    {
        foreach (var next in statement.Parent is BlockSyntax block ? block.Statements.SkipWhile(other => other != statement).Skip(1) : [])
        {
            if (ContextOf(next) is { } context)
            {
                return context;
            }

            if (next.DescendantNodesAndSelf().Any(MayMatter))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>True where the number of saved rows is asked for, which is another one once they are not saved by the context.</summary>
    public static bool AreCountedBehind(SyntaxNode node) =>
        (node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot()).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(call => call.SpanStart >= node.SpanStart && IsSave(call) && !(call.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax { Expression: var whole } && CallIn(whole) == call));

    /// <summary>The save that an expression is, with what waits for it.</summary>
    private static InvocationExpressionSyntax? CallIn(ExpressionSyntax? expression) => expression switch
    {
        AwaitExpressionSyntax { Expression: var awaited } => CallIn(awaited),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var inner } } => CallIn(inner),
        InvocationExpressionSyntax call when IsSave(call) => call,
        _ => null,
    };

    private static bool IsSave(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SaveChanges" or "SaveChangesAsync" };

    private static bool MayMatter(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } || !Collecting.Contains(name),
        CommonForEachStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax or YieldStatementSyntax => true,
        _ => false,
    };
}
