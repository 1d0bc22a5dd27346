using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>The characters that go when a piece of code is taken out, so that neither a blank line nor a stray comma stays.</summary>
internal static class Removals
{
    /// <summary>A statement with its line; null where a statement must stand in its place.</summary>
    public static TextSpan? OfStatement(StatementSyntax statement, SourceText text)
    {
        var mayGo = statement.Parent switch
        {
            BlockSyntax => true,
            GlobalStatementSyntax => true,
            SwitchSectionSyntax section => section.Statements.Count > 1,
            _ => false,
        };
        return mayGo ? WithLine(statement.Span, text) : null;
    }

    /// <summary>An element of a list with the comma that belonged to it.</summary>
    public static TextSpan OfElement<T>(SeparatedSyntaxList<T> list, T element, SourceText text)
        where T : SyntaxNode
    {
        var index = list.IndexOf(element);
        if (index < list.SeparatorCount)
        {
            var comma = list.GetSeparator(index);
            return WithLine(TextSpan.FromBounds(element.SpanStart, comma.Span.End), text);
        }

        return index > 0 ? TextSpan.FromBounds(list.GetSeparator(index - 1).SpanStart, element.Span.End) : element.Span;
    }

    /// <summary>The whole lines where nothing else stands on them, else the characters and the space behind them.</summary>
    private static TextSpan WithLine(TextSpan span, SourceText text)
    {
        var first = text.Lines.GetLineFromPosition(span.Start);
        var last = text.Lines.GetLineFromPosition(span.End);
        if (IsBlank(text, first.Start, span.Start) && IsBlank(text, span.End, last.End))
        {
            return TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        }

        var end = span.End;
        while (end < last.End && text[end] == ' ')
        {
            end++;
        }

        return TextSpan.FromBounds(span.Start, end);
    }

    private static bool IsBlank(SourceText text, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (!char.IsWhiteSpace(text[at]))
            {
                return false;
            }
        }

        return true;
    }
}
