using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>The text that a method call yields: the string methods, ToString of a builder, and helper methods with source.</summary>
internal sealed partial class TextEvaluator
{
    private Text OfCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return method.ContainingType.SpecialType is SpecialType.System_String
            ? OfStringMethod(call)
            : method.Name switch
            {
                "ToString" when IsBuilder(call.Instance?.Type) => call.Arguments.Length == 0 ? OfBuilder(call.Instance!) : new EditedText(OfBuilder(call.Instance!)),
                "ToString" when IsFormattable(call.Instance?.Type) => call.Arguments.Length == 0 ? Evaluate(call.Instance!) : Invariantly(Evaluate(call.Instance!)),
                "Invariant" when IsFormattable(method.ContainingType) => Invariantly(Evaluate(call.Arguments[0].Value)),
                "CurrentCulture" when IsFormattable(method.ContainingType) => Evaluate(call.Arguments[0].Value),
                "Invoke" when call.Instance is ILocalReferenceOperation { Local: var handler } reference && Lambda(VariableTrace.OnlyValue(handler, reference)) is { } lambda =>
                    Follow(lambda.Symbol, call, () => WithParameters(lambda.Symbol.Parameters, call.Arguments, 0, () => OfReturns(lambda.Body))),
                "GetValueOrDefault" when call.Arguments.Length >= 2 && ValuesOf(call.Arguments[0].Value) is { } values =>
                    Text.OneOf(call.Arguments.Length > 2 ? values.Append(Evaluate(call.Arguments[2].Value)) : values),
                _ => OfSourceMethod(call, call),
            };
    }

    private Text OfStringMethod(IInvocationOperation call)
    {
        switch (call.TargetMethod.Name)
        {
            case "Format":
                return OfFormat(call);
            case "Create" when call.Arguments.Length == 2:
                return Invariantly(Evaluate(call.Arguments[1].Value));
            case "Concat":
                return OfConcat(call);
            case "Join" when call.Arguments.Length >= 2:
                return OfJoin(call, Evaluate(call.Arguments[0].Value), call.Arguments.Skip(1).Select(argument => argument.Value).ToList());
            case "Replace" when call is { Instance: { } template, Arguments.Length: >= 2 }:
                return OfReplace(call, Evaluate(template), call.Arguments[0].Value, call.Arguments[1].Value);
            case "ToString" or "Trim" or "TrimStart" or "TrimEnd" or "Normalize" or "ToLowerInvariant" or "ToUpperInvariant" or "ToLower" or "ToUpper" or "ReplaceLineEndings"
                when call.Instance is { } instance:
                return Edited(call, instance, call.TargetMethod.Name is not ("ToString" or "ToLowerInvariant" or "ToUpperInvariant" or "ToLower" or "ToUpper"));
            case "Substring" or "Remove" or "Insert" or "PadLeft" or "PadRight" when call.Instance is { } instance:
                return Edited(call, instance, true);
            default:
                return new HoleText(call);
        }
    }

    /// <summary>A trimmed or cut text is about the original; of a lone hole the call itself is the hole, so that nothing is lost about it.</summary>
    private Text Edited(IOperation call, IOperation instance, bool isEdit)
    {
        var original = Evaluate(instance);
        if (original is HoleText { IsKnown: true, Joined: null })
        {
            return new HoleText(call);
        }

        return isEdit ? new EditedText(original) : original;
    }

    private Text OfConcat(IInvocationOperation call)
    {
        if (call.Arguments.Length == 1 && IsParams(call.Arguments[0]) is false)
        {
            return OfJoin(call, Text.Empty, [call.Arguments[0].Value]);
        }

        return new SequenceText(Flatten(call.Arguments).Select(Evaluate).ToImmutableArray());
    }

    private Text OfJoin(IOperation join, Text separator, IReadOnlyList<IOperation> values)
    {
        var collection = values.Count == 1 ? values[0].Unwrapped() : null;
        IReadOnlyList<Text>? elements;
        if (collection is null)
        {
            elements = values.Select(Evaluate).ToList();
        }
        else if (ItemsOf(collection) is { } items)
        {
            elements = items.Select(Evaluate).ToList();
        }
        else
        {
            elements = Elements(collection);
        }

        if (elements is not null)
        {
            return new SequenceText(elements.SelectMany((element, index) => index == 0 ? [element] : new[] { separator, element }).ToImmutableArray());
        }

        var (source, element1) = ElementOf(collection!);
        if (element1 is not null && HasWords(element1))
        {
            // Conditions or assignments rather than a list of values: one of them stands for all.
            return element1;
        }

        return element1 is not null && TextVariant.Of(element1).All(variant => variant.Holes.All(hole => hole.Text is HoleText { Value.Type: { } type } && IsDigits(type)))
            ? element1
            : new HoleText(join) { Joined = new JoinedElements(element1 ?? new HoleText(collection!), separator, source) };
    }

    /// <summary>True where an element has words of its own around its value.</summary>
    private static bool HasWords(Text element) => TextVariant.Of(element).Any(variant => variant.Value.Any(char.IsLetterOrDigit) && variant.Holes.Any(hole => hole.Text is HoleText { Value.Type: { } type } && !IsDigits(type)));

    private static bool IsFormattable(ITypeSymbol? type) => type is { Name: "FormattableString", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static IAnonymousFunctionOperation? Lambda(IOperation? value) => value switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        IAnonymousFunctionOperation lambda => lambda,
        _ => null,
    };

    /// <summary>The same text, its values written in the invariant culture.</summary>
    private static Text Invariantly(Text text) => text switch
    {
        HoleText hole => new HoleText(hole.Value, hole.IsKnown) { Format = hole.Format, Joined = hole.Joined, Item = hole.Item, Made = hole.Made, IsInvariant = true },
        SequenceText sequence => new SequenceText(sequence.Parts.Select(Invariantly).ToImmutableArray()),
        ChoiceText choice => new ChoiceText(choice.Options.Select(Invariantly).ToImmutableArray()),
        _ => text,
    };

    private static bool IsDigits(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private Text OfReplace(IInvocationOperation call, Text template, IOperation oldValue, IOperation newValue)
    {
        if (template is HoleText)
        {
            return new HoleText(call);
        }

        var sought = oldValue.ConstantValue is { HasValue: true, Value: { } constant } ? Invariant(constant) : "";
        return sought.Length == 0 ? new EditedText(template) : Replaced(template, sought, Evaluate(newValue));
    }

    private static Text Replaced(Text template, string sought, Text replacement)
    {
        switch (template)
        {
            case LiteralText literal when literal.Value.Contains(sought):
                var parts = ImmutableArray.CreateBuilder<Text>();
                var start = 0;
                for (var at = literal.Value.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = literal.Value.IndexOf(sought, start, StringComparison.Ordinal))
                {
                    parts.Add(new LiteralText(literal.Value.Substring(start, at - start), literal.Source, literal.Offset + start));
                    parts.Add(replacement);
                    start = at + sought.Length;
                }

                parts.Add(new LiteralText(literal.Value.Substring(start), literal.Source, literal.Offset + start));
                return new SequenceText(parts.ToImmutable());
            case SequenceText sequence:
                return new SequenceText(sequence.Parts.Select(part => Replaced(part, sought, replacement)).ToImmutableArray());
            case ChoiceText choice:
                return new ChoiceText(choice.Options.Select(option => Replaced(option, sought, replacement)).ToImmutableArray());
            case EditedText edited:
                return new EditedText(Replaced(edited.Original, sought, replacement));
            case CheckedText known:
                return new CheckedText(Replaced(known.Original, sought, replacement));
            default:
                return template;
        }
    }

    private static bool? IsParams(IArgumentOperation argument) => argument.ArgumentKind switch
    {
        ArgumentKind.ParamArray => true,
        _ => argument.Parameter?.Type is IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true } ? false : null,
    };

    /// <summary>The arguments one by one, also where the compiler packed them into an array.</summary>
    private static IEnumerable<IOperation> Flatten(IEnumerable<IArgumentOperation> arguments) => arguments.SelectMany(argument =>
        argument.Value is IArrayCreationOperation { Initializer.ElementValues: var items } ? items.Select(item => item.Unwrapped()) : new[] { argument.Value.Unwrapped() }.AsEnumerable());
}
