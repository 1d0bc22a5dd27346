using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns Dapper's lookup of one row per key into one query for all keys, whose rows are found in a dictionary.</summary>
internal static class DapperLookup
{
    public static FixPlan? Plan(FixPlace place)
    {
        if (KeyLoop.Of(place) is not { } loop
            || loop.Call is not
            {
                Expression: MemberAccessExpressionSyntax { Expression: var connection, Name: GenericNameSyntax { Identifier.ValueText: "QuerySingleOrDefault" or "QuerySingleOrDefaultAsync" or "QueryFirstOrDefault" or "QueryFirstOrDefaultAsync", TypeArgumentList.Arguments: [{ } rowType] } },
                ArgumentList.Arguments: [{ NameColon: null, Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } sql }, { NameColon: null, Expression: AnonymousObjectCreationExpressionSyntax { Initializers: [{ NameEquals: null, Expression: IdentifierNameSyntax { Identifier.ValueText: var given } }] } parameters }],
            }
            || given != loop.Key
            || LoopWrites.Any(loop.Loop) || LoopWrites.ToWhatIsFound(loop.Loop)
            || !loop.Loop.IsIndependent(connection, place.Model)
            || loop.DictionaryName(place.Model) is not { } dictionary
            || place.Model.GetTypeInfo(rowType).Type is not INamedTypeSymbol { IsReferenceType: true } row
            || !place.Diagnostic.Properties.ContainsKey(Rules.RoundTrips.RoundTripProperties.OnlyReads)
            || KeyedSelect.Of(sql, loop.Key) is not { Missing: null, KeyOrdinal: not -1, Placeholders.Count: 1 } select
            || KeyOf(row, select.ColumnName, loop.KeyType) is not { } key
            || place.Model.GetTypeInfo(loop.Loop.Loop is ForEachStatementSyntax each ? each.Expression : connection).Type is not { } keysType)
        {
            return null;
        }

        // Npgsql takes arrays and lists as arrays; other collections it refuses.
        var keys = keysType is IArrayTypeSymbol || keysType.Name is "List" ? loop.Keys : $"{loop.Keys} = {loop.Keys}.ToArray()";
        var text = select.For(loop.Keys);
        var query = loop.IsAwaited ? $"(await {connection}.QueryAsync<{rowType}>({text}, new {{ {keys} }}))" : $"{connection}.Query<{rowType}>({text}, new {{ {keys} }})";
        var x = loop.Loop.IsFree("found", place.Model) ? "found" : "x";
        return new FixPlan($"Ask for all keys at once: {select.ColumnName} = ANY(@{loop.Keys}), where {select.ColumnName} is unique", ImmutableArray.Create(
            new TextChange(new TextSpan(loop.Loop.Loop.SpanStart, 0), $"var {dictionary} = {query}.ToDictionary({x} => {x}.{key});" + loop.Loop.NewLine + loop.Loop.Indent),
            new TextChange(loop.Declaration.Span, $"{dictionary}.TryGetValue({loop.Key}, out var {loop.Row});")))
        {
            Strategy = "AnyArray",
            ChangesBehaviour = true,
        };
    }

    /// <summary>The member that the column is read into, where it is the row's own id.</summary>
    private static string? KeyOf(INamedTypeSymbol row, string column, ITypeSymbol type) =>
        column.ToLowerInvariant() != "id" ? null
            : row.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property => property.Name == "Id" && SymbolEqualityComparer.Default.Equals(property.Type, type))?.Name;
}
