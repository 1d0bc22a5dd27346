using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Opens the connection once before the loop. It is then held over the whole loop, so that nobody applies this everywhere at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ConnectionPerElementFix() : RuleFix(ConnectionPerElement.RuleId)
{
    private protected override bool TakesPartInFixAll => false;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node.FirstAncestorOrSelf<StatementSyntax>() is not { } statement
            || LoopSyntax.Around(statement) is not { } loop
            || Moved(statement, loop) is not { } moved
            || !moved.All(part => loop.IsIndependent(part, place.Model) || part is ExpressionStatementSyntax)
            || moved[0] is not LocalDeclarationStatementSyntax { Declaration.Variables: [{ Identifier.ValueText: var name }] }
            || place.Model.LookupSymbols(loop.Loop.SpanStart, name: name).Any(symbol => symbol is ILocalSymbol && !loop.Body.Span.Contains(symbol.Locations[0].SourceSpan))
            || IsDeclaredBehind(name, loop))
        {
            yield break;
        }

        var edits = ImmutableArray.CreateBuilder<TextChange>();
        edits.Add(new TextChange(new TextSpan(loop.Loop.SpanStart, 0), string.Concat(moved.Select(part => part + loop.NewLine + loop.Indent))));
        foreach (var part in moved)
        {
            if (Removals.OfStatement(part, place.Text) is not { } line)
            {
                yield break;
            }

            edits.Add(new TextChange(line, ""));
        }

        yield return new FixPlan("Open the connection once before the loop (held over the whole loop)", edits.ToImmutable()) { Strategy = "Hoist", ChangesBehaviour = true };
    }

    /// <summary>The declaration that opens, or the declaration and the call behind it.</summary>
    private static IReadOnlyList<StatementSyntax>? Moved(StatementSyntax statement, LoopSyntax loop) => statement switch
    {
        LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } declaration => [declaration],
        ExpressionStatementSyntax open when loop.Body.Statements.IndexOf(open) is > 0 and var index
            && loop.Body.Statements[index - 1] is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Declaration.Variables: [{ Identifier.ValueText: var name }] } declaration
            && open.DescendantNodes().OfType<IdentifierNameSyntax>().First().Identifier.ValueText == name => [declaration, open],
        _ => null,
    };

    /// <summary>The name would be in scope where another one of the block has it.</summary>
    private static bool IsDeclaredBehind(string name, LoopSyntax loop) =>
        (loop.Loop.Parent ?? loop.Loop).DescendantNodes().OfType<VariableDeclaratorSyntax>().Count(declarator => declarator.Identifier.ValueText == name) > 1;
}
