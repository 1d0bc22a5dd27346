using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Maps the type on the builder of the data source that is built in the same block.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class GlobalTypeMapperUsedFix() : RuleFix(GlobalTypeMapperUsed.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax block, Expression: InvocationExpressionSyntax } mapping
            || place.Node.Parent is not MemberAccessExpressionSyntax { Name: var member } access || access.Expression.Span != place.Span
            || Builders(block) is not [var builder]
            || place.Model.GetDeclaredSymbol(builder.Declaration.Variables[0], place.Cancellation) is not ILocalSymbol { Type: var type, Name: var name }
            || place.Model.LookupSymbols(mapping.SpanStart, type, member.Identifier.ValueText, includeReducedExtensionMethods: true).IsEmpty)
        {
            yield break;
        }

        var title = $"Map the type on '{name}'";
        if (builder.SpanStart < mapping.SpanStart)
        {
            if (!IsBuilt(block, name, mapping.SpanStart))
            {
                yield return new FixPlan(title, ImmutableArray.Create(new TextChange(place.Span, name)));
            }
        }
        else if (Removals.OfStatement(mapping, place.Text) is { } removal)
        {
            var line = place.Text.Lines.GetLineFromPosition(builder.SpanStart);
            var indentation = place.Text.ToString(TextSpan.FromBounds(line.Start, builder.SpanStart));
            var newLine = place.Text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
            var moved = name + place.Text.ToString(TextSpan.FromBounds(place.Span.End, mapping.Span.End));
            yield return new FixPlan(title, ImmutableArray.Create(
                new TextChange(removal, ""),
                new TextChange(new TextSpan(builder.Span.End, 0), newLine + indentation + moved)));
        }
    }

    /// <summary>The locals of a block that hold a new builder of data sources.</summary>
    private static List<LocalDeclarationStatementSyntax> Builders(BlockSyntax block) => block.Statements.OfType<LocalDeclarationStatementSyntax>()
        .Where(statement => statement.Declaration is { Variables: [{ Initializer.Value: BaseObjectCreationExpressionSyntax made }] } declaration
            && ((made as ObjectCreationExpressionSyntax)?.Type ?? declaration.Type).ToString() is var type
            && (type.EndsWith("NpgsqlDataSourceBuilder", StringComparison.Ordinal) || type.EndsWith("NpgsqlSlimDataSourceBuilder", StringComparison.Ordinal)))
        .ToList();

    private static bool IsBuilt(BlockSyntax block, string builder, int before) => block.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        call.SpanStart < before
        && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Build" or "BuildMultiHost" } access
        && access.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.ValueText == builder);
}
