using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>A method that hands its task out turned into one that awaits it.</summary>
internal static class AsyncMethods
{
    /// <summary>The edits; null where the method cannot be asynchronous, or returns something else than calls.</summary>
    public static IReadOnlyList<TextChange>? Awaiting(SyntaxNode returned, SemanticModel model)
    {
        var owner = returned.Ancestors().FirstOrDefault(node => node is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax);
        var (body, modifiers, type, parameters) = owner switch
        {
            MethodDeclarationSyntax method => (method.Body, method.Modifiers, method.ReturnType, method.ParameterList),
            LocalFunctionStatementSyntax function => (function.Body, function.Modifiers, function.ReturnType, function.ParameterList),
            _ => (null, default, null, null),
        };
        if (body is null || type is null || modifiers.Any(SyntaxKind.AsyncKeyword) || !CanWait(body, parameters!, model))
        {
            return null;
        }

        var returns = body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>().ToList();
        var hasResult = type is GenericNameSyntax or QualifiedNameSyntax { Right: GenericNameSyntax };
        if (!hasResult && type is not (IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } or QualifiedNameSyntax { Right.Identifier.ValueText: "Task" or "ValueTask" }))
        {
            return null;
        }

        if (returns.Any(statement => statement.Expression is not InvocationExpressionSyntax || IsLocked(statement, body) || !(hasResult || IsLast(statement, body))))
        {
            return null;
        }

        // Without a result the last statement awaits in the place of returning.
        var changes = returns.Select(statement => new TextChange(TextSpan.FromBounds(hasResult ? statement.Expression!.SpanStart : statement.SpanStart, statement.Expression!.SpanStart), "await ")).ToList();
        changes.Add(new TextChange(new TextSpan(type.SpanStart, 0), "async "));
        return changes;
    }

    /// <summary>True where nothing that a method names would have to stay on the stack while it waits.</summary>
    private static bool CanWait(BlockSyntax body, ParameterListSyntax parameters, SemanticModel model) =>
        parameters.Parameters.All(parameter => model.GetDeclaredSymbol(parameter) is { RefKind: RefKind.None, Type: { IsRefLikeType: false, TypeKind: not (TypeKind.Pointer or TypeKind.FunctionPointer) } })
        && body.DescendantNodes().All(node => node is not (VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax)
            || model.GetDeclaredSymbol(node) is not ILocalSymbol local || (local.RefKind == RefKind.None && local.Type is { IsRefLikeType: false, TypeKind: not (TypeKind.Pointer or TypeKind.FunctionPointer) }));

    /// <summary>True where <c>await</c> is not allowed: inside a <c>lock</c> or unsafe code.</summary>
    private static bool IsLocked(StatementSyntax statement, BlockSyntax body) =>
        statement.Ancestors().TakeWhile(node => node != body).Any(node => node is LockStatementSyntax or UnsafeStatementSyntax or FixedStatementSyntax);

    /// <summary>True where the body ends behind a statement anyway.</summary>
    private static bool IsLast(StatementSyntax statement, BlockSyntax body)
    {
        SyntaxNode current = statement;
        while (current != body)
        {
            if (current.Parent is BlockSyntax { Statements: var statements } && statements.Last() != current)
            {
                return false;
            }

            if (current.Parent is not (BlockSyntax or UsingStatementSyntax))
            {
                return false;
            }

            current = current.Parent;
        }

        return true;
    }
}
