using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Does a call run on a connection or context, and on nothing else that it could wait for?</summary>
internal static class StartedOn
{
    private const int MaxNames = 4;

    /// <summary>False where the call is one of the project's own that is given more than the connection and plain values, and so may wait for something else, or where no name leads to the connection.</summary>
    /// <param name="connection">The connection's or context's name.</param>
    /// <param name="call">The call.</param>
    /// <param name="model">The model.</param>
    public static bool Is(string connection, ExpressionSyntax call, SemanticModel model) => call is InvocationExpressionSyntax && LeadsTo(connection, call, model, 0);

    private static bool LeadsTo(string connection, ExpressionSyntax? expression, SemanticModel model, int names)
    {
        for (var current = expression; current is not null;)
        {
            switch (current)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when model.GetSymbolInfo(call).Symbol is { DeclaringSyntaxReferences.IsEmpty: true }:
                    current = access.Expression;
                    break;
                case InvocationExpressionSyntax { ArgumentList.Arguments: var given }:
                    return given.Any(argument => IsNamed(connection, argument.Expression, model)) && given.All(argument => IsNamed(connection, argument.Expression, model) || IsPlain(model.GetTypeInfo(argument.Expression).Type));
                case IdentifierNameSyntax or MemberAccessExpressionSyntax when IsNamed(connection, current, model):
                    return true;
                case MemberAccessExpressionSyntax { Expression: var left }:
                    current = left;
                    break;
                case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: var arguments } when model.GetSymbolInfo(current).Symbol is { DeclaringSyntaxReferences.IsEmpty: true }:
                    return arguments.Any(argument => IsNamed(connection, argument.Expression, model));
                case IdentifierNameSyntax when names < MaxNames && model.GetSymbolInfo(current).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [{ } declared] }:
                    return declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value } && LeadsTo(connection, value, model, names + 1);
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>True for the name itself, of this object where it is a member, or for a local that only stands for it.</summary>
    private static bool IsNamed(string connection, ExpressionSyntax expression, SemanticModel model) =>
        expression switch
        {
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var member } => member.Identifier.ValueText == connection,
            IdentifierNameSyntax { Identifier.ValueText: var name } => name == connection
                || (model.GetSymbolInfo(expression).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [{ } declared] } && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: IdentifierNameSyntax { Identifier.ValueText: var meant } } && meant == connection),
            _ => false,
        };

    private static bool IsPlain(ITypeSymbol? type) =>
        type is { IsValueType: true, TypeKind: not TypeKind.TypeParameter } and not INamedTypeSymbol { Name: "ValueTask" } || type?.SpecialType is SpecialType.System_String;
}
