using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>The connection or context that a call runs on.</summary>
internal static class StartedOn
{
    /// <summary>How the code names it; null where the call is one of the project's own that is given more than the connection and plain values, and so may wait for something else, or where no name leads to it.</summary>
    public static string? Connection(ExpressionSyntax call, SemanticModel model) => call is InvocationExpressionSyntax ? Owner(call, model, depth: 0) : null;

    private static string? Owner(ExpressionSyntax? expression, SemanticModel model, int depth)
    {
        for (var current = expression; current is not null;)
        {
            switch (current)
            {
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call when model.GetSymbolInfo(call).Symbol is { DeclaringSyntaxReferences.IsEmpty: true }:
                    current = access.Expression;
                    break;
                case InvocationExpressionSyntax { ArgumentList.Arguments: var given } when given.All(argument => IsConnection(model.GetTypeInfo(argument.Expression).Type) || IsPlain(model.GetTypeInfo(argument.Expression).Type)):
                    current = given.Select(argument => argument.Expression).FirstOrDefault(argument => IsConnection(model.GetTypeInfo(argument).Type));
                    break;
                case IdentifierNameSyntax or MemberAccessExpressionSyntax when IsConnection(model.GetTypeInfo(current).Type):
                    return NameOf(current);
                case MemberAccessExpressionSyntax { Expression: var left }:
                    current = left;
                    break;
                case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: var arguments } when model.GetSymbolInfo(current).Symbol is { DeclaringSyntaxReferences.IsEmpty: true }:
                    current = arguments.Select(argument => argument.Expression).FirstOrDefault(argument => IsConnection(model.GetTypeInfo(argument).Type));
                    break;
                case IdentifierNameSyntax when depth < 4 && model.GetSymbolInfo(current).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [{ } declared] }:
                    return declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value } ? Owner(value, model, depth + 1) : null;
                default:
                    return null;
            }
        }

        return null;
    }

    private static string? NameOf(ExpressionSyntax connection)
    {
        var name = connection.ToString();
        return connection.DescendantNodes().Any(node => node is InvocationExpressionSyntax or ElementAccessExpressionSyntax) ? null
            : name.StartsWith("this.", StringComparison.Ordinal) ? name.Substring("this.".Length) : name;
    }

    private static bool IsPlain(ITypeSymbol? type) =>
        type is { IsValueType: true, TypeKind: not TypeKind.TypeParameter } and not INamedTypeSymbol { Name: "ValueTask" } || type?.SpecialType is SpecialType.System_String;

    private static bool IsConnection(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "DbContext" or "IDbConnection" || current.Interfaces.Any(contract => contract.Name == "IDbConnection"))
            {
                return true;
            }
        }

        return false;
    }
}
