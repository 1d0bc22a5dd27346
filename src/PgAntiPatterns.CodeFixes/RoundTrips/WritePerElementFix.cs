using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Collects the commands of a loop in an NpgsqlBatch and sends it once, or makes one statement or COPY of them. All of them then succeed or fail together, so that nobody applies this everywhere at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class WritePerElementFix() : RuleFix(WritePerElement.RuleId)
{
    private const string Batch = "batch";

    private protected override bool TakesPartInFixAll => false;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        foreach (var plan in new[] { DapperInsertLoop.Plan(place), DapperCopy.Plan(place), ReusedCommand.Plan(place) }.Concat(OfCommand(place)))
        {
            if (plan is not null)
            {
                yield return plan;
            }
        }
    }

    private static IEnumerable<FixPlan?> OfCommand(FixPlace place)
    {
        if (place.Diagnostic.AdditionalLocations.Count != 1
            || place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax command, Name.Identifier.ValueText: "ExecuteNonQuery" or "ExecuteNonQueryAsync" } } send
            || send.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
            || !(statement.Expression == send || statement.Expression is AwaitExpressionSyntax { Expression: var awaited } && awaited == send)
            || CommandBody.Of(statement, command.Identifier.ValueText) is not { } body
            || body.Loop.Loop is CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0, Expression: var stream } && !IsGiven(stream, place.Model)
            || Creation(body.Command) is not { } creation
            || place.Model.GetTypeInfo(creation).Type is not { Name: "NpgsqlCommand" }
            || !body.UsesOnlyParameters
            || body.Filling.Any(part => ServerCalls.MayBeIn(part, null, place.Model)))
        {
            return [];
        }

        return [Collected(body, creation, command, send, statement, place), CommandCopy.Plan(body, send, place)];
    }

    private static FixPlan? Collected(CommandBody body, BaseObjectCreationExpressionSyntax creation, IdentifierNameSyntax command, InvocationExpressionSyntax send, ExpressionStatementSyntax statement, FixPlace place)
    {
        var loop = body.Loop;
        var arguments = creation.ArgumentList!.Arguments;
        var session = string.Join(", ", arguments.Skip(1));
        if (!loop.IsFree(Batch, place.Model) || !arguments.Skip(1).All(argument => loop.IsIndependent(argument, place.Model)) || arguments.Any(argument => argument.NameColon is not null) || !loop.IsIndependent(send.ArgumentList, place.Model))
        {
            return null;
        }

        var isAsync = statement.Expression is AwaitExpressionSyntax;
        var sent = (isAsync ? "await " : "") + Batch + "." + ((MemberAccessExpressionSyntax)send.Expression).Name + send.ArgumentList + ";";
        var created = $"var {command} = new NpgsqlBatchCommand({arguments[0]})" + (creation.Initializer is { } initializer ? Between(creation.ArgumentList, initializer, place.Text) + initializer : "") + ";";
        var end = loop.Loop is CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } ? " when the stream has ended" : "";
        return new FixPlan($"Send all in one NpgsqlBatch{end} (all succeed or fail together)", ImmutableArray.Create(
            new TextChange(new TextSpan(loop.Loop.SpanStart, 0), (isAsync ? "await " : "") + $"using var {Batch} = new NpgsqlBatch({session});" + loop.NewLine + loop.Indent))
            .AddRange(body.Rewritten(created, $"{Batch}.BatchCommands.Add({command});"))
            .Add(new TextChange(
                new TextSpan(loop.Loop.Span.End, 0),
                loop.NewLine + loop.NewLine + loop.Indent + $"if ({Batch}.BatchCommands.Count > 0)" + loop.NewLine + loop.Indent + "{" + loop.NewLine + loop.Indent + "    " + sent + loop.NewLine + loop.Indent + "}")))
        {
            Strategy = "NpgsqlBatch",
            ChangesBehaviour = true,
        };
    }

    /// <summary>A stream that the method is given; another one may ask the server, and find what the loop writes.</summary>
    private static bool IsGiven(ExpressionSyntax stream, SemanticModel model) => stream is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WithCancellation" or "ConfigureAwait", Expression: var inner } }
        ? IsGiven(inner, model)
        : model.GetSymbolInfo(stream).Symbol is IParameterSymbol;

    /// <summary><c>new NpgsqlCommand(sql, connection)</c>, with or without a transaction and parameters.</summary>
    private static BaseObjectCreationExpressionSyntax? Creation(VariableDeclaratorSyntax command) =>
        command.Initializer?.Value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 2 or 3 } creation
        && (creation.Initializer is null || creation.Initializer.Expressions.All(expression => expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Parameters" } }))
            ? creation
            : null;

    private static string Between(SyntaxNode first, SyntaxNode second, SourceText text) => text.ToString(TextSpan.FromBounds(first.Span.End, second.SpanStart));
}
