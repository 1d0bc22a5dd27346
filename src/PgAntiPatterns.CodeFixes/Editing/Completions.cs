using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>The call that makes permanent what a resource did, written at the end of the block that the resource lives in.</summary>
internal static class Completions
{
    private static readonly string[] Makers = ["Commit", "CommitAsync", "CommitTransaction", "CommitTransactionAsync", "Complete", "CompleteAsync"];

    /// <summary>The new statement; null where the block's end is not the place for it, or where somebody makes it permanent already.</summary>
    /// <param name="place">Where the resource is made.</param>
    /// <param name="member">The call.</param>
    /// <param name="asyncMember">The call that is awaited where the body is asynchronous; null where there is none.</param>
    public static TextChange? Place(FixPlace place, string member, string? asyncMember)
    {
        if (DeclaratorOf(place.Node) is not { } declarator || StatementsBehind(declarator) is not { } statements)
        {
            return null;
        }

        var name = declarator.Identifier.ValueText;
        var isAsync = asyncMember is not null && Disposals.IsInAsyncCode(declarator)
            && place.Model.GetDeclaredSymbol(declarator) is ILocalSymbol { Type: var type } && !place.Model.LookupSymbols(declarator.SpanStart, type, asyncMember).IsEmpty;
        var token = isAsync ? Tokens.PassedBy(place.Node, place.Model) : null;
        var code = isAsync ? $"await {name}.{asyncMember}({token});" : $"{name}.{member}();";
        var ends = new[] { name, ConnectionOf(place.Node) };
        return HoldsOpenReader(statements, place) || IsMadeElsewhere(declarator, name, place) || AtTheEnd(statements, code, ends, place) is not { } change || LeavesBefore(change, statements) ? null : change;
    }

    /// <summary>True where the function already commits or completes it, or hands it to a method that may.</summary>
    private static bool IsMadeElsewhere(VariableDeclaratorSyntax declarator, string name, FixPlace place)
    {
        var function = declarator.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax or GlobalStatementSyntax) ?? declarator.SyntaxTree.GetRoot();
        return function.DescendantNodes().Any(node => node switch
        {
            MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.ValueText: var member } => Makers.Contains(member) && (member.StartsWith("CommitTransaction", StringComparison.Ordinal) || owner.ToString() == name),
            ConditionalAccessExpressionSyntax { Expression: var owner, WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var member } } } => Makers.Contains(member) && owner.ToString() == name,
            ArgumentSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var given }, Parent.Parent: { } call } when given == name => MayMake(call, place),
            _ => false,
        });
    }

    /// <summary>True for a method of the source that speaks of a commit or of completing.</summary>
    private static bool MayMake(SyntaxNode call, FixPlace place) =>
        place.Model.GetSymbolInfo(call).Symbol is { } method
        && method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().DescendantTokens().Any(token => Makers.Contains(token.ValueText)));

    /// <summary>True where a path leaves in front of the new statement.</summary>
    private static bool LeavesBefore(TextChange change, IReadOnlyList<StatementSyntax> statements) => statements
        .SelectMany(statement => statement.DescendantNodesAndSelf(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CatchClauseSyntax)))
        .Any(node => node is ReturnStatementSyntax && node.SpanStart < change.Span.Start);

    /// <summary>The statement behind the last one that does something; inside of a <c>try</c> where that is the last one, so that an error skips it.</summary>
    private static TextChange? AtTheEnd(IReadOnlyList<StatementSyntax> statements, string code, string?[] ends, FixPlace place)
    {
        var ending = statements.FirstOrDefault(statement => statement.DescendantNodesAndSelf().Any(node => IsEnding(node, ends)));
        var done = statements.LastOrDefault() as ReturnStatementSyntax;
        var before = statements.TakeWhile(statement => statement != done && (statement != ending || ending is TryStatementSyntax)).ToList();
        if (RunningTasks.AreLeft(before, place.Model) || (done?.Expression is { } handedOut && RunningTasks.Holds(place.Model.GetTypeInfo(handedOut).Type)))
        {
            return null;
        }

        if (ending is not null and not TryStatementSyntax)
        {
            return IsEnding(ending, ends) ? Statements.Before(ending, code, place.Text) : null;
        }

        if (done is { Expression: not (null or IdentifierNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax) })
        {
            return null;
        }

        if (done?.Expression is { } given && place.Model.GetTypeInfo(given).Type is { Name: "Task" or "ValueTask" })
        {
            // What is returned is still running.
            return null;
        }

        var last = statements.LastOrDefault(statement => statement != done);
        if (last is TryStatementSyntax attempt && !attempt.Block.DescendantNodes().Any(node => IsEnding(node, ends) && node.Parent != attempt.Block))
        {
            return AtTheEnd(attempt.Block.Statements, code, ends, place);
        }

        if (ending is not null)
        {
            return null;
        }

        if (done is not null)
        {
            return Statements.Before(done, code, place.Text);
        }

        return last is null or LocalFunctionStatementSyntax || !Statements.EndsItsLine(last, place.Text) || place.Model.AnalyzeControlFlow(last) is not { Succeeded: true, EndPointIsReachable: true }
            ? null
            : Statements.After(last, code, place.Text);
    }

    /// <summary>The variable of the connection that the resource is made on; null where it is none.</summary>
    private static string? ConnectionOf(SyntaxNode made) =>
        made is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } } ? name : null;

    /// <summary>True where a reader lives as long as the block: nothing else runs on its connection before it is closed.</summary>
    private static bool HoldsOpenReader(IReadOnlyList<StatementSyntax> statements, FixPlace place) => statements.OfType<LocalDeclarationStatementSyntax>()
        .SelectMany(declaration => declaration.Declaration.Variables)
        .Where(variable => place.Model.GetDeclaredSymbol(variable) is ILocalSymbol { Type: var type } && (type.Name.EndsWith("Reader", StringComparison.Ordinal) || type.AllInterfaces.Any(contract => contract.Name == "IDataReader")))
        .Any(reader => !statements.Any(statement => IsEnding(statement, [reader.Identifier.ValueText])));

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

    private static bool IsEnding(SyntaxNode node, string?[] names) =>
        node is ExpressionStatementSyntax { Expression: var expression }
        && (expression is AwaitExpressionSyntax wait ? wait.Expression : expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Close" or "CloseAsync" or "Dispose" or "DisposeAsync", Expression: IdentifierNameSyntax owner } }
        && names.Contains(owner.Identifier.ValueText);
}
