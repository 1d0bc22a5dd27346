using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Moves a question that is the same in every turn in front of the loop.</summary>
internal static class HoistedQuery
{
    public static FixPlan? Plan(FixPlace place)
    {
        if (!place.Diagnostic.Properties.ContainsKey(Rules.RoundTrips.RoundTripProperties.IsInvariant)
            || place.Node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables: [{ Identifier.ValueText: var name }], UsingKeyword.RawKind: 0 } declaration
            || LoopSyntax.Around(declaration) is not { } loop
            || !loop.IsIndependent(declaration.Declaration.Variables[0].Initializer!.Value, place.Model, declaration)
            || IsChanged(name, loop)
            || LoopWrites.Any(loop)
            || Removals.OfStatement(declaration, place.Text) is not { } line
            || (loop.Loop.Parent ?? loop.Loop).DescendantNodes().OfType<VariableDeclaratorSyntax>().Count(declarator => declarator.Identifier.ValueText == name) > 1)
        {
            return null;
        }

        var mayThrow = NeedsRows(place.Node, place.Model);
        return new FixPlan("Query once before the loop" + (mayThrow ? ", which then throws without a row even where the loop has no turn" : ""), ImmutableArray.Create(
            new TextChange(new TextSpan(loop.Loop.SpanStart, 0), declaration + loop.NewLine + loop.Indent),
            new TextChange(line, "")))
        {
            Strategy = "Hoist",
            ChangesBehaviour = mayThrow,
        };
    }

    /// <summary>True for a question that throws where it finds nothing.</summary>
    private static bool NeedsRows(SyntaxNode call, SemanticModel model)
    {
        if (call is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } || call.Parent is not { } parent)
        {
            return false;
        }

        return (name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name) switch
        {
            "First" or "Single" or "Last" or "ElementAt" or "QueryFirst" or "QuerySingle" => true,
            "Max" or "Min" or "Average" => model.GetTypeInfo(parent is AwaitExpressionSyntax ? parent : call).Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T },
            _ => false,
        };
    }

    private static bool IsChanged(string name, LoopSyntax loop) =>
        loop.Body.DescendantNodes().Any(node => node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var left } } && left == name
            || node is ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax { Identifier.ValueText: var passed } } && passed == name
            || node is PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax { Identifier.ValueText: var stepped } } && stepped == name);
}
