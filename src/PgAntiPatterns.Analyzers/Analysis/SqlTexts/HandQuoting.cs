using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>Has the program itself seen to it that a value cannot leave the quotes around it?</summary>
internal static class HandQuoting
{
    /// <summary>True where every quote in a value is replaced by something else.</summary>
    public static bool Replaces(IOperation value, char quote) => OriginalOf(value, quote) is not null;

    /// <summary>The value whose quotes are doubled; null where they are not.</summary>
    public static IOperation? DoubledIn(IOperation value, char quote) =>
        OriginalOf(value, quote) is { Instance: { } original, Arguments: var arguments } && arguments[1].Value.ConstantValue is { HasValue: true, Value: string doubled } && doubled == new string(quote, 2)
            ? original
            : null;

    private static IInvocationOperation? OriginalOf(IOperation value, char quote) =>
        value is IInvocationOperation { TargetMethod: { Name: nameof(string.Replace), ContainingType.SpecialType: SpecialType.System_String }, Arguments: { Length: >= 2 } arguments } call
        && arguments[0].Value.ConstantValue is { HasValue: true, Value: { } replaced } && (replaced is char character ? character == quote : replaced is string text && text.Length == 1 && text[0] == quote)
            ? call
            : null;
}
