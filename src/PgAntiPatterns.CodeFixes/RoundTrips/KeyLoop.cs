using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary><c>foreach (var key in keys) { var row = lookup(key); … }</c>: a loop over keys that begins with the lookup of one of them.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Key">The name of the key.</param>
/// <param name="KeyType">Its type.</param>
/// <param name="Keys">The collection: a variable that can be walked over twice.</param>
/// <param name="Declaration">The statement that looks up.</param>
/// <param name="Row">The name of what it finds.</param>
/// <param name="Call">The call that looks up.</param>
/// <param name="IsAwaited">True where the call is awaited.</param>
internal sealed record KeyLoop(LoopSyntax Loop, string Key, ITypeSymbol KeyType, string Keys, LocalDeclarationStatementSyntax Declaration, string Row, InvocationExpressionSyntax Call, bool IsAwaited)
{
    /// <summary>The loop around the reported call; null where it has another shape.</summary>
    /// <param name="place">The diagnostic.</param>
    /// <param name="isElementFree">True where the elements need not be the keys themselves.</param>
    public static KeyLoop? Of(FixPlace place, bool isElementFree = false)
    {
        if (place.Diagnostic.AdditionalLocations.Count != 1
            || place.Node is not InvocationExpressionSyntax call
            || call.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration: { Variables: [{ Initializer.Value: { } value } variable] } declared, UsingKeyword.RawKind: 0 } declaration
            || !declared.Type.IsVar
            || declaration.Parent is not BlockSyntax { Parent: ForEachStatementSyntax { AwaitKeyword.RawKind: 0, Parent: BlockSyntax or GlobalStatementSyntax } each } body
            || each.Expression is not IdentifierNameSyntax keys
            || place.Model.GetDeclaredSymbol(each) is not ILocalSymbol { Type: { } type }
            || HasEscape(each.Identifier) || HasEscape(keys.Identifier) || HasEscape(variable.Identifier)
            || !CanBeWalkedTwice(place.Model.GetTypeInfo(keys).Type)
            || !(isElementFree || IsKey(type)))
        {
            return null;
        }

        var isAwaited = value is AwaitExpressionSyntax { Expression: var awaited } && awaited == call;
        return isAwaited || value == call
            ? new KeyLoop(new LoopSyntax(each, body), each.Identifier.ValueText, type, keys.Identifier.ValueText, declaration, variable.Identifier.ValueText, call, isAwaited)
            : null;
    }

    /// <summary>A free name for the dictionary.</summary>
    public string? DictionaryName(SemanticModel model, string? key = null)
    {
        key ??= Key;
        var name = Row + "By" + char.ToUpperInvariant(key[0]) + key.Substring(1);
        return Loop.IsFree(name, model) ? name : null;
    }

    /// <summary>True for what a column is looked up by, and what PostgreSQL takes arrays of.</summary>
    public static bool IsKey(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_String || type is { Name: "Guid", ContainingNamespace.Name: "System" };

    /// <summary>True for collections that give the same elements again.</summary>
    public static bool CanBeWalkedTwice(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } || type is INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "HashSet" };

    /// <summary>True for names such as <c>@class</c>, which are no names for anything else.</summary>
    private static bool HasEscape(SyntaxToken name) => name.Text != name.ValueText;
}
