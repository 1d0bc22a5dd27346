using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Takes out the setting that switches the pool off.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PoolingDisabledFix() : RuleFix(RuleIds.PoolingDisabled)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (Removal(place) is { } change)
        {
            yield return new FixPlan("Remove '" + place.Text.ToString(place.Span) + "'", ImmutableArray.Create(change));
        }
    }

    private static TextChange? Removal(FixPlace place)
    {
        switch (place.Node)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal when literal.Span.Contains(place.Span) && literal.Span != place.Span:
                return SettingText.Removal(place.Span, literal.Token.Span, place.Text) is { } inside ? Collapsed(literal, inside, place.Text) : null;
            case InterpolatedStringTextSyntax text:
                return SettingText.Removal(place.Span, text.Span, place.Text) is { } hole ? new TextChange(hole, "") : null;
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } element:
                return new TextChange(Removals.OfElement(initializer.Expressions, element, place.Text), "");
            case ExpressionSyntax { Parent: ExpressionStatementSyntax statement }:
                return Removals.OfStatement(statement, place.Text) is { } line ? new TextChange(line, "") : null;
            default:
                return null;
        }
    }

    /// <summary>A literal that would be left empty goes with the plus that joins it.</summary>
    private static TextChange Collapsed(LiteralExpressionSyntax literal, TextSpan removal, SourceText text)
    {
        var quotes = literal.Span.Length - removal.Length;
        var isEmptied = literal.Token.Text.Replace(text.ToString(removal), "").Trim('@', '"').Length == 0 && quotes <= 6;
        return isEmptied && literal.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && sum.Right == literal
            ? new TextChange(TextSpan.FromBounds(sum.Left.Span.End, literal.Span.End), "")
            : new TextChange(removal, "");
    }
}
