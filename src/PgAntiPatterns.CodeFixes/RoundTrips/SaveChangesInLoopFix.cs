using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Saves once after the loop, or updates the rows where they are. All changes then succeed or fail together, so that nobody applies this everywhere at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SaveChangesInLoopFix() : RuleFix(SaveChangesInLoop.RuleId)
{
    private protected override bool TakesPartInFixAll => false;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        foreach (var moved in OncePerLoop(place))
        {
            yield return moved;
        }

        if (EntityUpdate.OfSavingLoop(place) is { } update)
        {
            yield return update;
        }
    }

    private static IEnumerable<FixPlan> OncePerLoop(FixPlace place)
    {
        // Behind a call the save is another method's, which may have other callers.
        if (place.Diagnostic.AdditionalLocations.Count != 1
            || place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } save
            || save.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || !IsWhole(statement.Expression, save)
            || LoopSyntax.Around(statement) is not { } loop
            || loop.Body.Statements.Last() != statement
            || !loop.IsIndependent(statement, place.Model)
            || loop.Body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(other => other != save && other.Expression.ToString() == save.Expression.ToString())
            || ServerCalls.MayBeIn(loop.Body, save, place.Model)
            || Removals.OfStatement(statement, place.Text) is not { } line)
        {
            yield break;
        }

        yield return new FixPlan("Save once after the loop (all changes succeed or fail together)", ImmutableArray.Create(
            new TextChange(line, ""),
            new TextChange(new TextSpan(loop.Loop.Span.End, 0), loop.NewLine + loop.NewLine + loop.Indent + statement)))
        {
            Strategy = "AfterLoop",
            ChangesBehaviour = true,
        };
        if (ChunkedSave.Plan(loop, statement, line, place) is { } chunks)
        {
            yield return chunks;
        }
    }

    private static bool IsWhole(ExpressionSyntax expression, InvocationExpressionSyntax save) => expression switch
    {
        AwaitExpressionSyntax { Expression: var awaited } => IsWhole(awaited, save),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var inner } } => IsWhole(inner, save),
        _ => expression == save,
    };
}
