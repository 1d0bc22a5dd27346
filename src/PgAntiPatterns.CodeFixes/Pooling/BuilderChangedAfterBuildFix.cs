using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Moves the change of a builder in front of the statement that builds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class BuilderChangedAfterBuildFix() : RuleFix(BuilderChangedAfterBuild.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block } change
            || change.Expression.Span != place.Span
            || BuilderOf(change.Expression) is not { } builder
            || block.Statements.LastOrDefault(statement => statement.SpanStart < change.SpanStart && Builds(statement, builder)) is not { } build
            || Removals.OfStatement(change, place.Text) is not { } removal
            || NeedsWhatComesBetween(block, build, change, place))
        {
            yield break;
        }

        var line = place.Text.Lines.GetLineFromPosition(build.SpanStart);
        var indentation = place.Text.ToString(TextSpan.FromBounds(line.Start, build.SpanStart));
        var newLine = place.Text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
        yield return new FixPlan("Move the change in front of 'Build'", ImmutableArray.Create(
            new TextChange(new TextSpan(build.SpanStart, 0), change + newLine + indentation),
            new TextChange(removal, "")));
    }

    private static string? BuilderOf(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.ValueText;

    private static bool Builds(StatementSyntax statement, string builder) => statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Build" or "BuildMultiHost" } access
        && access.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.ValueText == builder);

    /// <summary>True where the change reads a variable that is declared between Build and the change.</summary>
    private static bool NeedsWhatComesBetween(BlockSyntax block, StatementSyntax build, StatementSyntax change, FixPlace place)
    {
        var between = TextSpan.FromBounds(build.SpanStart, change.SpanStart);
        return change.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            place.Model.GetSymbolInfo(name, place.Cancellation).Symbol is ILocalSymbol local
            && local.DeclaringSyntaxReferences.Any(reference => between.Contains(reference.Span) && block.Span.Contains(reference.Span)));
    }
}
