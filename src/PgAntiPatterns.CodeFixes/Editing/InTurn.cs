using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Tasks that were started together, awaited one after the other.</summary>
internal static class InTurn
{
    /// <summary>The edits that await a task of a local where it is started, and take out the waiting behind it; none where the local is used in another way.</summary>
    public static ImmutableArray<TextChange> Await(FixPlace place)
    {
        var (started, model, text) = (place.Node, place.Model, place.Text);
        if (!place.Diagnostic.Properties.TryGetValue(ConnectionProperties.Busy, out var busy) || busy is null || Disposals.DeclarationOf(started) is not { Parent: BlockSyntax block, Declaration: { Type: IdentifierNameSyntax { Identifier.ValueText: "var" }, Variables: [{ Initializer.Value: InvocationExpressionSyntax }] } }
            || !Disposals.IsInAsyncCode(started))
        {
            return ImmutableArray<TextChange>.Empty;
        }

        // All tasks of the block that are started like this one are waited for together, so they change together.
        var declared = block.Statements.OfType<LocalDeclarationStatementSyntax>()
            .Where(statement => statement.Declaration.Variables is [{ Initializer.Value: InvocationExpressionSyntax call }] && IsTask(call, model)).ToList();
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var waits = new HashSet<ExpressionStatementSyntax>();
        var names = declared.Select(statement => statement.Declaration.Variables[0].Identifier.ValueText).ToList();
        foreach (var statement in declared)
        {
            var variable = statement.Declaration.Variables[0];
            // A task of something else may wait for what comes behind it.
            if (!StartedOn.Is(busy, variable.Initializer!.Value, model))
            {
                return ImmutableArray<TextChange>.Empty;
            }

            if (statement.Declaration.Type is not IdentifierNameSyntax { Identifier.ValueText: "var" } || model.GetDeclaredSymbol(variable) is not ILocalSymbol task || !HasResult(task.Type))
            {
                return ImmutableArray<TextChange>.Empty;
            }

            changes.Add(new TextChange(new TextSpan(variable.Initializer.Value.SpanStart, 0), "await "));
            foreach (var reference in Disposals.References(task, block, model))
            {
                if (reference.Ancestors().TakeWhile(node => node != block).Any(node => node is TryStatementSyntax))
                {
                    // The error would no longer be caught.
                    return ImmutableArray<TextChange>.Empty;
                }

                if (reference.Parent is AwaitExpressionSyntax wait && wait.Parent is not ExpressionStatementSyntax)
                {
                    changes.Add(new TextChange(TextSpan.FromBounds(wait.SpanStart, reference.SpanStart), ""));
                }
                else if (reference.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } result && result.Expression == reference)
                {
                    changes.Add(new TextChange(TextSpan.FromBounds(reference.Span.End, result.Span.End), ""));
                }
                else if (reference.Ancestors().OfType<ExpressionStatementSyntax>().FirstOrDefault() is { } whole && IsWait(whole, names))
                {
                    waits.Add(whole);
                }
                else
                {
                    return ImmutableArray<TextChange>.Empty;
                }
            }
        }

        foreach (var wait in waits)
        {
            if (Removals.OfStatement(wait, text) is not { } removal)
            {
                return ImmutableArray<TextChange>.Empty;
            }

            changes.Add(new TextChange(removal, ""));
        }

        return declared.Count > 1 ? changes.ToImmutable() : ImmutableArray<TextChange>.Empty;
    }

    private static bool IsTask(ExpressionSyntax call, SemanticModel model) => model.GetTypeInfo(call).Type is { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };

    private static bool HasResult(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments.Length: 1 };

    /// <summary>True for <c>await Task.WhenAll(…)</c> of nothing but these tasks and <c>await task</c> as statements of their own.</summary>
    private static bool IsWait(ExpressionStatementSyntax statement, List<string> tasks) => statement.Expression is AwaitExpressionSyntax { Expression: var waited } && waited switch
    {
        IdentifierNameSyntax => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WhenAll" }, ArgumentList.Arguments: var arguments } =>
            arguments.All(argument => argument.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && tasks.Contains(name)),
        _ => false,
    };
}
