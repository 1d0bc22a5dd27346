using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns the lookup of one entity per key into one query whose rows are found in a dictionary.</summary>
internal static class EntityLookup
{
    public static FixPlan? Plan(FixPlace place)
    {
        if (KeyLoop.Of(place, isElementFree: true) is not { } loop
            || loop.Call is not { Expression: MemberAccessExpressionSyntax { Expression: var set, Name.Identifier.ValueText: var method } }
            || place.Model.GetTypeInfo(set).Type is not INamedTypeSymbol { Name: "DbSet", TypeArguments: [{ } entity] }
            || !loop.Loop.IsIndependent(set, place.Model)
            || ChangesSet(loop, set)
            || !place.Model.LookupNamespacesAndTypes(set.SpanStart, name: "EntityFrameworkQueryableExtensions").Any())
        {
            return null;
        }

        var (key, asked, token) = method switch
        {
            "Find" or "FindAsync" => Found(loop, entity, place.Model),
            "FirstOrDefault" or "FirstOrDefaultAsync" or "SingleOrDefault" or "SingleOrDefaultAsync" => Compared(loop, entity, place.Model),
            _ => default,
        };
        // Where the elements are no keys themselves, the keys are taken from them first.
        var name = asked is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var property } ? loop.Key + property : loop.Key;
        var keys = asked is MemberAccessExpressionSyntax ? name + "s" : loop.Keys;
        if (key is null || !TurnKeys.AreKnown(loop.Loop, loop.Call, asked!, place.Model) || loop.DictionaryName(place.Model, name) is not { } dictionary || (keys != loop.Keys && !loop.Loop.IsFree(keys, place.Model)))
        {
            return null;
        }

        var x = char.ToLowerInvariant(entity.Name[0]) + entity.Name.Substring(1);
        x = x == loop.Key || x == keys || x == loop.Row || SyntaxFacts.GetKeywordKind(x) != SyntaxKind.None || !loop.Loop.IsFree(x, place.Model) ? "x" : x;
        var load = loop.IsAwaited
            ? $"await {set}.Where({x} => {keys}.Contains({x}.{key})).ToDictionaryAsync({x} => {x}.{key}{(token is null ? "" : ", " + token)})"
            : $"{set}.Where({x} => {keys}.Contains({x}.{key})).ToDictionary({x} => {x}.{key})";
        var warning = EntityFilter.Warning(asked!, key, place.Model);
        return new FixPlan($"Load all before the loop: Where({x} => {keys}.Contains({x}.{key})){warning}", ImmutableArray.Create(
            new TextChange(new TextSpan(loop.Loop.Loop.SpanStart, 0), (keys == loop.Keys ? "" : $"var {keys} = {loop.Keys}.Select({loop.Key} => {asked}).Distinct().ToList();" + loop.Loop.NewLine + loop.Loop.Indent) + $"var {dictionary} = {load};" + loop.Loop.NewLine + loop.Loop.Indent),
            new TextChange(loop.Declaration.Span, $"{dictionary}.TryGetValue({asked}, out var {loop.Row});")))
        {
            Strategy = "Dictionary",
            ChangesBehaviour = warning.Length > 0,
        };
    }

    /// <summary>Find's key is the property that EF Core takes by convention, where nothing in the class names another.</summary>
    private static (string? Key, ExpressionSyntax? Asked, string? Token) Found(KeyLoop loop, ITypeSymbol entity, SemanticModel model) =>
        loop.Call.ArgumentList.Arguments is [{ NameColon: null, Expression: var given }] && EntityFilter.IsKeyOf(given, loop, model) && KeyOf(entity, model.GetTypeInfo(given).Type) is { } key
            ? (key, given, null)
            : default;

    /// <summary><c>x => x.Id == key</c>.</summary>
    private static (string? Key, ExpressionSyntax? Asked, string? Token) Compared(KeyLoop loop, ITypeSymbol entity, SemanticModel model)
    {
        var arguments = loop.Call.ArgumentList.Arguments;
        if (arguments.Count is 0 or > 2
            || arguments[0].Expression is not SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var x, Body: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equality }
            || Compared(equality, x, loop, model) is not var (member, asked)
            || KeyOf(entity, model.GetTypeInfo(asked).Type) != member)
        {
            return default;
        }

        return (member, asked, arguments.Count == 2 ? arguments[1].Expression.ToString() : null);
    }

    private static (string Member, ExpressionSyntax Asked)? Compared(BinaryExpressionSyntax equality, string x, KeyLoop loop, SemanticModel model)
    {
        var (first, second) = MemberOf(equality.Left, x) is null ? (equality.Right, equality.Left) : (equality.Left, equality.Right);
        return MemberOf(first, x) is { } member && EntityFilter.IsKeyOf(second, loop, model) ? (member, second) : null;
    }

    private static string? MemberOf(ExpressionSyntax expression, string x) =>
        expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var owner }, Name.Identifier.ValueText: var name } && owner == x ? name : null;

    private static string? KeyOf(ITypeSymbol entity, ITypeSymbol? type)
    {
        var properties = new List<IPropertySymbol>();
        for (var declaring = entity; declaring is not null; declaring = declaring.BaseType)
        {
            properties.AddRange(declaring.GetMembers().OfType<IPropertySymbol>());
            if (declaring.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "PrimaryKeyAttribute" or "KeylessAttribute"))
            {
                return null;
            }
        }

        if (properties.Any(property => property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "KeyAttribute")))
        {
            return null;
        }

        var key = properties.FirstOrDefault(property => property.Name == "Id") ?? properties.FirstOrDefault(property => property.Name == entity.Name + "Id");
        return key is not null && SymbolEqualityComparer.Default.Equals(key.Type, type) ? key.Name : null;
    }

    /// <summary>What the loop adds, removes or saves, a later turn would have found.</summary>
    public static bool ChangesSet(KeyLoop loop, ExpressionSyntax set) => LoopWrites.Any(loop.Loop)
        || loop.Loop.Body.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access.Expression.ToString() == set.ToString() && access.Parent is InvocationExpressionSyntax call && !loop.Call.Span.Contains(call.Span)
            || access.Name.Identifier.ValueText is "Add" or "AddAsync" or "Remove" or "SaveChanges" or "SaveChangesAsync" && access.Expression.ToString() is var target && set.ToString().StartsWith(target + ".", StringComparison.Ordinal));
}
