using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Makes a static property remember the data source that it built, or keeps one in a static field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class DataSourcePerCallFix() : RuleFix(DataSourcePerCall.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property
            && property.Modifiers.Any(SyntaxKind.StaticKeyword)
            && ValueOf(property) is { } value
            && value.Span == place.Span
            && !HasTrivia(property))
        {
            var change = new TextChange(TextSpan.FromBounds(property.Identifier.Span.End, property.Span.End), " { get; } = " + value + ";");
            yield return new FixPlan($"Build '{property.Identifier.ValueText}' once", ImmutableArray.Create(change));
        }
        else if (place.Node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { Declaration.Variables: [{ Initializer.Value: { } made }] } declaration
            && made.Span == place.Span
            && StaticFields.Hoist(declaration, place) is { IsEmpty: false } changes)
        {
            yield return new FixPlan("Build the data source once, in a static field that lives as long as the program", changes) { Strategy = "StaticField", ChangesBehaviour = true };
        }
    }

    private static ExpressionSyntax? ValueOf(PropertyDeclarationSyntax property) => property switch
    {
        { ExpressionBody: { } arrow } => arrow.Expression,
        { AccessorList.Accessors: [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration, ExpressionBody: { } arrow }] } => arrow.Expression,
        { AccessorList.Accessors: [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration, Body.Statements: [ReturnStatementSyntax { Expression: { } value }] }] } => value,
        _ => null,
    };

    private static bool HasTrivia(PropertyDeclarationSyntax property) =>
        property.DescendantTrivia(TextSpan.FromBounds(property.Identifier.Span.End, property.Span.End)).Any(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
}
