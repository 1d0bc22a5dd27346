using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Text for one row of VALUES that is written per element.</summary>
/// <param name="Text">The row's text.</param>
/// <param name="Loop">What repeats it.</param>
internal sealed record RowText(IInterpolatedStringOperation Text, Repetition Loop);

/// <summary>Is a row of VALUES with numbered placeholders written for each element, so that the statement is another one for each count?</summary>
internal static class RowTexts
{
    private static readonly Regex Row = new(@"^\s*,?\s*\(\s*[@:$][A-Za-z_]*\u0001[^()]*,[^()]*\)\s*,?\s*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static RowText? At(IInterpolatedStringOperation text, PlatformModel platform)
    {
        if (!Repetitions.MayRepeat(text) || !Row.IsMatch(string.Concat(text.Parts.Select(Written))))
        {
            return null;
        }

        var loop = Repetitions.Around(text, platform).FirstOrDefault();
        return loop is { IsPerElement: true } && AddsText(text) ? new RowText(text, loop) : null;
    }

    private static string Written(IInterpolatedStringContentOperation part) => part switch
    {
        IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string text } } => text,
        // A builder takes the pieces one by one.
        IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string text } }, ..] } } => text,
        _ => "\u0001",
    };

    /// <summary>The row goes to a builder, a list of rows or a growing text.</summary>
    private static bool AddsText(IOperation text)
    {
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
