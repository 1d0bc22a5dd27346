using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Takes the command out of its loop.</summary>
/// <param name="command">The command.</param>
/// <param name="answer">Where its rows are kept.</param>
/// <param name="place">The file.</param>
internal sealed class LookupLoop(LoopCommand command, LookupAnswer answer, FixPlace place)
{
    /// <summary>What is left of the loop: without the command, without the reader, and without their blocks.</summary>
    public IEnumerable<TextChange> Changes()
    {
        var changes = new List<TextChange>(answer.Changes);
        var gone = command.Setup.Concat(answer.Rows?.Endings ?? []).Concat(Endings()).Where(statement => statement is not UsingStatementSyntax);
        if (answer.Rows is { Opening: LocalDeclarationStatementSyntax opening })
        {
            gone = gone.Append(opening);
        }

        foreach (var statement in gone.Distinct())
        {
            changes.Add(new TextChange(WithBlankLines(statement), ""));
        }

        var blocks = new[] { answer.Rows?.Opening as UsingStatementSyntax, command.IsMadeInside ? command.Declaration as UsingStatementSyntax : null }.OfType<UsingStatementSyntax>().Distinct();
        var inner = Statements.IndentationOf(command.Loop.Body.Statements[0], place.Text);
        foreach (var scoped in blocks.OrderByDescending(block => block.SpanStart))
        {
            var block = (BlockSyntax)scoped.Statement;
            var content = TextSpan.FromBounds(place.Text.Lines.GetLineFromPosition(block.OpenBraceToken.SpanStart).EndIncludingLineBreak, place.Text.Lines.GetLineFromPosition(block.CloseBraceToken.SpanStart).Start);
            var text = Indentation.Moved(content, changes, Statements.IndentationOf(block.Statements[0], place.Text), inner, place);
            changes.RemoveAll(change => scoped.Span.Contains(change.Span) || content.Contains(change.Span));
            changes.Add(new TextChange(scoped.Span, text.Trim()));
        }

        return changes;
    }

    private IEnumerable<ExpressionStatementSyntax> Endings() => command.IsMadeInside
        ? command.References.Select(name => name.FirstAncestorOrSelf<ExpressionStatementSyntax>()).OfType<ExpressionStatementSyntax>().Where(Rows.IsEnding)
        : [];

    /// <summary>A statement with its line, and with the blank lines behind it where nothing stands before them any more.</summary>
    private TextSpan WithBlankLines(StatementSyntax statement)
    {
        var span = Removals.OfStatement(statement, place.Text)!.Value;
        var next = statement.Parent is BlockSyntax block ? block.Statements.SkipWhile(other => other != statement).Skip(1).FirstOrDefault() : null;
        if (next is null || next.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective))
        {
            return span;
        }

        var end = span.End;
        while (place.Text.Lines.GetLineFromPosition(end) is var line && line.Start == end && line.ToString().Trim().Length == 0 && line.EndIncludingLineBreak <= next.SpanStart)
        {
            end = line.EndIncludingLineBreak;
        }

        return TextSpan.FromBounds(span.Start, end);
    }
}
