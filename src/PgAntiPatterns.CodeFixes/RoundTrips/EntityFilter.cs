using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary><c>set.Where(x => x.Column == key).Terminal()</c> as the first thing a loop does with its key.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Source">The set, with what may stand before the filter.</param>
/// <param name="Element">The filter's parameter.</param>
/// <param name="Column">The property that is compared.</param>
/// <param name="KeyExpression">What it is compared with: the loop's variable, or a property of it.</param>
/// <param name="Method">The call that runs the query, without <c>Async</c>.</param>
/// <param name="Selector">What a sum adds up.</param>
/// <param name="Token">The token to cancel with.</param>
internal sealed record EntityFilter(KeyLoop Loop, string Source, string Element, string Column, ExpressionSyntax KeyExpression, string Method, string? Selector, string? Token)
{
    /// <summary>The property of the loop's variable that is the key; null where the variable is the key itself.</summary>
    private string? Property => (KeyExpression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    /// <summary>The name of the key.</summary>
    public string KeyName => Property is { } property ? Loop.Key + property : Loop.Key;

    /// <summary>The collection of the keys.</summary>
    public string Keys => Property is null ? Loop.Keys : KeyName + "s";

    /// <summary>What declares that collection, where it is not there already.</summary>
    public string? KeysDeclaration => Property is null ? null : $"var {Keys} = {Loop.Keys}.Select({Loop.Key} => {KeyExpression}).Distinct().ToList();";

    /// <summary>The names that the rewrite declares.</summary>
    public IEnumerable<string> NewNames => Property is null ? [] : [Keys];

    /// <summary>The filter behind a diagnostic; null where the query has another shape.</summary>
    public static EntityFilter? Of(FixPlace place)
    {
        if (KeyLoop.Of(place, isElementFree: true) is not { Call.Expression: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var name } } loop)
        {
            return null;
        }

        var method = name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;
        var arguments = loop.Call.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
        var token = arguments.Count > 0 && place.Model.GetTypeInfo(arguments[arguments.Count - 1]).Type?.Name == "CancellationToken" ? arguments[arguments.Count - 1] : null;
        arguments.Remove(token!);
        if (receiver is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var filtered, Name.Identifier.ValueText: "Where" }, ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax where }] })
        {
            receiver = filtered;
        }
        else if (method is "Count" or "LongCount" or "Any" && arguments is [SimpleLambdaExpressionSyntax predicate])
        {
            where = predicate;
            arguments.Clear();
        }
        else
        {
            return null;
        }

        var selector = method == "Sum" && arguments is [SimpleLambdaExpressionSyntax { Body: var summed } lambda] && place.Model.GetTypeInfo(summed).Type is { OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } ? lambda.ToString() : null;
        return arguments.Count != (selector is null ? 0 : 1)
            || !IsPlainSet(receiver, place.Model) || !loop.Loop.IsIndependent(receiver, place.Model) || token is not null && !loop.Loop.IsIndependent(token, place.Model)
            || where.Body is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var element }, Name.Identifier.ValueText: var column } left, Right: var key }
            || element != where.Parameter.Identifier.ValueText
            || !IsKeyOf(key, loop, place.Model)
            || !SymbolEqualityComparer.Default.Equals(place.Model.GetTypeInfo(left).Type, place.Model.GetTypeInfo(key).Type)
            || EntityLookup.ChangesSet(loop, receiver)
            || !TurnKeys.AreKnown(loop.Loop, loop.Call, key, place.Model)
            ? null
            : new EntityFilter(loop, receiver.ToString(), element, column, key, method, selector, token?.ToString());
    }

    /// <summary>True for the loop's variable, or a property of it, where that is a key.</summary>
    public static bool IsKeyOf(ExpressionSyntax key, KeyLoop loop, SemanticModel model) =>
        KeyLoop.IsKey(model.GetTypeInfo(key).Type)
        && (key is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } ? owner.Identifier.ValueText == loop.Key : key is IdentifierNameSyntax name && name.Identifier.ValueText == loop.Key);

    /// <summary>What a title says of a key that is text: it may be equal for the server and not here, by its collation or by blanks at its end.</summary>
    public static string Warning(ExpressionSyntax key, string column, SemanticModel model) =>
        model.GetTypeInfo(key).Type?.SpecialType is SpecialType.System_String ? $", where {column} is equal to the key letter by letter" : "";

    private static bool IsPlainSet(ExpressionSyntax source, SemanticModel model) =>
        source is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var set, Name.Identifier.ValueText: "AsNoTracking" }, ArgumentList.Arguments.Count: 0 }
            ? IsPlainSet(set, model)
            : model.GetTypeInfo(source).Type is INamedTypeSymbol { Name: "DbSet" };
}
