using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>May the text be rewritten where it is built, and the values be read where their parameters are added?</summary>
internal static class RewriteGuards
{
    /// <summary>True where nobody else uses the text, and each value is the same later on as it was when it was pasted.</summary>
    public static bool Allow(FixPlace place, IReadOnlyList<PastedValue> values)
    {
        var sink = place.Root.FindNode(place.Span, getInnermostNodeForTie: true);
        if (sink.FirstAncestorOrSelf<StatementSyntax>()?.ContainsDiagnostics ?? sink.ContainsDiagnostics)
        {
            return false;
        }

        var builders = values.Select(value => BuilderOf(value.Region, place)).OfType<ILocalSymbol>().Distinct<ISymbol>(SymbolEqualityComparer.Default).ToList();
        var changed = values.Select(value => place.Root.FindNode(value.Region).FirstAncestorOrSelf<StatementSyntax>()).OfType<StatementSyntax>().Distinct().ToList();
        var isBuiltBefore = values.Any(value => !place.Span.Contains(value.Region));
        return builders.All(builder => TextReads.IsOne(builder, changed, Function(place), place))
            && values.All(value => EarlyReads.Allow(value, place))
            && (!isBuiltBefore || builders.Count > 0)
            && (IsOneCall(values, isBuiltBefore)
                || values.SelectMany(value => value.Pieces).Select(piece => piece.Expression).OfType<ExpressionSyntax>().All(expression => Purity.IsPure(expression, place.Model) && !IsWrittenLater(expression, place)));
    }

    /// <summary>A single call with effects of its own is made once as before, where the text stands in the call itself.</summary>
    private static bool IsOneCall(IReadOnlyList<PastedValue> values, bool isBuiltBefore)
    {
        var expressions = values.SelectMany(value => value.Pieces).Select(piece => piece.Expression).OfType<ExpressionSyntax>().ToList();
        return !isBuiltBefore && values.Count == 1 && expressions.Count == 1 && expressions[0] is not AwaitExpressionSyntax && expressions[0].DescendantNodes().All(node => node is not (AnonymousFunctionExpressionSyntax or DeclarationExpressionSyntax));
    }

    /// <summary>The local that a region's text is given or appended to; null where it stands elsewhere.</summary>
    private static ISymbol? BuilderOf(TextSpan region, FixPlace place)
    {
        if (place.Span.Contains(region))
        {
            return null;
        }

        var statement = place.Root.FindNode(region).FirstAncestorOrSelf<StatementSyntax>();
        return statement switch
        {
            LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } => place.Model.GetDeclaredSymbol(variables[0], place.Cancellation),
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => place.Model.GetSymbolInfo(assignment.Left, place.Cancellation).Symbol,
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } => place.Model.GetSymbolInfo(Root(call), place.Cancellation).Symbol,
            _ => null,
        };
    }

    /// <summary>What a chain of calls begins with.</summary>
    public static ExpressionSyntax Root(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => Root(call.Expression),
        MemberAccessExpressionSyntax access => Root(access.Expression),
        _ => expression,
    };

    /// <summary>True where a variable of the expression is given another value after it was pasted.</summary>
    private static bool IsWrittenLater(ExpressionSyntax expression, FixPlace place)
    {
        var symbols = expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Select(name => place.Model.GetSymbolInfo(name, place.Cancellation).Symbol)
            .Where(symbol => symbol is ILocalSymbol or IParameterSymbol)
            .ToList();
        return Function(place).DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.SpanStart > expression.SpanStart
            && IsWritten(name)
            && (name.SpanStart < place.Span.End || name.Ancestors().Any(outer => TextReads.IsLoop(outer) && outer.Span.Contains(place.Span) && !outer.Span.Contains(expression.Span)))
            && symbols.Any(symbol => symbol!.Name == name.Identifier.ValueText && SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(name, place.Cancellation).Symbol, symbol)));
    }

    private static bool IsWritten(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        PostfixUnaryExpressionSyntax postfix => !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        _ => false,
    };

    private static SyntaxNode Function(FixPlace place) => place.Node.AncestorsAndSelf().FirstOrDefault(node =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax or CompilationUnitSyntax) ?? place.Root;
}
