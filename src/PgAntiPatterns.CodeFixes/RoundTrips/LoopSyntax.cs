using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A loop whose body is a plain list of statements, which one of them can leave for the place before or behind the loop.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Body">Its body.</param>
internal sealed record LoopSyntax(StatementSyntax Loop, BlockSyntax Body)
{
    /// <summary>What stands in front of the loop on its line.</summary>
    public string Indent => new(Loop.SyntaxTree.GetText().Lines.GetLineFromPosition(Loop.SpanStart).ToString().TakeWhile(char.IsWhiteSpace).ToArray());

    /// <summary>The line break that the file uses.</summary>
    public string NewLine => Loop.SyntaxTree.GetText().ToString().Contains("\r\n") ? "\r\n" : "\n";

    /// <summary>The loop around a statement of its body; null where the body is no block of its own, the loop stands in no block, or control leaves it in between.</summary>
    public static LoopSyntax? Around(StatementSyntax statement)
    {
        if (statement.Parent is not BlockSyntax { Parent: StatementSyntax loop } body || loop is not (CommonForEachStatementSyntax or ForStatementSyntax) || loop.Parent is not (BlockSyntax or GlobalStatementSyntax))
        {
            return null;
        }

        return body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(Leaves) ? null : new LoopSyntax(loop, body);
    }

    /// <summary>True where an expression mentions nothing that is declared in the loop.</summary>
    public bool IsIndependent(SyntaxNode node, SemanticModel model, SyntaxNode? except = null) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Parent is not NameEqualsSyntax).All(name =>
            model.GetSymbolInfo(name).Symbol is { } symbol
            && !symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == Loop.SyntaxTree && Loop.Span.Contains(reference.Span) && except?.Span.Contains(reference.Span) is not true));

    /// <summary>True where a name is free in the whole member around the loop.</summary>
    public bool IsFree(string name, SemanticModel model) =>
        !model.LookupSymbols(Loop.SpanStart, name: name).Any()
        && !(Loop.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)Loop).DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);

    /// <summary>True where a lambda may call its parameter so: where nobody has the name but other lambdas.</summary>
    public bool IsFreeForLambda(string name, SemanticModel model) =>
        !model.LookupSymbols(Loop.SpanStart, name: name).Any()
        && (Loop.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)Loop).DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name)
            .All(token => token.Parent!.Ancestors().OfType<SimpleLambdaExpressionSyntax>().Any(lambda => lambda.Parameter.Identifier.ValueText == name));

    /// <summary>The first of some names that is free; null where none is.</summary>
    public string? Free(IEnumerable<string> names, SemanticModel model) => names.FirstOrDefault(name => IsFree(name, model));

    private static bool Leaves(SyntaxNode node) => node is BreakStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax or GotoStatementSyntax or YieldStatementSyntax or TryStatementSyntax;
}
