using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.Roslyn;

/// <summary>Where the characters of a string literal's value stand in the source, whatever kind of literal it is.</summary>
internal static class LiteralPositions
{
    /// <summary>A long literal is asked for many places.</summary>
    private const int LongLiteral = 500;

    private static readonly ConditionalWeakTable<SyntaxNode, Map> Maps = new();

    private sealed record Map(int[]? Positions);

    /// <summary>The source of some characters of a literal's value; null where the node is no literal.</summary>
    /// <param name="literal">A string or character literal, or a text between the holes of an interpolated string.</param>
    /// <param name="start">Where the characters begin in the value.</param>
    /// <param name="length">How many characters.</param>
    public static TextSpan? SpanOf(SyntaxNode literal, int start, int length)
    {
        if (MapOf(literal) is not { } map || start < 0 || length < 0 || start + length >= map.Length)
        {
            return null;
        }

        return TextSpan.FromBounds(map[start], length == 0 ? map[start] : map[start + length]);
    }

    /// <summary>For each character of the value, and for its end, the position in the source; null where the node is no literal.</summary>
    private static int[]? MapOf(SyntaxNode literal) =>
        literal.Span.Length < LongLiteral ? CreateMap(literal) : Maps.GetValue(literal, static key => new Map(CreateMap(key))).Positions;

    private static int[]? CreateMap(SyntaxNode literal)
    {
        var token = literal switch
        {
            LiteralExpressionSyntax expression => expression.Token,
            InterpolatedStringTextSyntax text => text.TextToken,
            _ => default,
        };
        var positions = new List<int>();
        var isMapped = token.Kind() switch
        {
            SyntaxKind.StringLiteralToken when token.Text.StartsWith("@", StringComparison.Ordinal) => Escaped(token, 2, 1, Escapes.DoubledQuotes, positions),
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken => Escaped(token, 1, 1, Escapes.Backslash, positions),
            SyntaxKind.SingleLineRawStringLiteralToken => Raw(token, Quotes(token.Text), Quotes(token.Text), 0, positions),
            SyntaxKind.MultiLineRawStringLiteralToken => MultiLine(token, positions),
            SyntaxKind.InterpolatedStringTextToken => Interpolated(token, (InterpolatedStringExpressionSyntax)literal.Parent!, positions),
            _ => false,
        };
        // The text between holes keeps its doubled braces in the token's own value.
        return isMapped && (literal is InterpolatedStringTextSyntax || positions.Count == token.ValueText.Length + 1) ? positions.ToArray() : null;
    }

    [Flags]
    private enum Escapes
    {
        None = 0,
        Backslash = 1,
        DoubledQuotes = 2,
        DoubledBraces = 4,
    }

    private static int Quotes(string text) => text.TakeWhile(character => character == '"').Count();

    private static bool Interpolated(SyntaxToken token, InterpolatedStringExpressionSyntax whole, List<int> positions)
    {
        var start = whole.StringStartToken;
        if (start.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken))
        {
            return Raw(token, 0, 0, IndentationBefore(whole.StringEndToken), positions);
        }

        if (start.IsKind(SyntaxKind.InterpolatedSingleLineRawStringStartToken))
        {
            return Raw(token, 0, 0, 0, positions);
        }

        return Escaped(token, 0, 0, Escapes.DoubledBraces | (start.Text.Contains('@') ? Escapes.DoubledQuotes : Escapes.Backslash), positions);
    }

    /// <summary>How many characters stand before the closing quotes on their line; that much is taken off every line.</summary>
    private static int IndentationBefore(SyntaxToken end)
    {
        var quotes = end.Span.Start + end.Text.IndexOf('"');
        var text = end.SyntaxTree!.GetText();
        return quotes - text.Lines.GetLineFromPosition(quotes).Start;
    }

    private static bool MultiLine(SyntaxToken token, List<int> positions)
    {
        var text = token.Text;
        var quotes = Quotes(text);
        var body = text.IndexOf('\n') + 1;
        var end = text.LastIndexOf('\n');
        if (end > 0 && text[end - 1] == '\r')
        {
            end--;
        }

        var lastLine = text.LastIndexOf('\n') + 1;
        var indentation = text.Length - quotes - lastLine;
        return end < body ? AddEnd(token.SpanStart + body, positions) : Raw(token, body, text.Length - end, indentation, positions, isLineStart: true);
    }

    private static bool AddEnd(int position, List<int> positions)
    {
        positions.Add(position);
        return true;
    }

    private static bool Raw(SyntaxToken token, int before, int after, int indentation, List<int> positions, bool? isLineStart = null)
    {
        var text = token.Text;
        // The text of an interpolated raw literal begins a line only right after the opening quotes.
        var skip = isLineStart ?? (indentation > 0 && token.GetPreviousToken().IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken)) ? indentation : 0;
        var end = text.Length - after;
        for (var at = before; at < end; at++)
        {
            if (skip > 0 && text[at] is ' ' or '\t')
            {
                skip--;
                continue;
            }

            skip = text[at] == '\n' ? indentation : 0;
            positions.Add(token.SpanStart + at);
        }

        positions.Add(token.SpanStart + end);
        return true;
    }

    private static bool Escaped(SyntaxToken token, int before, int after, Escapes escapes, List<int> positions)
    {
        var text = token.Text;
        var end = text.Length - after;
        for (var at = before; at < end;)
        {
            var length = LengthOfCharacter(text, at, end, escapes, out var isPair);
            positions.Add(token.SpanStart + at);
            if (isPair)
            {
                positions.Add(token.SpanStart + at);
            }

            at += length;
        }

        positions.Add(token.SpanStart + end);
        return true;
    }

    private static int LengthOfCharacter(string text, int at, int end, Escapes escapes, out bool isPair)
    {
        isPair = false;
        var next = at + 1 < end ? text[at + 1] : '\0';
        if (text[at] == '"' && next == '"' && (escapes & Escapes.DoubledQuotes) != 0)
        {
            return 2;
        }

        if (text[at] is '{' or '}' && next == text[at] && (escapes & Escapes.DoubledBraces) != 0)
        {
            return 2;
        }

        if (text[at] != '\\' || (escapes & Escapes.Backslash) == 0)
        {
            return 1;
        }

        switch (next)
        {
            case 'u':
                return 6;
            case 'U':
                isPair = at + 10 <= end && Convert.ToInt32(text.Substring(at + 2, 8), 16) > char.MaxValue;
                return 10;
            case 'x':
                var digits = 0;
                while (digits < 4 && at + 2 + digits < end && Uri.IsHexDigit(text[at + 2 + digits]))
                {
                    digits++;
                }

                return 2 + digits;
            default:
                return 2;
        }
    }
}
