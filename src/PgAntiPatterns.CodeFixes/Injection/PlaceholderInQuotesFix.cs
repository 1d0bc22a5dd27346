using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Takes a placeholder out of its quotes; what stood beside it is joined on with ||.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class PlaceholderInQuotesFix() : RuleFix(PlaceholderInQuotes.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Diagnostic.Properties.TryGetValue(PlaceholderInQuotes.Placeholder, out var placeholder)
            && placeholder is not null
            && SqlSource.At(place, 0) is { } region
            && SqlSource.At(place, 1) is { } literal
            && Expression(place.Text.ToString(literal), placeholder, place.Text.ToString(TextSpan.FromBounds(region.Start, literal.Start)).Trim(), Behind(place.Text, region.End)) is { } expression)
        {
            yield return new FixPlan("Take '" + placeholder + "' out of the quotes", ImmutableArray.Create(new TextChange(region, expression)));
        }
    }

    private static string? Expression(string literal, string placeholder, string type, string behind)
    {
        if (literal.Length < 2 || literal[0] != '\'' || literal[literal.Length - 1] != '\'')
        {
            return null;
        }

        var inside = literal.Substring(1, literal.Length - 2);
        var at = inside.IndexOf(placeholder, StringComparison.Ordinal);
        if (at < 0 || inside.IndexOf(placeholder, at + 1, StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        var before = inside.Substring(0, at);
        var after = inside.Substring(at + placeholder.Length);
        var expression = (before.Length == 0 ? "" : "'" + before + "' || ") + placeholder + (after.Length == 0 ? "" : " || '" + after + "'");
        var isJoined = before.Length + after.Length > 0;
        if (type.Length > 0)
        {
            return (isJoined ? "(" + expression + ")" : expression) + "::" + type;
        }

        if (isJoined && BindsTighter(behind))
        {
            return "(" + expression + ")";
        }

        return behind.Length > 0 && (char.IsLetterOrDigit(behind[0]) || behind[0] is '_' or '.') ? expression + " " : expression;
    }

    private static bool BindsTighter(string behind)
    {
        var next = behind.TrimStart();
        return next.StartsWith("::", StringComparison.Ordinal) || next.StartsWith("[", StringComparison.Ordinal)
            || next.StartsWith("collate ", StringComparison.OrdinalIgnoreCase) || next.StartsWith("at time zone", StringComparison.OrdinalIgnoreCase);
    }

    private static string Behind(SourceText text, int end) => text.ToString(TextSpan.FromBounds(end, Math.Min(text.Length, end + 16)));
}
