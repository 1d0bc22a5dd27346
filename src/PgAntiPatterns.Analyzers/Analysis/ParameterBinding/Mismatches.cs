using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>How placeholders and parameters can miss each other.</summary>
internal enum MismatchKind
{
    /// <summary>No parameter has the placeholder's name.</summary>
    Missing,

    /// <summary>Parameters with and without names on one command.</summary>
    Mixed,

    /// <summary>A numbered placeholder and parameters that have names.</summary>
    NamedForPositional,

    /// <summary>A named placeholder and parameters that have no names.</summary>
    PositionalForNamed,

    /// <summary>A numbered placeholder beyond the last parameter.</summary>
    TooFew,

    /// <summary>A numbered item beyond the last argument.</summary>
    NoArgument,

    /// <summary>Several statements in one command with positional parameters.</summary>
    SeveralStatements,

    /// <summary>Several statements in one command of a batch.</summary>
    SeveralInBatch,
}

/// <summary>A placeholder and a parameter that miss each other.</summary>
/// <param name="Kind">How they do.</param>
/// <param name="Label">The placeholder, parameter or statement that shows it.</param>
/// <param name="Meant">The one parameter that can be meant; null where there is none or more than one.</param>
internal sealed record Mismatch(MismatchKind Kind, string Label, BoundParameter? Meant = null);

/// <summary>Do the placeholders of a text and the parameters that it is sent with belong together?</summary>
internal static class Mismatches
{
    /// <summary>So many letters may be wrong in a name that is still recognised.</summary>
    private const int MaxDistance = 2;

    /// <summary>True where a variable is declared as SQL Server does, which PostgreSQL never reads.</summary>
    private static bool IsForeign(string text) => text.IndexOf("declare @", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>The first thing that certainly fails; null where nothing does.</summary>
    public static Mismatch? Of(BoundText text)
    {
        if (!text.Variant.IsExact || IsForeign(text.Variant.Value) || text.Sink.Api is SqlApi.EfInterpolated or SqlApi.Copy)
        {
            return null;
        }

        return text.Unbound is { } item ? new Mismatch(MismatchKind.NoArgument, item) : OfStyle(text) ?? OfStatements(text) ?? OfPlaceholders(text);
    }

    private static Mismatch? OfStyle(BoundText text)
    {
        var named = text.Parameters.Certain.FirstOrDefault(parameter => parameter.Name is { Length: > 0 });
        return named is not null && text.Parameters.Certain.Any(parameter => parameter.IsPositional) ? new Mismatch(MismatchKind.Mixed, named.Name!) : null;
    }

    private static Mismatch? OfStatements(BoundText text)
    {
        var reading = text.Reading;
        if (reading.Statements.Count < 2 || reading.NpgsqlStatementCount < 2 || !text.Parameters.IsWholeText)
        {
            return null;
        }

        var first = reading.Statements[0];
        var label = FirstWords(reading.Template.Text, first);
        return text.Parameters.IsInBatch ? new Mismatch(MismatchKind.SeveralInBatch, label)
            : text.Parameters.IsAllPositional ? new Mismatch(MismatchKind.SeveralStatements, label)
            : null;
    }

    private static Mismatch? OfPlaceholders(BoundText text)
    {
        if (!text.Parameters.IsComplete)
        {
            return null;
        }

        foreach (var placeholder in text.Reading.Placeholders)
        {
            if (!placeholder.HasHole && !placeholder.IsDoubtful && text.StatementOf(placeholder.Place) is not { AcceptsParameters: false })
            {
                var label = text.Reading.Template.Text.Substring(placeholder.Start, placeholder.End - placeholder.Start);
                if ((placeholder.IsPositional ? OfNumber(placeholder.Number, label, text.Parameters) : OfName(placeholder.Name, label, text)) is { } mismatch)
                {
                    return mismatch;
                }
            }
        }

        return null;
    }

    private static Mismatch? OfNumber(int number, string label, ParameterSet parameters)
    {
        if (parameters.IsAllNamed)
        {
            return new Mismatch(MismatchKind.NamedForPositional, label);
        }

        return number > parameters.Parameters.Length && parameters.Parameters.All(parameter => parameter.IsPositional) ? new Mismatch(MismatchKind.TooFew, label) : null;
    }

    private static Mismatch? OfName(string name, string label, BoundText text)
    {
        if (text.Parameters.Named(name) is not null || LooseParameters.IsMade(name, text.Sink.Expression.Syntax))
        {
            return null;
        }

        return text.Parameters.IsAllPositional ? new Mismatch(MismatchKind.PositionalForNamed, label) : new Mismatch(MismatchKind.Missing, label, MeantBy(name, text));
    }

    /// <summary>The one parameter that no placeholder uses and whose name is nearly the same, if no other placeholder is as near to it.</summary>
    private static BoundParameter? MeantBy(string name, BoundText text)
    {
        var names = text.Reading.Placeholders.Where(placeholder => !placeholder.IsPositional).Select(placeholder => placeholder.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var near = text.Parameters.Parameters.Where(parameter => parameter.Name is { Length: > 0 } own && IsNear(own, name) && !names.Any(parameter.IsCalled)).ToList();
        return near is [var only] && names.Count(candidate => text.Parameters.Named(candidate) is null && IsNear(only.Name!, candidate)) == 1 ? only : null;
    }

    private static bool IsNear(string first, string second) => Math.Max(first.Length, second.Length) > MaxDistance && Distance(first.ToLowerInvariant(), second.ToLowerInvariant()) <= MaxDistance;

    private static int Distance(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (first[i - 1] == second[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[second.Length];
    }

    private static string FirstWords(string text, SqlStatement statement)
    {
        var words = string.Join(" ", text.Substring(statement.Start, statement.End - statement.Start).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= 40 ? words : words.Substring(0, 37) + "...";
    }
}
