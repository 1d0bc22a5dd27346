using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Keeps EF Core's raw API for text that is added up or stored first: <c>{0}</c> in the text, the value behind it.</summary>
internal static class NumberedParameters
{
    /// <summary>The edits; null where other braces or arguments are in the way.</summary>
    public static ImmutableArray<TextChange>? Of(FixPlace place, IReadOnlyList<PastedValue> values, ArgumentSyntax argument, ArgumentListSyntax list)
    {
        // Other braces in the text would have to be doubled, other arguments renumbered.
        if (list.Arguments.Count > 1 || values.Any(value => value.Kind is not ("Value" or "Cast" or "Any" or "NotAny") || FormatCalls.Of(place.Root, value.Region) is not null))
        {
            return null;
        }

        var changes = new List<TextChange>();
        var arguments = new List<string>();
        foreach (var value in values)
        {
            var expression = value.Value(place.Model);
            var index = arguments.IndexOf(expression);
            if (index < 0)
            {
                index = arguments.Count;
                arguments.Add(expression);
            }

            // Other holes stay, so that the braces of the placeholder have to be doubled in front of them.
            var placeholder = "{" + index + "}";
            var text = value.Kind switch
            {
                "Any" => "= ANY(" + placeholder + ")",
                "NotAny" => "<> ALL(" + placeholder + ")",
                "Cast" => placeholder + "::" + value.Detail,
                _ => placeholder,
            };
            if (StringPieces.Replace(place.Root, value.Region, text, place.Text) is not { } change || HasBraces(place, value))
            {
                return null;
            }

            changes.Add(change);
        }

        var regions = values.Select(value => value.Region).ToList();
        foreach (var whole in values.Select(value => StringPieces.InterpolatedOf(place.Root.FindToken(value.Region.Start))).OfType<InterpolatedStringExpressionSyntax>().Distinct())
        {
            var plain = StringPieces.Plain(whole, regions).ToList();
            if (plain.Count == 0)
            {
                // Where holes stay, a raw literal with one dollar has no way to write a brace.
                if (whole.StringStartToken.Text.StartsWith("$\"\"\"", StringComparison.Ordinal))
                {
                    return null;
                }

                continue;
            }

            changes.AddRange(plain);
            for (var at = 0; at < changes.Count; at++)
            {
                if (whole.Span.Contains(changes[at].Span) && regions.Contains(changes[at].Span))
                {
                    changes[at] = new TextChange(changes[at].Span, changes[at].NewText!.Replace("{{", "{").Replace("}}", "}"));
                }
            }
        }

        // A lone array would be taken for the list of arguments itself.
        var passed = arguments.Count == 1 && values.Any(value => value.Kind is "Any" or "NotAny") ? "(object)" + arguments[0] : string.Join(", ", arguments);
        changes.Add(new TextChange(new TextSpan(argument.Span.End, 0), ", " + passed));
        return changes.ToImmutableArray();
    }

    private static bool HasBraces(FixPlace place, PastedValue value)
    {
        var statement = place.Root.FindNode(value.Region).FirstAncestorOrSelf<StatementSyntax>();
        return statement is not null && statement.DescendantTokens().Any(token => token.Parent is LiteralExpressionSyntax && token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText.IndexOfAny(['{', '}']) >= 0
            || token.IsKind(SyntaxKind.InterpolatedStringTextToken) && token.ValueText.IndexOfAny(['{', '}']) >= 0);
    }
}
