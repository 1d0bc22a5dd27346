using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Inserts all rows from arrays in one statement, or with COPY. They then succeed or fail together, so that nobody applies this everywhere at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class DapperExecutePerElementFix() : RuleFix(DapperExecutePerElement.RuleId)
{
    private protected override bool TakesPartInFixAll => false;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node is InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null, Expression: var sql }, { NameColon: null, Expression: IdentifierNameSyntax rows } parameters, ..] } call
            && UnnestInsert.Of(sql) is { } insert
            && ElementOf(place.Model.GetTypeInfo(rows).Type) is { } row
            && place.Model.LookupNamespacesAndTypes(call.SpanStart, name: "Enumerable").Any()
            && insert.ArraysOf(rows.Identifier.ValueText, row, NameFor(place, call)) is { } arrays)
        {
            yield return new FixPlan("Insert all rows from arrays in one statement (all succeed or fail together)", ImmutableArray.Create(
                new TextChange(sql.Span, insert.Text),
                new TextChange(parameters.Span, arrays)))
            {
                Strategy = "Unnest",
                ChangesBehaviour = true,
            };
        }

        if (DapperCopy.Plan(place) is { } copy)
        {
            yield return copy;
        }
    }

    /// <summary>The rows of a collection that can be walked over once per column.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol? rows) => rows switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element,
        INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "HashSet", TypeArguments: [var element] } => element,
        _ => null,
    };

    private static string NameFor(FixPlace place, SyntaxNode call) => place.Model.LookupSymbols(call.SpanStart, name: "row").IsEmpty ? "row" : "r";
}
