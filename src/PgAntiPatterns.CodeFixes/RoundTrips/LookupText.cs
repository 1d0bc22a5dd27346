using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Writes the command in front of its loop, and takes it out of the loop.</summary>
/// <param name="command">The command.</param>
/// <param name="edits">What changes in its text and parameters.</param>
/// <param name="answer">Where its rows are kept.</param>
/// <param name="place">The file.</param>
internal sealed class LookupText(LoopCommand command, IReadOnlyList<TextChange> edits, LookupAnswer answer, FixPlace place)
{
    private const string Step = "    ";
    private readonly string _indent = command.Loop.Indent;
    private readonly string _newLine = command.Loop.NewLine;

    /// <summary>All edits of the file.</summary>
    public IEnumerable<TextChange> Changes(string? keys)
    {
        var lines = new List<string>();
        if (keys is not null)
        {
            lines.Add(keys);
        }

        lines.Add(answer.Declaration);
        lines.AddRange(command.IsMadeInside ? Inside() : Outside());
        if (answer.Finish is not null)
        {
            lines.Add(answer.Finish);
        }

        var front = string.Join(_newLine + _indent, lines) + _newLine + _newLine + _indent;
        return InLoop().Append(new TextChange(new TextSpan(command.Each.SpanStart, 0), front.Replace(_newLine + _indent + _newLine, _newLine + _newLine)))
            .Concat(edits.Where(edit => !command.Setup.Any(statement => LoopCommand.Header(statement).Span.Contains(edit.Span))));
    }

    /// <summary>The command that each turn made, once and in a block of its own.</summary>
    private IEnumerable<string> Inside()
    {
        var word = command.IsAwaited ? "await using (" : "using (";
        yield return word + Moved(Declared(), 0) + ")";
        yield return "{";
        foreach (var statement in command.Setup.Where(statement => statement != command.Declaration))
        {
            yield return Step + Moved(statement.Span, 1);
        }

        yield return Step + (command.IsAwaited ? "await " : "") + $"using var {answer.Reader} = {Opened()};";
        foreach (var line in Filled())
        {
            yield return Step + line;
        }

        yield return "}";
    }

    /// <summary>The command that is there, sent once.</summary>
    private IEnumerable<string> Outside()
    {
        foreach (var statement in command.Setup)
        {
            yield return Moved(statement.Span, 0);
        }

        yield return (command.IsAwaited ? "await " : "") + $"using (var {answer.Reader} = {Opened()})";
        yield return "{";
        foreach (var line in Filled())
        {
            yield return Step + line;
        }

        yield return "}";
        yield return "";
    }

    private IEnumerable<string> Filled()
    {
        var token = command.Call.ArgumentList;
        yield return $"while ({answer.Read ?? (command.IsAwaited ? $"await {answer.Reader}.ReadAsync{token}{Configured()}" : answer.Reader + ".Read()")})";
        yield return "{";
        foreach (var line in answer.Fill.Split('\n'))
        {
            yield return Step + line;
        }

        yield return "}";
    }

    private string Opened() =>
        (command.IsAwaited ? "await " : "") + $"{command.Command.Identifier.ValueText}.ExecuteReader{(command.IsAwaited ? "Async" : "")}{command.Call.ArgumentList}{Configured()}";

    private string Configured() =>
        command.Call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList: var continued } } ? ".ConfigureAwait" + continued : "";

    /// <summary><c>var command = …</c>, without what stands around it.</summary>
    private TextSpan Declared() => command.Declaration is LocalDeclarationStatementSyntax local ? local.Declaration.Span : ((UsingStatementSyntax)command.Declaration).Declaration!.Span;

    private string Moved(TextSpan span, int depth)
    {
        var from = Statements.IndentationOf(place.Root.FindNode(span), place.Text);
        return Indentation.Moved(span, edits, from, _indent + string.Concat(Enumerable.Repeat(Step, depth)), place);
    }

    /// <summary>What is left of the loop: without the command, without the reader, and without their blocks.</summary>
    private List<TextChange> InLoop()
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
