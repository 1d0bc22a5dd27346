using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

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

        return AsInterpolated(place, values, argument, list, name, method, replacement) ?? NumberedParameters.Of(place, values, argument, list);
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
}
