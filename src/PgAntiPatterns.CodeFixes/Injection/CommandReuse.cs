using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Is a command given its text once? One that is used again keeps the parameters of the time before, and the first of a name wins.</summary>
internal static class CommandReuse
{
    /// <summary>True where a command that can be named gets one text, and not again in a loop.</summary>
    /// <param name="command">The command whose text is set.</param>
    /// <param name="statement">The statement that sets it.</param>
    /// <param name="place">Where the fix is asked for.</param>
    public static bool IsSetOnce(ExpressionSyntax command, StatementSyntax statement, FixPlace place)
    {
        if (!IsPlain(command))
        {
            return false;
        }

        var declaration = place.Model.GetSymbolInfo(command, place.Cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references } ? references[0].GetSyntax(place.Cancellation) : null;
        for (SyntaxNode? outer = statement.Parent; outer is not null; outer = outer.Parent)
        {
            var isEnd = outer is MemberDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or CompilationUnitSyntax;
            if (isEnd || (declaration is not null && outer.Span.Contains(declaration.Span) && outer is BlockSyntax))
            {
                return outer.DescendantNodes().OfType<AssignmentExpressionSyntax>().Count(assignment => IsText(assignment, command)) == 1;
            }

            if (outer is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>True where naming an expression again does nothing: a variable, a member, or members of them.</summary>
    public static bool IsPlain(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax access => IsPlain(access.Expression),
        _ => false,
    };

    private static bool IsText(AssignmentExpressionSyntax assignment, ExpressionSyntax command) =>
        assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText" } access && access.Expression.ToString() == command.ToString();
}
