using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns a loop that inserts each of its elements with Dapper into one INSERT from arrays.</summary>
internal static class DapperInsertLoop
{
    public static FixPlan? Plan(FixPlace place)
    {
        if (place.Diagnostic.AdditionalLocations.Count != 1
            || place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var connection, Name: IdentifierNameSyntax { Identifier.ValueText: "Execute" or "ExecuteAsync" } }, ArgumentList.Arguments: [{ NameColon: null, Expression: var sql }, { NameColon: null, Expression: var given } parameters, ..] } call
            || call.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || !(statement.Expression == call || statement.Expression is AwaitExpressionSyntax { Expression: var awaited } && awaited == call)
            || (statement.Parent is BlockSyntax { Statements.Count: 1 } block ? block.Parent : statement.Parent) is not ForEachStatementSyntax { AwaitKeyword.RawKind: 0, Expression: IdentifierNameSyntax { Identifier.ValueText: var rows } collection } each
            || place.Model.GetTypeInfo(collection).Type is not (IArrayTypeSymbol or INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "HashSet" })
            || place.Model.GetDeclaredSymbol(each) is not ILocalSymbol { Type: { } row }
            || !IsOutside(connection, each, place.Model) || call.ArgumentList.Arguments.Skip(2).Any(argument => !IsOutside(argument, each, place.Model))
            || UnnestInsert.Of(sql) is not { } insert
            || !place.Model.LookupNamespacesAndTypes(call.SpanStart, name: "Enumerable").Any())
        {
            return null;
        }

        var element = each.Identifier.ValueText;
        var arrays = given switch
        {
            IdentifierNameSyntax { Identifier.ValueText: var passed } when passed == element => insert.ArraysOf(rows, row, element),
            AnonymousObjectCreationExpressionSyntax made => insert.ArraysOf(rows, made, element, place.Model),
            _ => null,
        };
        if (arrays is null)
        {
            return null;
        }

        var text = statement.ToString();
        var start = statement.SpanStart;
        text = text.Remove(parameters.SpanStart - start, parameters.Span.Length).Insert(parameters.SpanStart - start, arrays);
        text = text.Remove(sql.SpanStart - start, sql.Span.Length).Insert(sql.SpanStart - start, insert.Text);
        return new FixPlan("Insert all rows from arrays in one statement (all succeed or fail together)", ImmutableArray.Create(new TextChange(each.Span, text)))
        {
            Strategy = "Unnest",
            ChangesBehaviour = true,
        };
    }

    private static bool IsOutside(SyntaxNode node, ForEachStatementSyntax each, SemanticModel model) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Parent is not NameColonSyntax).All(name =>
            model.GetSymbolInfo(name).Symbol is { } symbol && !symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == each.SyntaxTree && each.Span.Contains(reference.Span)));
}
