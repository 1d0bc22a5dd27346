using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>What is known about the text that an expression yields: literals, holes, sequences of both and the branches between them.</summary>
internal abstract class Text
{
    /// <summary>The most branches that are told apart; what goes beyond shares the last one.</summary>
    public const int MaxWidth = 32;

    /// <summary>No characters.</summary>
    public static Text Empty { get; } = new SequenceText(ImmutableArray<Text>.Empty);

    /// <summary>How many variants it takes to see every branch at least once.</summary>
    public abstract int Width { get; }

    /// <summary>True where the text is without characters on every branch.</summary>
    public virtual bool IsEmpty => false;

    /// <summary>One text after the other.</summary>
    public static Text Concat(Text first, Text second)
    {
        if (first.IsEmpty)
        {
            return second;
        }

        return second.IsEmpty ? first : new SequenceText(ImmutableArray.Create(first, second));
    }

    /// <summary>Either of two texts.</summary>
    public static Text Either(Text first, Text second) =>
        ReferenceEquals(first, second) ? first : new ChoiceText(ImmutableArray.Create(first, second));

    /// <summary>One of several texts.</summary>
    public static Text OneOf(IEnumerable<Text> texts)
    {
        var all = texts.Distinct().ToImmutableArray();
        return all.Length == 1 ? all[0] : new ChoiceText(all);
    }
}

/// <summary>Characters that stand in the source.</summary>
/// <param name="value">The characters.</param>
/// <param name="source">The literal, or the expression that yields the constant where the literal is out of reach.</param>
/// <param name="offset">Where in the literal's value the characters begin.</param>
internal sealed class LiteralText(string value, SyntaxNode source, int offset = 0) : Text
{
    public string Value { get; } = value;

    public SyntaxNode Source { get; } = source;

    public int Offset { get; } = offset;

    public override int Width => 1;

    public override bool IsEmpty => Value.Length == 0;
}

/// <summary>A place whose characters are decided at run time.</summary>
/// <param name="value">The expression whose value is pasted.</param>
/// <param name="isKnown">False where the engine gave up, so that nothing may be concluded from the hole.</param>
internal sealed class HoleText(IOperation value, bool isKnown = true) : Text
{
    public IOperation Value { get; } = value;

    public bool IsKnown { get; } = isKnown;

    /// <summary>What the value was made with, where a local only holds it.</summary>
    public IOperation Made { get => field ?? Value; init; }

    /// <summary>Where the hole is an item of a format: the literal, and where in its value the item begins and how long it is.</summary>
    public (SyntaxNode Source, int Start, int Length)? Item { get; init; }

    /// <summary>The format that the value is written with; null where it has none.</summary>
    public string? Format { get; init; }

    /// <summary>True where the value is written in the invariant culture.</summary>
    public bool IsInvariant { get; init; }

    /// <summary>Where the hole is a joined list: what one element looks like.</summary>
    public JoinedElements? Joined { get; init; }

    public override int Width => 1;
}

/// <summary>What is repeated in a joined list.</summary>
/// <param name="Element">The text of one element.</param>
/// <param name="Separator">The text between two elements.</param>
/// <param name="Source">The collection that is joined.</param>
internal sealed record JoinedElements(Text Element, Text Separator, IOperation Source);

/// <summary>Texts one after the other.</summary>
internal sealed class SequenceText(ImmutableArray<Text> parts) : Text
{
    public ImmutableArray<Text> Parts { get; } = parts;

    public override int Width { get; } = parts.IsEmpty ? 1 : parts.Max(part => part.Width);

    public override bool IsEmpty { get; } = parts.All(part => part.IsEmpty);
}

/// <summary>One of several texts, decided at run time.</summary>
internal sealed class ChoiceText(ImmutableArray<Text> options) : Text
{
    public ImmutableArray<Text> Options { get; } = options;

    public override int Width { get; } = Math.Max(1, Math.Min(MaxWidth, options.Sum(option => option.Width)));

    public override bool IsEmpty { get; } = options.All(option => option.IsEmpty);
}

/// <summary>A text that was checked against a list of constants or a pattern before it is used.</summary>
internal sealed class CheckedText(Text original) : Text
{
    public Text Original { get; } = original;

    public override int Width => Original.Width;
}

/// <summary>A text that was cut or edited in a way that is not followed: its characters are about these.</summary>
internal sealed class EditedText(Text original) : Text
{
    public Text Original { get; } = original;

    public override int Width => Original.Width;
}
