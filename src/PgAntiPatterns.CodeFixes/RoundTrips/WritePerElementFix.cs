using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Collects the commands of a loop in an NpgsqlBatch and sends it once. All of them then succeed or fail together, so that nobody applies this everywhere at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class WritePerElementFix() : RuleFix(WritePerElement.RuleId)
{
    private const string Batch = "batch";

    private protected override bool TakesPartInFixAll => false;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        var plan = DapperInsertLoop.Plan(place) ?? Collected(place);
        if (plan is not null)
        {
            yield return plan;
        }
    }

    private static FixPlan? Collected(FixPlace place)
    {
        if (place.Diagnostic.AdditionalLocations.Count != 1
            || place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax command, Name.Identifier.ValueText: "ExecuteNonQuery" or "ExecuteNonQueryAsync" } } send
            || send.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || !(statement.Expression == send || statement.Expression is AwaitExpressionSyntax { Expression: var awaited } && awaited == send)
            || LoopSyntax.Around(statement) is not { } loop
            || loop.Loop is CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 }
            || loop.Body.Statements.Last() != statement
            || !loop.IsFree(Batch, place.Model)
            || Declaration(loop, command) is not { } declaration
            || Creation(declaration) is not { } creation
            || place.Model.GetTypeInfo(creation).Type is not { Name: "NpgsqlCommand" }
            || !UsesOnlyParameters(loop, declaration, statement, command))
        {
            return null;
        }

        var arguments = creation.ArgumentList!.Arguments;
        var session = string.Join(", ", arguments.Skip(1));
        if (!arguments.Skip(1).All(argument => loop.IsIndependent(argument, place.Model)) || arguments.Any(argument => argument.NameColon is not null) || !loop.IsIndependent(send.ArgumentList, place.Model))
        {
            return null;
        }

        var isAsync = statement.Expression is AwaitExpressionSyntax;
        var sent = (isAsync ? "await " : "") + Batch + "." + ((MemberAccessExpressionSyntax)send.Expression).Name + send.ArgumentList + ";";
        var created = $"var {command} = new NpgsqlBatchCommand({arguments[0]})" + (creation.Initializer is { } initializer ? Between(creation.ArgumentList, initializer, place.Text) + initializer : "") + ";";
        return new FixPlan("Send all in one NpgsqlBatch (all succeed or fail together)", ImmutableArray.Create(
            new TextChange(new TextSpan(loop.Loop.SpanStart, 0), (isAsync ? "await " : "") + $"using var {Batch} = new NpgsqlBatch({session});" + loop.NewLine + loop.Indent),
            new TextChange(declaration.Span, created),
            new TextChange(statement.Span, $"{Batch}.BatchCommands.Add({command});"),
            new TextChange(
                new TextSpan(loop.Loop.Span.End, 0),
                loop.NewLine + loop.NewLine + loop.Indent + $"if ({Batch}.BatchCommands.Count > 0)" + loop.NewLine + loop.Indent + "{" + loop.NewLine + loop.Indent + "    " + sent + loop.NewLine + loop.Indent + "}")))
        {
            Strategy = "NpgsqlBatch",
            ChangesBehaviour = true,
        };
    }

    private static LocalDeclarationStatementSyntax? Declaration(LoopSyntax loop, IdentifierNameSyntax command) =>
        loop.Body.Statements.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(statement => statement.Declaration.Variables is [{ Identifier.ValueText: var name }] && name == command.Identifier.ValueText);

    /// <summary><c>new NpgsqlCommand(sql, connection)</c>, with or without a transaction and parameters.</summary>
    private static BaseObjectCreationExpressionSyntax? Creation(LocalDeclarationStatementSyntax declaration) =>
        declaration.Declaration.Variables[0].Initializer?.Value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 2 or 3 } creation
        && (creation.Initializer is null || creation.Initializer.Expressions.All(expression => expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Parameters" } }))
            ? creation
            : null;

    private static string Between(SyntaxNode first, SyntaxNode second, SourceText text) => text.ToString(TextSpan.FromBounds(first.Span.End, second.SpanStart));

    /// <summary>In between only parameters are added, and the loop does nothing else that waits.</summary>
    private static bool UsesOnlyParameters(LoopSyntax loop, LocalDeclarationStatementSyntax declaration, ExpressionStatementSyntax statement, IdentifierNameSyntax command) =>
        loop.Body.Statements.Where(other => other != declaration && other != statement).All(other =>
            !other.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax)
            && other.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == command.Identifier.ValueText)
                .All(name => name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters" } access && access.Expression == name));
}
