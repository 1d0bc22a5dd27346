using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>A parameter's value is read where the command is made. May it be read there, when it was pasted inside a branch or a block of its own?</summary>
internal static class EarlyReads
{
    /// <summary>True where each variable of the value is in scope at the command and has a value there, and reading it cannot fail.</summary>
    public static bool Allow(PastedValue value, FixPlace place)
    {
        if (place.Span.Contains(value.Region) && !value.IsConditional)
        {
            return true;
        }

        var pasted = place.Root.FindNode(value.Region);
        return !IsRepeated(pasted, place)
            && value.Pieces.Select(piece => piece.Expression).OfType<ExpressionSyntax>().All(expression =>
                expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().All(name => IsInReach(name, value.IsConditional, place))
                && (!value.IsConditional || IsSafe(expression, pasted, place)));
    }

    /// <summary>True in a loop around the text that is not around the command: one placeholder would stand for many values.</summary>
    private static bool IsRepeated(SyntaxNode pasted, FixPlace place) =>
        pasted.Ancestors().TakeWhile(ancestor => !ancestor.Span.Contains(place.Span)).Any(ancestor => ancestor is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);

    /// <summary>True for what is no variable, and for variables that have a value at the command.</summary>
    private static bool IsInReach(IdentifierNameSyntax name, bool isConditional, FixPlace place) => place.Model.GetSymbolInfo(name, place.Cancellation).Symbol switch
    {
        ILocalSymbol local => place.Model.LookupSymbols(place.Span.Start, name: local.Name).Contains(local, SymbolEqualityComparer.Default)
            && (!isConditional || local.DeclaringSyntaxReferences is not [var reference] || !IsConditionallyDeclared(reference.GetSyntax(place.Cancellation), place)),
        IParameterSymbol parameter => !isConditional || parameter.RefKind is not RefKind.Out,
        _ => true,
    };

    private static bool IsConditionallyDeclared(SyntaxNode declaration, FixPlace place) => declaration switch
    {
        VariableDeclaratorSyntax { Initializer: not null } => false,
        SingleVariableDesignationSyntax => !declaration.Ancestors().OfType<StatementSyntax>().First().Span.Contains(place.Span),
        CommonForEachStatementSyntax loop => !loop.Statement.Span.Contains(place.Span),
        _ => true,
    };

    /// <summary>A variable can always be read; a member where the condition around the text reads a member of the same object first.</summary>
    private static bool IsSafe(ExpressionSyntax expression, SyntaxNode pasted, FixPlace place)
    {
        foreach (var access in expression.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>())
        {
            if (place.Model.GetSymbolInfo(access.Expression, place.Cancellation).Symbol is INamedTypeSymbol or INamespaceSymbol || access.Expression is ThisExpressionSyntax)
            {
                continue;
            }

            var isMember = access.Parent is not InvocationExpressionSyntax && place.Model.GetSymbolInfo(access, place.Cancellation).Symbol is IFieldSymbol or IPropertySymbol { ContainingType.OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T };
            if (!isMember || !IsReadBefore(access.Expression, pasted, place))
            {
                return false;
            }
        }

        return expression.DescendantNodesAndSelf().All(node => node is not (ElementAccessExpressionSyntax or CastExpressionSyntax or InvocationExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression or (int)SyntaxKind.ModuloExpression }));
    }

    /// <summary>True where the outermost condition, which is always asked, begins with a member of the object.</summary>
    private static bool IsReadBefore(ExpressionSyntax receiver, SyntaxNode pasted, FixPlace place)
    {
        var outermost = pasted.AncestorsAndSelf().TakeWhile(ancestor => !ancestor.Span.Contains(place.Span)).LastOrDefault(ancestor => ancestor is IfStatementSyntax or ConditionalExpressionSyntax);
        var condition = outermost switch
        {
            IfStatementSyntax statement => statement.Condition,
            ConditionalExpressionSyntax conditional => conditional.Condition,
            _ => null,
        };
        while (condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both)
        {
            condition = both.Left;
        }

        return condition is not null && condition.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(access =>
            SyntaxFactory.AreEquivalent(access.Expression, receiver)
            && access.Ancestors().TakeWhile(ancestor => ancestor != condition.Parent).All(ancestor => ancestor is not (ConditionalExpressionSyntax or ConditionalAccessExpressionSyntax or AnonymousFunctionExpressionSyntax)));
    }
}
