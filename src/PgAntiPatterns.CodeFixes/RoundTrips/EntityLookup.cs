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
        if (KeyLoop.Of(place) is not { } loop
            || loop.Call is not { Expression: MemberAccessExpressionSyntax { Expression: var set, Name.Identifier.ValueText: var method } }
            || place.Model.GetTypeInfo(set).Type is not INamedTypeSymbol { Name: "DbSet", TypeArguments: [{ } entity] }
            || !loop.Loop.IsIndependent(set, place.Model)
            || loop.DictionaryName(place.Model) is not { } dictionary
            || ChangesSet(loop, set)
            || !place.Model.LookupNamespacesAndTypes(set.SpanStart, name: "EntityFrameworkQueryableExtensions").Any())
        {
            return null;
        }

        var (key, token) = method switch
        {
            "Find" or "FindAsync" => Found(loop, entity),
            "FirstOrDefault" or "FirstOrDefaultAsync" or "SingleOrDefault" or "SingleOrDefaultAsync" => Compared(loop, entity),
            _ => default,
        };
        if (key is null)
        {
            return null;
        }

        var x = char.ToLowerInvariant(entity.Name[0]) + entity.Name.Substring(1);
        x = x == loop.Key || x == loop.Keys || x == loop.Row || SyntaxFacts.GetKeywordKind(x) != SyntaxKind.None || !loop.Loop.IsFree(x, place.Model) ? "x" : x;
        var load = loop.IsAwaited
            ? $"await {set}.Where({x} => {loop.Keys}.Contains({x}.{key})).ToDictionaryAsync({x} => {x}.{key}{(token is null ? "" : ", " + token)})"
            : $"{set}.Where({x} => {loop.Keys}.Contains({x}.{key})).ToDictionary({x} => {x}.{key})";
        return new FixPlan($"Load all before the loop: Where({x} => {loop.Keys}.Contains({x}.{key}))", ImmutableArray.Create(
            new TextChange(new TextSpan(loop.Loop.Loop.SpanStart, 0), $"var {dictionary} = {load};" + loop.Loop.NewLine + loop.Loop.Indent),
            new TextChange(loop.Declaration.Span, $"{dictionary}.TryGetValue({loop.Key}, out var {loop.Row});")))
        {
            Strategy = "Dictionary",
        };
    }

    /// <summary>Find's key is the property that EF Core takes by convention, where nothing in the class names another.</summary>
    private static (string? Key, string? Token) Found(KeyLoop loop, ITypeSymbol entity)
    {
        if (loop.Call.ArgumentList.Arguments is not [{ NameColon: null, Expression: IdentifierNameSyntax { Identifier.ValueText: var given } }] || given != loop.Key)
        {
            return default;
        }

        return KeyOf(entity, loop.KeyType) is { } key ? (key, null) : default;
    }

    /// <summary><c>x => x.Id == key</c>.</summary>
    private static (string? Key, string? Token) Compared(KeyLoop loop, ITypeSymbol entity)
    {
        var arguments = loop.Call.ArgumentList.Arguments;
        if (arguments.Count is 0 or > 2
            || arguments[0].Expression is not SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var x, Body: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equality }
            || Member(equality.Left, equality.Right, x, loop.Key) is not { } member
            || KeyOf(entity, loop.KeyType) != member)
        {
            return default;
        }

        return (member, arguments.Count == 2 ? arguments[1].Expression.ToString() : null);
    }

    private static string? Member(ExpressionSyntax first, ExpressionSyntax second, string x, string key)
    {
        if (first is IdentifierNameSyntax)
        {
            (first, second) = (second, first);
        }

        return first is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var owner }, Name.Identifier.ValueText: var name } && owner == x
            && second is IdentifierNameSyntax { Identifier.ValueText: var given } && given == key
                ? name
                : null;
    }

    private static string? KeyOf(ITypeSymbol entity, ITypeSymbol type)
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
    public static bool ChangesSet(KeyLoop loop, ExpressionSyntax set) =>
        loop.Loop.Body.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access.Expression.ToString() == set.ToString() && access.Parent is InvocationExpressionSyntax call && !loop.Call.Span.Contains(call.Span)
            || access.Name.Identifier.ValueText is "Add" or "AddAsync" or "Remove" or "SaveChanges" or "SaveChangesAsync" && access.Expression.ToString() is var target && set.ToString().StartsWith(target + ".", StringComparison.Ordinal));
}
