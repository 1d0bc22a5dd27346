using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Makes parameters of the values in EF Core's raw SQL: the interpolated API where the string stands in the call, numbered placeholders elsewhere.</summary>
internal static class EfParameters
{
    private static readonly Dictionary<string, string> Interpolated = new()
    {
        ["FromSqlRaw"] = "FromSql",
        ["ExecuteSqlRaw"] = "ExecuteSql",
        ["ExecuteSqlRawAsync"] = "ExecuteSqlAsync",
        ["SqlQueryRaw"] = "SqlQuery",
    };

    /// <summary>The edits; null where the call cannot be rewritten.</summary>
    public static ImmutableArray<TextChange>? Rewrite(FixPlace place, IReadOnlyList<PastedValue> values)
    {
        var argument = place.Node.AncestorsAndSelf().OfType<ArgumentSyntax>().FirstOrDefault(candidate => candidate.Expression.Span == place.Span);
        if (argument?.Parent is not ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } call } list
            || place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
            || !Interpolated.TryGetValue(name.Identifier.ValueText, out var replacement))
        {
            return null;
        }

        return AsInterpolated(place, values, argument, list, name, method, replacement) ?? AsNumbered(place, values, argument, list);
    }

    /// <summary><c>FromSqlRaw($"… '{x}'")</c> becomes <c>FromSql($"… {x}")</c>.</summary>
    private static ImmutableArray<TextChange>? AsInterpolated(FixPlace place, IReadOnlyList<PastedValue> values, ArgumentSyntax argument, ArgumentListSyntax list, SimpleNameSyntax name, IMethodSymbol method, string replacement)
    {
        if (argument.Expression is not InterpolatedStringExpressionSyntax whole
            || method.ContainingType.GetMembers(replacement).IsEmpty
            || list.Arguments.Count > 1 && !(list.Arguments.Count == 2 && place.Model.GetTypeInfo(list.Arguments[1].Expression).Type is { Name: "CancellationToken" })
            || whole.Contents.OfType<InterpolationSyntax>().Any(hole => !values.Any(value => value.Region.Contains(hole.Span)))
            || values.Any(value => !whole.Span.Contains(value.Region)))
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        foreach (var value in values)
        {
            var expression = value.Value(place.Model);
            if (expression.Contains('"') && !whole.StringStartToken.Text.Contains("\"\"\"") && place.Root.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp11 }
                || NeedsParentheses(expression) && (expression = "(" + expression + ")").Length == 0)
            {
                return null;
            }

            var braces = Math.Max(1, whole.StringStartToken.Text.TakeWhile(character => character != '"').Count(character => character == '$'));
            var hole = new string('{', braces) + expression + new string('}', braces);
            changes.Add(new TextChange(value.Region, value.Kind switch
            {
                "Value" => hole,
                "Any" => "= ANY(" + hole + ")",
                "NotAny" => "<> ALL(" + hole + ")",
                "Cast" => hole + "::" + value.Detail,
                _ => "",
            }));
            if (value.Kind is not ("Value" or "Any" or "NotAny" or "Cast"))
            {
                return null;
            }
        }

        changes.Add(new TextChange(name.Identifier.Span, replacement));
        return changes.ToImmutable();
    }

    /// <summary>A conditional or a format would end at its colon.</summary>
    private static bool NeedsParentheses(string expression) => expression.Contains(':') || expression.Contains('?');

    /// <summary>Text that is added up or stored first keeps the raw API: <c>{0}</c> in the text, the value behind it.</summary>
    private static ImmutableArray<TextChange>? AsNumbered(FixPlace place, IReadOnlyList<PastedValue> values, ArgumentSyntax argument, ArgumentListSyntax list)
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
