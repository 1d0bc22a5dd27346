using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Gives a parameter the name that the statement uses, or a placeholder the name of the member that is bound.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PlaceholderMismatchFix() : RuleFix(PlaceholderMismatch.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (!place.Diagnostic.Properties.TryGetValue(PlaceholderMismatch.Name, out var name) || name is null || place.Diagnostic.AdditionalLocations.Count == 0)
        {
            yield break;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var old = "";
        for (var index = 0; index < place.Diagnostic.AdditionalLocations.Count; index++)
        {
            if (NameAt(place, index) is not { } span)
            {
                yield break;
            }

            old = place.Text.ToString(span);
            changes.Add(new TextChange(span, name));
        }

        yield return new FixPlan("Rename '" + old + "' to '" + name + "'", changes.ToImmutable());
    }

    /// <summary>A name inside SQL, or the literal that names a parameter without its quotes and prefix.</summary>
    private static TextSpan? NameAt(FixPlace place, int index)
    {
        if (SqlSource.Located(place, index) is not { } span)
        {
            return null;
        }

        if (place.Root.FindNode(span, getInnermostNodeForTie: true) is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal || literal.Span != span)
        {
            return place.Text.ToString(span).All(character => char.IsLetterOrDigit(character) || character is '_' or '.') ? span : null;
        }

        var text = literal.Token.Text;
        var inner = literal.Token.ValueText;
        var at = text.IndexOf(inner, StringComparison.Ordinal);
        if (inner.Length == 0 || at < 0)
        {
            return null;
        }

        var prefix = inner[0] is '@' or ':' ? 1 : 0;
        return new TextSpan(span.Start + at + prefix, inner.Length - prefix);
    }
}
