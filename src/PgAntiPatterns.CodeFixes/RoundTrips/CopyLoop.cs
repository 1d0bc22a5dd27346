using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Writes a statement that inserts many rows, one by one, as a loop in a binary import.</summary>
/// <param name="old">The statement: a loop, or a call that loops inside.</param>
/// <param name="header">What begins the loop.</param>
/// <param name="connection">The open connection.</param>
/// <param name="insert">The statement.</param>
/// <param name="rest">What a turn does besides, in front of the row.</param>
/// <param name="values">The row.</param>
/// <param name="isAsync">True where the turn waits.</param>
/// <param name="token">What cancels it; empty for nothing.</param>
internal sealed class CopyLoop(StatementSyntax old, string header, ExpressionSyntax connection, PlainInsert insert, IReadOnlyList<StatementSyntax> rest, IReadOnlyList<CopiedValue> values, bool isAsync, string token)
{
    private const string Step = "    ";
    private const string Importer = "importer";

    /// <summary>The plan; null where the connection may be needed in between, or the loop has words that would be lost.</summary>
    public FixPlan? Plan(FixPlace place)
    {
        if (place.Model.GetTypeInfo(connection).Type is not { Name: "NpgsqlConnection" }
            || (old.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)old).DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == Importer) || place.Model.LookupSymbols(old.SpanStart, name: Importer).Any()
            || HasComments(old)
            || rest.Any(statement => statement is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } || statement.DescendantNodes().Any(node => node is AwaitExpressionSyntax or AnonymousFunctionExpressionSyntax || CopiedValue.IsUnknownCall(node, place.Model))))
        {
            return null;
        }

        return new FixPlan("Send all rows with a binary COPY (all succeed or fail together; the columns must be of exactly the values' types)", ImmutableArray.Create(new TextChange(old.Span, Text(place))))
        {
            Strategy = "Copy",
            ChangesBehaviour = true,
        };
    }

    private string Text(FixPlace place)
    {
        var indent = Statements.IndentationOf(old, place.Text);
        var newLine = place.Text.ToString().Contains("\r\n") ? "\r\n" : "\n";
        var (wait, end, stop) = isAsync ? ("await ", "Async", token) : ("", "", "");
        var lines = new List<string>
        {
            $"{wait}using (var {Importer} = {wait}{connection}.BeginBinaryImport{end}({insert.Copy}{(stop.Length == 0 ? "" : ", " + stop)}))",
            "{",
            Step + header,
            Step + "{",
        };
        lines.AddRange(rest.Select(statement => Step + Step + Indentation.Moved(statement.Span, [], Statements.IndentationOf(statement, place.Text), indent + Step + Step, place)));
        lines.AddRange(Row(wait, end, stop).Select(line => Step + Step + line));
        lines.AddRange([Step + "}", "", $"{Step}{wait}{Importer}.Complete{end}({stop});", "}"]);
        return string.Join(newLine + indent, lines).Replace(newLine + indent + newLine, newLine + newLine);
    }

    /// <summary>What begins a loop, without its body; null for a loop that may need the connection itself.</summary>
    public static string? HeaderOf(StatementSyntax loop, FixPlace place)
    {
        var body = loop switch
        {
            ForEachStatementSyntax { AwaitKeyword.RawKind: 0, Statement: var statement, Expression: var source } when IsInMemory(source, place.Model) => statement,
            ForStatementSyntax { Statement: var statement } counted when !counted.ChildNodes().Where(part => part != statement).Any(part => ServerCalls.MayBeIn(part, null, place.Model)) => statement,
            _ => null,
        };
        var indent = Statements.IndentationOf(loop, place.Text);
        return body is null ? null : Indentation.Moved(TextSpan.FromBounds(loop.SpanStart, body.GetFirstToken().GetPreviousToken().Span.End), [], indent, indent + Step, place);
    }

    /// <summary>True for a collection that is there already and is walked over without the server.</summary>
    public static bool IsInMemory(ExpressionSyntax source, SemanticModel model) =>
        model.GetSymbolInfo(source).Symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol && KeyLoop.CanBeWalkedTwice(model.GetTypeInfo(source).Type);

    /// <summary>The row in one call, or value by value where their types are given.</summary>
    private IEnumerable<string> Row(string wait, string end, string stop)
    {
        if (values.All(value => value.Type is null))
        {
            yield return $"{wait}{Importer}.WriteRow{end}({(isAsync ? (stop.Length == 0 ? "default" : stop) + ", " : "")}{string.Join(", ", values.Select(value => value.Text))});";
            yield break;
        }

        yield return $"{wait}{Importer}.StartRow{end}({stop});";
        foreach (var value in values)
        {
            yield return $"{wait}{Importer}.Write{end}{(value.HasType ? "" : "<object>")}({value.Text}{(value.Type is null ? "" : ", " + value.Type)}{(stop.Length == 0 ? "" : ", " + stop)});";
        }
    }

    private static bool HasComments(StatementSyntax old) =>
        old.DescendantTrivia().Any(trivia => old.Span.Contains(trivia.Span) && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective));
}
