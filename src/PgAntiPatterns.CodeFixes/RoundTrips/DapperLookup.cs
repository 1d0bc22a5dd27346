using System.Collections.Immutable;
using System.Text.RegularExpressions;
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
            || ColumnOf(sql.Token.Text, loop.Key) is not { } column
            || KeyOf(row, column.Name, loop.KeyType) is not { } key
            || place.Model.GetTypeInfo(loop.Loop.Loop is ForEachStatementSyntax each ? each.Expression : connection).Type is not { } keysType)
        {
            return null;
        }

        // Npgsql takes arrays and lists as arrays; other collections it refuses.
        var keys = keysType is IArrayTypeSymbol || keysType.Name is "List" ? loop.Keys : $"{loop.Keys} = {loop.Keys}.ToArray()";
        var text = sql.Token.Text.Remove(column.Start, column.Length).Insert(column.Start, "= ANY(@" + loop.Keys + ")");
        var query = loop.IsAwaited ? $"(await {connection}.QueryAsync<{rowType}>({text}, new {{ {keys} }}))" : $"{connection}.Query<{rowType}>({text}, new {{ {keys} }})";
        var x = loop.Loop.IsFree("found", place.Model) ? "found" : "x";
        return new FixPlan($"Query all keys at once: {column.Name} = ANY(@{loop.Keys}), where {column.Name} is unique", ImmutableArray.Create(
            new TextChange(new TextSpan(loop.Loop.Loop.SpanStart, 0), $"var {dictionary} = {query}.ToDictionary({x} => {x}.{key});" + loop.Loop.NewLine + loop.Loop.Indent),
            new TextChange(loop.Declaration.Span, $"{dictionary}.TryGetValue({loop.Key}, out var {loop.Row});")))
        {
            Strategy = "AnyArray",
            ChangesBehaviour = true,
        };
    }

    /// <summary>The one comparison of a plain <c>where id = @id</c> at the end of the text, without its column.</summary>
    private static (string Name, int Start, int Length)? ColumnOf(string text, string key)
    {
        var match = Regex.Match(text, @"\bwhere\s+(?<column>[a-z_][a-z0-9_]*)\s+(?<comparison>=\s*@" + Regex.Escape(key) + @")\s*""$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success && Regex.Matches(text, "@").Count == 1 && text[0] == '"'
            ? (match.Groups["column"].Value, match.Groups["comparison"].Index, match.Groups["comparison"].Length)
            : null;
    }

    /// <summary>The member that the column is read into, where it is the row's own id.</summary>
    private static string? KeyOf(INamedTypeSymbol row, string column, ITypeSymbol type) =>
        column.ToLowerInvariant() != "id" ? null
            : row.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property => property.Name == "Id" && SymbolEqualityComparer.Default.Equals(property.Type, type))?.Name;
}
