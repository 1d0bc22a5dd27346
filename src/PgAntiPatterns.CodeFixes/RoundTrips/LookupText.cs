using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Writes the command in front of its loop.</summary>
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
        return new LookupLoop(command, answer, place).Changes().Append(new TextChange(new TextSpan(command.Each.SpanStart, 0), front.Replace(_newLine + _indent + _newLine, _newLine + _newLine)))
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
}
