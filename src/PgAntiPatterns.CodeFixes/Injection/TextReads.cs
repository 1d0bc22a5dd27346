using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Who reads the text that a fix changes? Others than the command would get the placeholders too.</summary>
internal static class TextReads
{
    /// <summary>True where the changed text reaches one read of the local, the command's.</summary>
    /// <param name="local">The local that holds the text.</param>
    /// <param name="changed">The statements whose text changes.</param>
    /// <param name="function">The method around them.</param>
    /// <param name="place">Where the fix is asked for.</param>
    public static bool IsOne(ISymbol local, IReadOnlyList<StatementSyntax> changed, SyntaxNode function, FixPlace place)
    {
        var reads = new List<IdentifierNameSyntax>();
        var overwrites = new List<ExpressionStatementSyntax>();
        foreach (var name in function.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != local.Name || !SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(name, place.Cancellation).Symbol, local))
            {
                continue;
            }

            var isAppended = name.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Expression: InvocationExpressionSyntax call } && RewriteGuards.Root(call) == name;
            if (name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name)
            {
                if (assignment is { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Parent: ExpressionStatementSyntax whole } && !assignment.Right.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(used => used.Identifier.ValueText == local.Name))
                {
                    overwrites.Add(whole);
                }
            }
            else if (!isAppended && !IsOwnBeginning(name))
            {
                // In another text the local hands its own on; that text is followed from there.
                reads.Add(name);
            }
        }

        var declaration = local.DeclaringSyntaxReferences is [var reference] ? reference.GetSyntax(place.Cancellation) : function;
        return reads.Count(read => changed.Any(statement => Reaches(statement, read, overwrites, declaration, function))) <= 1;
    }

    /// <summary>True for a statement that may run its body again.</summary>
    public static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    private static bool Reaches(StatementSyntax statement, IdentifierNameSyntax read, List<ExpressionStatementSyntax> overwrites, SyntaxNode declaration, SyntaxNode function)
    {
        var isCaptured = read.Ancestors().TakeWhile(outer => outer != function).Any(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
        var comesRound = statement.Ancestors().Any(outer => IsLoop(outer) && outer.Span.Contains(read.Span) && !outer.Span.Contains(declaration.Span));
        if (isCaptured || function.DescendantNodes().Any(node => node is GotoStatementSyntax { CaseOrDefaultKeyword.RawKind: 0 }))
        {
            return true;
        }

        if (read.SpanStart < statement.SpanStart)
        {
            return comesRound;
        }

        return !overwrites.Any(overwrite => overwrite.SpanStart > statement.SpanStart && overwrite.Span.End <= read.SpanStart && overwrite.Parent is BlockSyntax block && block.Span.Contains(read.Span));
    }

    /// <summary>True in <c>text = text + more</c>, which is an append.</summary>
    private static bool IsOwnBeginning(IdentifierNameSyntax name)
    {
        SyntaxNode whole = name;
        while (whole.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or ParenthesizedExpressionSyntax or InterpolationSyntax or InterpolatedStringExpressionSyntax)
        {
            whole = whole.Parent;
        }

        return whole.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax target, Parent: ExpressionStatementSyntax } assignment
            && assignment.Right == whole && target.Identifier.ValueText == name.Identifier.ValueText;
    }
}
