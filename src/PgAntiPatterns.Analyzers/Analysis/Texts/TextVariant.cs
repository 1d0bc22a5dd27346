using System.Collections.Immutable;
using System.Text;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>One run of characters of a variant and the literal or hole that it comes from.</summary>
/// <param name="Start">Where the run begins in the variant.</param>
/// <param name="Length">How many characters it has; a hole has one.</param>
/// <param name="Text">The literal or hole.</param>
/// <param name="IsChecked">True where the value was checked against a list of constants or a pattern.</param>
internal readonly record struct TextPart(int Start, int Length, Text Text, bool IsChecked);

/// <summary>A text with every branch decided: characters, each hole as one character, and where each of them comes from.</summary>
internal sealed class TextVariant
{
    /// <summary>The character that stands for a hole.</summary>
    public const char Hole = '\uFFFC';

    /// <summary>A longer text is not read.</summary>
    private const int MaxLength = 4 * 1024 * 1024;

    private TextVariant(string value, ImmutableArray<TextPart> parts, bool isExact)
    {
        Value = value;
        Parts = parts;
        IsExact = isExact;
    }

    /// <summary>The characters.</summary>
    public string Value { get; }

    /// <summary>Where the characters come from, in order.</summary>
    public ImmutableArray<TextPart> Parts { get; }

    /// <summary>False where a part was cut or edited at run time, so that the characters are about these.</summary>
    public bool IsExact { get; }

    /// <summary>The holes, in order.</summary>
    public IEnumerable<TextPart> Holes => Parts.Where(span => span.Text is HoleText);

    /// <summary>The part that a character belongs to; null where there is no such character.</summary>
    public TextPart? PartAt(int offset)
    {
        var (low, high) = (0, Parts.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var part = Parts[middle];
            if (offset >= part.Start && offset < part.Start + part.Length)
            {
                return part;
            }

            (low, high) = offset < part.Start ? (low, middle - 1) : (middle + 1, high);
        }

        return null;
    }

    /// <summary>So many variants that every branch of the text occurs in one of them.</summary>
    public static ImmutableArray<TextVariant> Of(Text text)
    {
        var variants = ImmutableArray.CreateBuilder<TextVariant>(text.Width);
        for (var index = 0; index < text.Width; index++)
        {
            var variant = Build(text, index);
            if (variant is not null && variants.All(known => known.Value != variant.Value || !known.Parts.Select(span => span.Text).SequenceEqual(variant.Parts.Select(span => span.Text))))
            {
                variants.Add(variant);
            }
        }

        return variants.ToImmutable();
    }

    private static TextVariant? Build(Text text, int index)
    {
        var value = new StringBuilder();
        var parts = ImmutableArray.CreateBuilder<TextPart>();
        var isExact = true;
        // An explicit stack: a text that grew by thousands of appends nests as deeply.
        var pending = new Stack<(Text Text, int Index, bool IsChecked)>();
        pending.Push((text, index, false));
        while (pending.Count > 0)
        {
            var (current, choice, isChecked) = pending.Pop();
            switch (current)
            {
                case LiteralText { Value.Length: > 0 } literal:
                    parts.Add(new TextPart(value.Length, literal.Value.Length, literal, isChecked));
                    value.Append(literal.Value);
                    break;
                case HoleText:
                    parts.Add(new TextPart(value.Length, 1, current, isChecked));
                    value.Append(Hole);
                    break;
                case SequenceText sequence:
                    for (var part = sequence.Parts.Length - 1; part >= 0; part--)
                    {
                        pending.Push((sequence.Parts[part], Math.Min(choice, sequence.Parts[part].Width - 1), isChecked));
                    }

                    break;
                case ChoiceText { Options.IsEmpty: false } options:
                    var (option, inner) = Pick(options, choice);
                    pending.Push((option, inner, isChecked));
                    break;
                case EditedText edited:
                    isExact = false;
                    pending.Push((edited.Original, choice, isChecked));
                    break;
                case CheckedText known:
                    pending.Push((known.Original, choice, true));
                    break;
            }

            if (value.Length > MaxLength)
            {
                return null;
            }
        }

        return new TextVariant(value.ToString(), parts.ToImmutable(), isExact);
    }

    private static (Text Text, int Index) Pick(ChoiceText choice, int index)
    {
        foreach (var option in choice.Options)
        {
            if (index < option.Width)
            {
                return (option, index);
            }

            index -= option.Width;
        }

        var last = choice.Options[choice.Options.Length - 1];
        return (last, last.Width - 1);
    }
}
