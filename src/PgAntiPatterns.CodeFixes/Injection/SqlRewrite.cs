using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>A parameter that a rewrite adds.</summary>
/// <param name="Name">Its name without a prefix; for a positional one its number.</param>
/// <param name="Value">The C# expression of its value.</param>
/// <param name="IsUnknown">True where the server has to infer the type, as it did for the quoted text.</param>
internal sealed record NewParameter(string Name, string Value, bool IsUnknown);

/// <summary>The SQL text with placeholders in the place of the pasted values, and the parameters that belong to them.</summary>
/// <param name="Changes">The edits of the text.</param>
/// <param name="Parameters">The new parameters, in the order of the text.</param>
/// <param name="IsPositional">True where the text numbers its parameters.</param>
internal sealed record SqlRewrite(ImmutableArray<TextChange> Changes, IReadOnlyList<NewParameter> Parameters, bool IsPositional)
{
    private static readonly HashSet<string> NameLists = ["search_path", "temp_tablespaces", "local_preload_libraries", "session_preload_libraries"];

    /// <summary>Plans the edits of the text; null where one of them cannot be made.</summary>
    public static SqlRewrite? Of(FixPlace place, IReadOnlyList<PastedValue> values, bool mayBePositional)
    {
        var taken = (place.Diagnostic.Properties[RewriteProperties.Names] ?? "").Split([RewriteProperties.Separator], StringSplitOptions.RemoveEmptyEntries);
        var isPositional = taken.Any(name => name[0] == '$');
        if (isPositional && (!mayBePositional || values.Any(value => value.IsConditional) || taken.Any(name => name[0] != '$')))
        {
            return null;
        }

        var last = isPositional ? taken.Max(name => int.TryParse(name.Substring(1), out var number) ? number : 0) : 0;
        var names = new ParameterNames(taken);
        var positions = new Dictionary<string, string>();
        var changes = new List<TextChange>();
        var parameters = new List<NewParameter>();
        foreach (var value in values)
        {
            var (expression, isUnknown) = mayBePositional ? value.ServerTyped(place.Model) : (value.Value(place.Model), false);
            var name = names.For(expression, isUnknown ? value.Detail : null, value.Pieces, out var isNew);
            if (isNew)
            {
                positions[name] = isPositional ? (++last).ToString(System.Globalization.CultureInfo.InvariantCulture) : name;
                parameters.Add(new NewParameter(positions[name], expression, isUnknown));
            }

            var placeholder = (isPositional ? "$" : "@") + positions[name];
            var around = Around(value, placeholder, place.Text);
            // A name with such characters would have to be escaped in the way of its literal.
            var isPlain = value.Kind is not ("Notify" or "Setting" or "LocalSetting") || around.IndexOfAny(['"', '\\', '{', '}']) < 0;
            if (!isPlain || StringPieces.Replace(place.Root, value.Region, around, place.Text) is not { } change)
            {
                return null;
            }

            changes.Add(change);
        }

        var regions = values.Select(value => value.Region).ToList();
        foreach (var format in regions.Select(region => FormatCalls.Of(place.Root, region)).OfType<InvocationExpressionSyntax>().Distinct())
        {
            if (FormatCalls.Unwrap(format, regions) is not { } unwrapped)
            {
                return null;
            }

            changes.AddRange(unwrapped);
        }

        changes.AddRange(Unneeded(place, regions));
        return new SqlRewrite(changes.ToImmutableArray(), parameters, isPositional);
    }

    private static IEnumerable<TextChange> Unneeded(FixPlace place, IReadOnlyList<TextSpan> regions) =>
        regions.Select(region => StringPieces.InterpolatedOf(place.Root.FindToken(region.Start)))
            .OfType<InterpolatedStringExpressionSyntax>()
            .Distinct()
            .SelectMany(whole => StringPieces.Plain(whole, regions));

    private static string Around(PastedValue value, string placeholder, SourceText text)
    {
        switch (value.Kind)
        {
            case "Any":
                return "= ANY(" + placeholder + ")";
            case "NotAny":
                return "<> ALL(" + placeholder + ")";
            case "Cast":
                return placeholder + "::" + value.Detail;
            case "Notify":
                return "select pg_notify('" + Unquoted(value.Detail) + "', " + placeholder + ")";
            case "Setting":
                return SetConfig(value.Detail, placeholder, "false");
            case "LocalSetting":
                return SetConfig(value.Detail, placeholder, "true");
            default:
                // Without its quotes the name must not run into what follows.
                var next = value.Region.End < text.Length ? text[value.Region.End] : ' ';
                return char.IsLetterOrDigit(next) || next is '_' ? placeholder + " " : placeholder;
        }
    }

    /// <summary>SET takes a quoted value as one name where the setting is a list of names; set_config would take it as the list.</summary>
    private static string SetConfig(string setting, string placeholder, string isLocal)
    {
        var name = Unquoted(setting);
        var value = NameLists.Contains(name) ? "quote_ident(" + placeholder + ")" : placeholder;
        return "select set_config('" + name + "', " + value + ", " + isLocal + ")";
    }

    /// <summary>The name as the server keeps it: each part that has no quotes in lower case.</summary>
    private static string Unquoted(string name) => Regex.Replace(
        name,
        "\"(?:[^\"]|\"\")*\"|[^\"]+",
        part => part.Value[0] == '"' ? SqlText.UnescapeIdentifier(part.Value.Substring(1, part.Length - 2)).Replace("'", "''") : part.Value.ToLowerInvariant());
}
