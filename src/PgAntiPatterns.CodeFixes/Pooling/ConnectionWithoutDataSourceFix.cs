using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Takes the connection from the data source that the type has already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ConnectionWithoutDataSourceFix() : RuleFix(ConnectionWithoutDataSource.RuleId)
{
    private protected override bool TakesPartInFixAll => false;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { Initializer: null } creation || creation.Span != place.Span)
        {
            yield break;
        }

        var sources = place.Model.LookupSymbols(creation.SpanStart)
            .Where(symbol => symbol is IFieldSymbol { Type.Name: "NpgsqlDataSource" } or IPropertySymbol { Type.Name: "NpgsqlDataSource" } or IParameterSymbol { Type.Name: "NpgsqlDataSource" })
            .Where(symbol => symbol.IsStatic || !IsStatic(creation))
            .ToList();
        if (sources.Count == 1)
        {
            yield return new FixPlan($"Take the connection from '{sources[0].Name}', whose own connection string then counts", ImmutableArray.Create(new TextChange(creation.Span, sources[0].Name + ".CreateConnection()"))) { ChangesBehaviour = true };
        }
    }

    private static bool IsStatic(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && member.Modifiers.Any(modifier => modifier.ValueText == "static");
}
