using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>The keys of all turns as one array.</summary>
/// <param name="Text">The array as an expression.</param>
/// <param name="Name">What the parameter is called that takes it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Declaration">What declares it before the loop; null where it is there.</param>
internal sealed record KeyCollection(string Text, string Name, string Type, string? Declaration)
{
    /// <summary>The keys that a command is given; null where they cannot be walked over twice.</summary>
    public static KeyCollection? Of(LoopCommand command, FixPlace place)
    {
        var source = command.Each.Expression;
        var name = source switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var local } => local.TrimStart('_'),
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax, Name: IdentifierNameSyntax { Identifier.ValueText: var member } } => member.TrimStart('_'),
            _ => "",
        };
        if (name.Length == 0 || !KeyLoop.CanBeWalkedTwice(place.Model.GetTypeInfo(source).Type) || IsWritten(source, command))
        {
            return null;
        }

        name = char.ToLowerInvariant(name[0]) + name.Substring(1);
        var key = place.Model.GetTypeInfo(command.Key).Type!.ToMinimalDisplayString(place.Model, NullableFlowState.NotNull, source.SpanStart).TrimEnd('?');
        if (command.Key is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var property })
        {
            var element = command.Each.Identifier.ValueText;
            var taken = property.StartsWith(element, StringComparison.OrdinalIgnoreCase) ? char.ToLowerInvariant(property[0]) + property.Substring(1) + "s" : element + property + "s";
            return command.Loop.IsFree(taken, place.Model)
                ? new KeyCollection(taken, taken, key + "[]", $"var {taken} = {source}.Select({element} => {command.Key}).Distinct().ToArray();")
                : null;
        }

        return place.Model.GetTypeInfo(source).Type is IArrayTypeSymbol ? new KeyCollection(source.ToString(), name, key + "[]", null)
            : place.Model.GetTypeInfo(source).Type is { Name: "List" } ? new KeyCollection(source.ToString(), name, "List<" + key + ">", null)
            : new KeyCollection(source + ".ToArray()", name, key + "[]", null);
    }

    /// <summary>True where the loop changes its own collection, or its variable.</summary>
    private static bool IsWritten(ExpressionSyntax source, LoopCommand command) =>
        command.Loop.Body.DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax { Left: var left } => left.ToString() == source.ToString() || left.ToString() == command.Key.ToString() || left is ElementAccessExpressionSyntax { Expression: var indexed } && indexed.ToString() == source.ToString(),
            PostfixUnaryExpressionSyntax { Operand: var operand } when !node.IsKind(SyntaxKind.SuppressNullableWarningExpression) => operand.ToString() == command.Key.ToString(),
            _ => false,
        });
}
