using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Awaits the task before the connection is disposed, or reads all rows before.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ResultOutlivesConnectionFix() : RuleFix(ResultOutlivesConnection.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax call)
        {
            yield break;
        }

        if (Buffering.Argument(call) is { } unbuffered)
        {
            yield return new FixPlan("Read all rows before the connection is disposed", ImmutableArray.Create(new TextChange(Buffering.RemovalOf(unbuffered), "")));
        }
        else if (call.Parent is ReturnStatementSyntax && place.Model.GetTypeInfo(call).Type is { Name: "Task" or "ValueTask" } type && !IsReader(type) && AsyncMethods.Awaiting(call, place.Model) is { } changes)
        {
            yield return new FixPlan("Await the command before the connection is disposed", changes.ToImmutableArray());
        }
        else if (call.Parent is ExpressionStatementSyntax or AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax } && Disposals.IsInAsyncCode(call))
        {
            var start = call.Parent is AssignmentExpressionSyntax discard ? TextSpan.FromBounds(discard.SpanStart, call.SpanStart) : new TextSpan(call.SpanStart, 0);
            yield return new FixPlan("Await the command before the connection is disposed", ImmutableArray.Create(new TextChange(start, "await ")));
        }
    }

    /// <summary>A reader that is awaited earlier is still closed with its connection.</summary>
    private static bool IsReader(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [{ Name: var name }] } && name.EndsWith("Reader", StringComparison.Ordinal);
}
