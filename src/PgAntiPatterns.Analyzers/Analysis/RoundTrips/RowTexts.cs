using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Text for one row of VALUES that is written per element.</summary>
/// <param name="Text">The row's text.</param>
/// <param name="Loop">What repeats it.</param>
internal sealed record RowText(IOperation Text, Repetition Loop);

/// <summary>Is a row of VALUES with numbered placeholders written for each element, so that the statement is another one for each count?</summary>
internal static class RowTexts
{
    private const string Hole = "\u0001";
    private const string Beginning = @"^\s*\u0001?\s*,?\s*\(\s*[@:$][A-Za-z_]*\u0001";
    private const string End = @"\)\s*,?\s*\u0001?\s*$";

    private static readonly Regex Row = new(Beginning + @"[^()]*,[^()]*" + End, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex SingleValue = new(Beginning + @"\s*" + End, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex Placeholder = new(@"\{[0-9]+\}", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex Values = new(@"\bvalues\s*$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    public static RowText? At(IOperation text, PlatformModel platform)
    {
        if (!MayBe(text) || !Repetitions.MayRepeat(text))
        {
            return null;
        }

        var written = Written(text);
        if (!Row.IsMatch(written) && !(SingleValue.IsMatch(written) && IsForValues(text)))
        {
            return null;
        }

        var loop = Repetitions.Around(text, platform).FirstOrDefault();
        return loop is { IsPerElement: true } && AddsText(text) ? new RowText(text, loop) : null;
    }

    /// <summary>An interpolated string, the whole of a concatenation, or a format.</summary>
    private static bool MayBe(IOperation text) => text switch
    {
        IInterpolatedStringOperation => !IsConcatenation(text.Parent),
        IBinaryOperation => IsConcatenation(text) && !IsConcatenation(text.Parent),
        IInvocationOperation { TargetMethod: { Name: "AppendFormat", ContainingType.Name: "StringBuilder" } or { Name: "Format", ContainingType.SpecialType: SpecialType.System_String } } => true,
        _ => false,
    };

    private static bool IsConcatenation(IOperation? operation) => operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String };

    private static string Written(IOperation text) => text.Unwrapped() switch
    {
        { ConstantValue: { HasValue: true, Value: string constant } } => constant,
        IInterpolatedStringOperation { Parts: var parts } => string.Concat(parts.Select(Written)),
        IBinaryOperation { LeftOperand: var left, RightOperand: var right } concatenation when IsConcatenation(concatenation) => Written(left) + Written(right),
        IInvocationOperation { Arguments: var arguments } => arguments.FirstOrDefault(argument => argument.Parameter?.Name is "format")?.Value.ConstantValue is { HasValue: true, Value: string format } ? Placeholder.Replace(format, Hole) : Hole,
        _ => Hole,
    };

    private static string Written(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string text } } => text,
        // A builder takes the pieces one by one.
        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string text } }, ..] } } => text,
        _ => Hole,
    };

    /// <summary>One placeholder in parentheses may be anything; a row it is where the same code writes VALUES in front.</summary>
    private static bool IsForValues(IOperation text) =>
        text.Root().Descendants().Any(operation => operation is ILiteralOperation { ConstantValue: { HasValue: true, Value: string literal } } && Values.IsMatch(literal));

    /// <summary>The row goes to a builder, a list of rows or a growing text.</summary>
    private static bool AddsText(IOperation text)
    {
        if (text is IInvocationOperation { TargetMethod.Name: "AppendFormat" })
        {
            return true;
        }

        for (var outer = text.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IConversionOperation or IArgumentOperation or IInterpolatedStringHandlerCreationOperation:
                    continue;
                case IInvocationOperation { TargetMethod.Name: "Append" or "AppendLine" or "Add" }:
                case ICompoundAssignmentOperation:
                case IReturnOperation { Parent.Parent: IAnonymousFunctionOperation }:
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }
}
