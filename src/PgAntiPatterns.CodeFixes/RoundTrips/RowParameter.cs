using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A parameter that a turn adds to its command.</summary>
/// <param name="Name">Its name without a sign; null where it has a number.</param>
/// <param name="Value">Its value.</param>
/// <param name="Type">The member of <c>NpgsqlDbType</c> that is given; null where the value tells.</param>
internal sealed record RowParameter(string? Name, ExpressionSyntax Value, ExpressionSyntax? Type)
{
    /// <summary>The parameters that a statement adds; null where it does anything else.</summary>
    public static RowParameter? Of(StatementSyntax statement, string command, SemanticModel model)
    {
        if (statement is not ExpressionStatementSyntax { Expression: var expression })
        {
            return null;
        }

        var (added, value) = expression is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var target }, Right: var given } ? (target, given) : (expression, null);
        return added is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters", Expression: IdentifierNameSyntax { Identifier.ValueText: var owner } } }, ArgumentList.Arguments: var arguments }
            && owner == command
                ? (method, arguments) switch
                {
                    ("AddWithValue", _) when value is null => Read(arguments, null, true, model),
                    ("Add", [{ Expression: BaseObjectCreationExpressionSyntax created }]) when value is null => Of(created, model),
                    ("Add", _) when value is not null => Read(arguments, value, false, model),
                    _ => null,
                }
                : null;
    }

    /// <summary>A parameter that is made by its constructor and initializer.</summary>
    public static RowParameter? Of(BaseObjectCreationExpressionSyntax created, SemanticModel model)
    {
        if (model.GetTypeInfo(created).Type?.Name is not "NpgsqlParameter" || created.Initializer?.Expressions.Any(part => part is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax }) is true)
        {
            return null;
        }

        var read = Read(created.ArgumentList?.Arguments ?? default, null, false, model);
        foreach (var part in created.Initializer?.Expressions.Cast<AssignmentExpressionSyntax>() ?? [])
        {
            read = ((IdentifierNameSyntax)part.Left).Identifier.ValueText switch
            {
                "Value" or "TypedValue" when read is not null => read with { Value = part.Right },
                "NpgsqlDbType" when read is not null => read with { Type = part.Right },
                "ParameterName" when read is not null && Text(part.Right) is { } name => read with { Name = name },
                _ => null,
            };
        }

        return read is null or { Value: null } or { Name: "" } ? null : read;
    }

    /// <summary>Name, type and value out of arguments, in this order; a zero may be a type.</summary>
    private static RowParameter? Read(SeparatedSyntaxList<ArgumentSyntax> arguments, ExpressionSyntax? value, bool isValueNeeded, SemanticModel model)
    {
        string? name = null;
        ExpressionSyntax? type = null;
        for (var at = 0; at < arguments.Count; at++)
        {
            var (given, isLast) = (arguments[at].Expression, at == arguments.Count - 1);
            if (arguments[at].NameColon is not null || model.GetTypeInfo(given).Type?.Name is "DbType")
            {
                return null;
            }

            if (model.GetTypeInfo(given).Type?.Name is "NpgsqlDbType")
            {
                type = given;
            }
            else if (at == 0 && Text(given) is { } text && !(isLast && isValueNeeded))
            {
                name = text;
            }
            else if (isLast && value is null && !(at == 1 && !isValueNeeded && given is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression }))
            {
                value = given;
            }
            else
            {
                return null;
            }
        }

        return new RowParameter(name, value!, type);
    }

    private static string? Text(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.ValueText: { Length: > 0 } text } ? text.TrimStart('@', ':') : null;
}
