using System.Collections.Immutable;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>A {0} in a text.</summary>
/// <param name="Number">The number between the braces.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct NumberedItem(int Number, int Start, int Length)
{
    private const int MaxDigits = 5;

    /// <summary>The items of a text; doubled braces are none.</summary>
    public static ImmutableArray<NumberedItem> In(string text)
    {
        var items = ImmutableArray.CreateBuilder<NumberedItem>();
        for (var at = text.IndexOf('{'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('{', at))
        {
            if (text[at + 1] == '{')
            {
                at += 2;
                if (at >= text.Length)
                {
                    break;
                }

                continue;
            }

            var end = at + 1;
            while (end < text.Length && text[end] is >= '0' and <= '9' && end - at <= MaxDigits)
            {
                end++;
            }

            if (end > at + 1 && end < text.Length && text[end] == '}')
            {
                items.Add(new NumberedItem(int.Parse(text.Substring(at + 1, end - at - 1), System.Globalization.CultureInfo.InvariantCulture), at, end + 1 - at));
            }

            at = end;
            if (at >= text.Length)
            {
                break;
            }
        }

        return items.ToImmutable();
    }
}
