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
    /// <summary>The keys that a loop gives to a statement; null where they cannot be walked over twice.</summary>
    /// <param name="each">The loop.</param>
    /// <param name="loop">The same, with its body.</param>
    /// <param name="asked">The key of a turn: the loop's variable, or a property of it.</param>
    /// <param name="place">The file.</param>
    public static KeyCollection? Of(ForEachStatementSyntax each, LoopSyntax loop, ExpressionSyntax asked, FixPlace place)
    {
        var source = each.Expression;
        var name = source switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var local } => local.TrimStart('_'),
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or ThisExpressionSyntax, Name: IdentifierNameSyntax { Identifier.ValueText: var member } } => member.TrimStart('_'),
            _ => "",
        };
        if (name.Length == 0 || !KeyLoop.CanBeWalkedTwice(place.Model.GetTypeInfo(source).Type) || IsWritten(source, asked, loop))
        {
            return null;
        }

        name = char.ToLowerInvariant(name[0]) + name.Substring(1);
        var key = place.Model.GetTypeInfo(asked).Type!.ToMinimalDisplayString(place.Model, NullableFlowState.NotNull, source.SpanStart).TrimEnd('?');
        if (asked is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var property })
        {
            var element = each.Identifier.Text;
            var taken = property.StartsWith(each.Identifier.ValueText, StringComparison.OrdinalIgnoreCase) ? char.ToLowerInvariant(property[0]) + property.Substring(1) + "s" : each.Identifier.ValueText + property + "s";
            return loop.IsFree(taken, place.Model)
                ? new KeyCollection(taken, taken, key + "[]", $"var {taken} = {source}.Select({element} => {asked}).Distinct().ToArray();")
                : null;
        }

        return place.Model.GetTypeInfo(source).Type is IArrayTypeSymbol ? new KeyCollection(source.ToString(), name, key + "[]", null)
            : place.Model.GetTypeInfo(source).Type is { Name: "List" } ? new KeyCollection(source.ToString(), name, "List<" + key + ">", null)
            : new KeyCollection(source + ".ToArray()", name, key + "[]", null);
    }

    /// <summary>True where the loop changes its own collection, or its variable.</summary>
    private static bool IsWritten(ExpressionSyntax source, ExpressionSyntax asked, LoopSyntax loop) =>
        loop.Body.DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax { Left: var left } => left.ToString() == source.ToString() || left.ToString() == asked.ToString() || left is ElementAccessExpressionSyntax { Expression: var indexed } && indexed.ToString() == source.ToString(),
            PostfixUnaryExpressionSyntax { Operand: var operand } when !node.IsKind(SyntaxKind.SuppressNullableWarningExpression) => operand.ToString() == asked.ToString(),
            _ => false,
        });
}
