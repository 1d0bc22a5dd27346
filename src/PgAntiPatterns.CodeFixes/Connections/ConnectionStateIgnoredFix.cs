using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Takes out the second opening, or opens the connection where it is made.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ConnectionStateIgnoredFix() : RuleFix(ConnectionStateIgnored.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } } call)
        {
            yield break;
        }

        if (member is "Open" or "OpenAsync")
        {
            var statement = call.Parent is AwaitExpressionSyntax wait ? wait.Parent : call.Parent;
            if (statement is ExpressionStatementSyntax whole && Removals.OfStatement(whole, place.Text) is { } removal)
            {
                yield return new FixPlan("Remove the second opening", ImmutableArray.Create(new TextChange(removal, "")));
            }
        }
        else if (Opening(place) is { } opening)
        {
            yield return new FixPlan("Open the connection", ImmutableArray.Create(opening));
        }
    }

    /// <summary>True where the body opens or closes the connection after all, or says later where it leads.</summary>
    private static bool IsOpenedClosedOrAimed(IdentifierNameSyntax reference) =>
        reference.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Open" or "OpenAsync" or "Close" or "CloseAsync" or "ConnectionString" } member && member.Expression == reference;

    private static TextChange? Opening(FixPlace place)
    {
        var made = place.Diagnostic.AdditionalLocations.FirstOrDefault(location => location.SourceTree == place.Root.SyntaxTree);
        if (made is null
            || place.Root.FindNode(made.SourceSpan, getInnermostNodeForTie: true) is not { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration } } variable } }
            || !Statements.EndsItsLine(declaration, place.Text)
            || place.Model.GetDeclaredSymbol(variable) is not ILocalSymbol connection
            || Disposals.References(connection, block, place.Model).Any(IsOpenedClosedOrAimed))
        {
            return null;
        }

        var canAwait = Disposals.IsInAsyncCode(declaration) && !place.Model.LookupSymbols(declaration.SpanStart, connection.Type, "OpenAsync").IsEmpty;
        return Statements.After(declaration, canAwait ? $"await {connection.Name}.OpenAsync({Tokens.For(place.Node, declaration.SpanStart, place.Model)});" : $"{connection.Name}.Open();", place.Text);
    }
}
