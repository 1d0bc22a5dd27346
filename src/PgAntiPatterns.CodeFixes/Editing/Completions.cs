using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>The call that makes permanent what a resource did, written at the end of the block that the resource lives in.</summary>
internal static class Completions
{
    /// <summary>The new statement; null where the block's end is not the place for it.</summary>
    /// <param name="place">Where the resource is made.</param>
    /// <param name="member">The call.</param>
    /// <param name="asyncMember">The call that is awaited where the body is asynchronous; null where there is none.</param>
    public static TextChange? Place(FixPlace place, string member, string? asyncMember)
    {
        if (DeclaratorOf(place.Node) is not { } declarator || StatementsBehind(declarator) is not { } statements || statements.Count == 0)
        {
            return null;
        }

        var name = declarator.Identifier.ValueText;
        var isAsync = asyncMember is not null && Disposals.IsInAsyncCode(declarator);
        var token = isAsync ? TokenIn(place) : null;
        var code = isAsync ? $"await {name}.{asyncMember}({token});" : $"{name}.{member}();";
        if (statements.FirstOrDefault(statement => IsEnding(statement, name)) is { } ending)
        {
            return Statements.Before(ending, code, place.Text);
        }

        var last = statements[statements.Count - 1];
        if (last is ReturnStatementSyntax { Expression: null or IdentifierNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax } done)
        {
            return Statements.Before(done, code, place.Text);
        }

        return last is ReturnStatementSyntax or ThrowStatementSyntax or LocalFunctionStatementSyntax || !Statements.EndsItsLine(last, place.Text) ? null : Statements.After(last, code, place.Text);
    }

    private static VariableDeclaratorSyntax? DeclaratorOf(SyntaxNode made)
    {
        var current = made;
        while (current.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }
            || current.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } })
        {
            current = current.Parent;
        }

        return current.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } ? declarator : null;
    }

    private static IReadOnlyList<StatementSyntax>? StatementsBehind(VariableDeclaratorSyntax declarator)
    {
        switch (declarator.Parent?.Parent)
        {
            case UsingStatementSyntax { Statement: BlockSyntax body }:
                return body.Statements;
            case LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration:
                return block.Statements.Skip(block.Statements.IndexOf(declaration) + 1).ToList();
            default:
                return null;
        }
    }

    private static bool IsEnding(StatementSyntax statement, string name) =>
        statement is ExpressionStatementSyntax { Expression: var expression }
        && (expression is AwaitExpressionSyntax wait ? wait.Expression : expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Close" or "CloseAsync" or "Dispose" or "DisposeAsync", Expression: IdentifierNameSyntax owner } }
        && owner.Identifier.ValueText == name;

    /// <summary>The cancellation token that the call which makes the resource is given.</summary>
    private static string? TokenIn(FixPlace place) =>
        place.Node is InvocationExpressionSyntax call
            ? call.ArgumentList.Arguments.Where(argument => place.Model.GetTypeInfo(argument.Expression).Type is { Name: "CancellationToken" } && argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax).Select(argument => argument.Expression.ToString()).LastOrDefault()
            : null;
}
