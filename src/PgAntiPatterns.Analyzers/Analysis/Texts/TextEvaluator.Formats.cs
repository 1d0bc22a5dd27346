using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>The text of a composite format: <c>"… {0} …"</c> and its arguments.</summary>
internal sealed partial class TextEvaluator
{
    private Text OfFormat(IInvocationOperation call)
    {
        var arguments = call.Arguments;
        var formatAt = arguments.Length > 0 && arguments[0].Parameter is { Name: "provider" } ? 1 : 0;
        return formatAt < arguments.Length && arguments[formatAt].Parameter?.Name == "format"
            ? Formatted(call, arguments[formatAt].Value, Flatten(arguments.Skip(formatAt + 1)).ToList())
            : new HoleText(call);
    }

    private Text Formatted(IOperation call, IOperation format, IReadOnlyList<IOperation> items)
    {
        var pattern = Evaluate(format);
        return OfPattern(pattern, items) ?? Unknown(call);
    }

    private Text? OfPattern(Text pattern, IReadOnlyList<IOperation> items)
    {
        switch (pattern)
        {
            case LiteralText literal:
                return OfPattern(literal, items);
            case SequenceText sequence:
                var parts = sequence.Parts.Select(part => OfPattern(part, items)).ToImmutableArray();
                return parts.Any(part => part is null) ? null : new SequenceText(parts!);
            case ChoiceText choice:
                var options = choice.Options.Select(option => OfPattern(option, items)).ToImmutableArray();
                return options.Any(option => option is null) ? null : new ChoiceText(options!);
            default:
                return pattern;
        }
    }

    private Text? OfPattern(LiteralText literal, IReadOnlyList<IOperation> items)
    {
        var parts = ImmutableArray.CreateBuilder<Text>();
        var value = literal.Value;
        var start = 0;
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] is not ('{' or '}'))
            {
                continue;
            }

            if (at + 1 < value.Length && value[at + 1] == value[at])
            {
                parts.Add(new LiteralText(value.Substring(start, at + 1 - start), literal.Source, literal.Offset + start));
                at++;
                start = at + 1;
                continue;
            }

            var end = value.IndexOf('}', at);
            if (value[at] == '}' || end < 0 || !TryReadItem(value.Substring(at + 1, end - at - 1), items.Count, out var index, out var isPlain))
            {
                return null;
            }

            parts.Add(new LiteralText(value.Substring(start, at - start), literal.Source, literal.Offset + start));
            var item = isPlain ? Evaluate(items[index]) : new HoleText(items[index]) { Format = "" };
            parts.Add(item is HoleText { Joined: null } hole
                ? new HoleText(hole.Value, hole.IsKnown) { Format = hole.Format, IsInvariant = hole.IsInvariant, Made = hole.Made, Item = (literal.Source, literal.Offset + at, end + 1 - at) }
                : item);
            at = end;
            start = end + 1;
        }

        parts.Add(new LiteralText(value.Substring(start), literal.Source, literal.Offset + start));
        return new SequenceText(parts.ToImmutable());
    }

    private static bool TryReadItem(string item, int count, out int index, out bool isPlain)
    {
        var digits = item.Length;
        for (var at = 0; at < item.Length; at++)
        {
            if (item[at] is ',' or ':')
            {
                digits = at;
                break;
            }
        }

        isPlain = digits == item.Length;
        return int.TryParse(item.Substring(0, digits).Trim(), out index) && index >= 0 && index < count;
    }
}
