using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>The body of a loop that makes a command, fills it and sends it as the last thing: in statements, or in the block of a <c>using</c>.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Command">Where the command is declared.</param>
/// <param name="Declaration">The statement that declares it; with its block, where that is a <c>using</c> block.</param>
/// <param name="Filling">What stands between the two.</param>
/// <param name="Sending">The statement that sends it.</param>
internal sealed record CommandBody(LoopSyntax Loop, VariableDeclaratorSyntax Command, StatementSyntax Declaration, IReadOnlyList<StatementSyntax> Filling, StatementSyntax Sending)
{
    /// <summary>In between only parameters are added, and the loop does nothing else that waits.</summary>
    public bool UsesOnlyParameters => Filling.All(other =>
        !other.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax)
        && other.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == Command.Identifier.ValueText)
            .All(name => name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters" } access && access.Expression == name));

    /// <summary>The body around the statement that sends; null where it has another shape.</summary>
    public static CommandBody? Of(StatementSyntax sending, string command)
    {
        if (sending.Parent is BlockSyntax { Parent: UsingStatementSyntax { Declaration.Variables: [{ Identifier.ValueText: var name } variable], Parent: BlockSyntax { Statements.Count: 1 } } scoped } block)
        {
            return name == command && block.Statements.Last() == sending && LoopSyntax.Around(scoped) is { } around && !HasComments(block)
                ? new CommandBody(around, variable, scoped, block.Statements.Take(block.Statements.Count - 1).ToList(), sending)
                : null;
        }

        return LoopSyntax.Around(sending) is { } loop && loop.Body.Statements.Last() == sending
            && loop.Body.Statements.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(statement => statement.Declaration.Variables is [{ Identifier.ValueText: var declared }] && declared == command) is { } declaration
            ? new CommandBody(loop, declaration.Declaration.Variables[0], declaration, loop.Body.Statements.Where(other => other != declaration && other != sending).ToList(), sending)
            : null;
    }

    /// <summary>The changes that declare and send otherwise; a block of its own goes, and its statements move to the left.</summary>
    public IEnumerable<TextChange> Rewritten(string declaration, string sending)
    {
        if (Declaration is not UsingStatementSyntax)
        {
            return [new TextChange(Declaration.Span, declaration), new TextChange(Sending.Span, sending)];
        }

        var text = Declaration.SyntaxTree.GetText();
        var outer = IndentOf(Declaration, text);
        var lines = new[] { declaration }.Concat(Filling.Select(statement => Moved(statement, outer, text))).Append(sending);
        return [new TextChange(Declaration.Span, string.Join(Loop.NewLine + outer, lines))];
    }

    private static string Moved(StatementSyntax statement, string outer, SourceText text) =>
        statement.ToString().Replace("\n" + IndentOf(statement, text), "\n" + outer);

    private static string IndentOf(StatementSyntax statement, SourceText text) =>
        new(text.Lines.GetLineFromPosition(statement.SpanStart).ToString().TakeWhile(char.IsWhiteSpace).ToArray());

    private static bool HasComments(BlockSyntax block) =>
        block.DescendantTrivia().Any(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia || trivia.IsDirective);
}
