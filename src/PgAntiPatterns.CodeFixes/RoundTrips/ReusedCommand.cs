using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A command that is made before the loop, perhaps prepared, and sent with other values in each turn: each turn makes a command of a batch instead.</summary>
internal static class ReusedCommand
{
    private const string Batch = "batch";

    /// <summary>The plan for the reported call; null where the command is used in another way.</summary>
    public static FixPlan? Plan(FixPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver, Name.Identifier.ValueText: "ExecuteNonQuery" or "ExecuteNonQueryAsync" } } send
            || place.Model.GetSymbolInfo(receiver).Symbol is not ILocalSymbol { Type.Name: "NpgsqlCommand", DeclaringSyntaxReferences: [var reference] } local
            || reference.GetSyntax(place.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: { Count: 2 or 3 } made }, Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, Parent: BlockSyntax block } declaration }
            || send.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } sending || !IsWhole(sending.Expression, send)
            || LoopSyntax.Around(sending) is not { } loop || loop.Loop.Parent != block || loop.Body.Statements.Last() != sending
            || loop.Loop is CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 }
            || made.Any(argument => argument.NameColon is not null) || !loop.IsIndependent(send.ArgumentList, place.Model)
            || !loop.IsFree(Batch, place.Model)
            || ReusedParameters.Of(local, declaration, loop, place) is not { } parameters
            || loop.Body.Statements.Where(statement => statement != sending && !parameters.Statements.Contains(statement)).Any(statement => ServerCalls.MayBeIn(statement, null, place.Model) || Names(statement, local.Name))
            || Removals.OfStatement(declaration, place.Text) is not { } line)
        {
            return null;
        }

        var isAsync = sending.Expression is AwaitExpressionSyntax;
        var session = string.Join(", ", made.Skip(1));
        var (newLine, indent) = (loop.NewLine, loop.Indent);
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        changes.Add(new TextChange(line, ""));
        foreach (var statement in parameters.Statements)
        {
            if (Removals.OfStatement(statement, place.Text) is not { } gone)
            {
                return null;
            }

            changes.Add(new TextChange(gone, ""));
        }

        changes.Add(new TextChange(new TextSpan(loop.Loop.SpanStart, 0), (isAsync ? "await " : "") + $"using var {Batch} = new NpgsqlBatch({session});" + newLine + indent));
        changes.Add(new TextChange(sending.Span, $"{Batch}.BatchCommands.Add(new NpgsqlBatchCommand({made[0]}) {{ Parameters = {{ {string.Join(", ", parameters.Made)} }} }});"));
        changes.Add(new TextChange(
            new TextSpan(loop.Loop.Span.End, 0),
            newLine + newLine + indent + $"if ({Batch}.BatchCommands.Count > 0)" + newLine + indent + "{" + newLine + indent + "    " + (isAsync ? "await " : "") + $"{Batch}.{((MemberAccessExpressionSyntax)send.Expression).Name}{send.ArgumentList};" + newLine + indent + "}"));
        return new FixPlan("Send all in one NpgsqlBatch (all succeed or fail together)", changes.ToImmutable()) { Strategy = "NpgsqlBatch", ChangesBehaviour = true };
    }

    private static bool Names(StatementSyntax statement, string command) => statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == command);

    private static bool IsWhole(ExpressionSyntax expression, InvocationExpressionSyntax send) =>
        expression == send || expression is AwaitExpressionSyntax { Expression: var awaited } && awaited == send;
}
