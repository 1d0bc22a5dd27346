using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>A statement written on a line of its own, in the indentation of its neighbours.</summary>
internal static class Statements
{
    /// <summary>A new line behind a statement.</summary>
    public static TextChange After(StatementSyntax statement, string code, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(statement.Span.End);
        return new TextChange(new TextSpan(line.End, 0), NewLine(text) + IndentationOf(statement, text) + code);
    }

    /// <summary>A new line in front of a statement.</summary>
    public static TextChange Before(StatementSyntax statement, string code, SourceText text) =>
        new(new TextSpan(statement.SpanStart, 0), code + NewLine(text) + IndentationOf(statement, text));

    public static string IndentationOf(SyntaxNode node, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(node.SpanStart);
        var code = text.ToString(TextSpan.FromBounds(line.Start, node.SpanStart));
        return code.Substring(0, code.Length - code.TrimStart().Length);
    }

    public static string NewLine(SourceText text) =>
        text.Lines.Count > 1 && text.Lines[0] is { } first && first.EndIncludingLineBreak - first.End == 2 ? "\r\n" : "\n";

    /// <summary>The statements that a statement stands among; null where it stands alone.</summary>
    public static SyntaxList<StatementSyntax>? Neighbours(StatementSyntax statement) => statement.Parent is BlockSyntax block ? block.Statements : null;

    /// <summary>True where the line of the statement ends with it, or with a comment.</summary>
    public static bool EndsItsLine(StatementSyntax statement, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(statement.Span.End);
        var rest = text.ToString(TextSpan.FromBounds(statement.Span.End, line.End)).TrimStart();
        return rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal);
    }
}
