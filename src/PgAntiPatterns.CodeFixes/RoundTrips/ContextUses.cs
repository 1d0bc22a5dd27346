using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>May a context already track rows where a statement asks the server past it?</summary>
internal static class ContextUses
{
    private static readonly HashSet<string> Untracked = ["AsNoTracking", "AsNoTrackingWithIdentityResolution"];
    private static readonly HashSet<string> Answers = ["Any", "All", "Count", "LongCount", "Sum", "Min", "Max", "Average", "Contains", "ExecuteDelete", "ExecuteUpdate"];

    /// <summary>True where the method does anything with the context in front of the statements, or in an earlier turn of a loop around them, but ask for numbers and for rows that are not tracked.</summary>
    public static bool MayTrackBefore(ExpressionSyntax context, StatementSyntax first, StatementSyntax last, FixPlace place)
    {
        if ((context is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var inner } ? inner : context) is not IdentifierNameSyntax { Identifier.ValueText: var word } named
            || place.Model.GetSymbolInfo(named, place.Cancellation).Symbol is not { } symbol)
        {
            return true;
        }

        var member = first.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? first.SyntaxTree.GetRoot(place.Cancellation);
        var loop = first.Ancestors().TakeWhile(node => node != member).LastOrDefault(node => IsLoop(node) && !(symbol is ILocalSymbol { Locations: [var declared] } && node.Span.Contains(declared.SourceSpan)));
        var own = TextSpan.FromBounds(first.SpanStart, last.Span.End);
        return member.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => name.SpanStart < (loop?.Span.End ?? own.Start) && !own.Contains(name.Span))
            .Any(name => name.Identifier.ValueText == word && SymbolEqualityComparer.Default.Equals(place.Model.GetSymbolInfo(name, place.Cancellation).Symbol, symbol)
                ? !IsHarmless(name, place) && !(name.SpanStart > own.End && name.FirstAncestorOrSelf<StatementSyntax>() is { } statement && Saves.ContextOf(statement) is not null)
                : IsHelper(name, word, place));
    }

    private static bool IsLoop(SyntaxNode node) => node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    /// <summary>True for a call of a method that names the same context.</summary>
    private static bool IsHelper(SimpleNameSyntax name, string word, FixPlace place) =>
        (name.Parent is InvocationExpressionSyntax || name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == name)
        && place.Model.GetSymbolInfo(name, place.Cancellation).Symbol is IMethodSymbol method
        && method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(place.Cancellation).DescendantTokens().Any(token => token.ValueText == word));

    private static bool IsHarmless(SimpleNameSyntax name, FixPlace place)
    {
        ExpressionSyntax at = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } self ? self : name;
        var isUntracked = false;
        while (at.Parent is MemberAccessExpressionSyntax access && access.Expression == at)
        {
            var step = access.Name.Identifier.ValueText;
            at = access.Parent is InvocationExpressionSyntax call ? call : access;
            if (step is "AsTracking" or "Database")
            {
                return step is "Database" && at.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax };
            }

            isUntracked |= Untracked.Contains(step);
            if (!IsQuery(place.Model.GetTypeInfo(at, place.Cancellation).Type))
            {
                return isUntracked || Answers.Contains(step.EndsWith("Async", StringComparison.Ordinal) ? step.Substring(0, step.Length - 5) : step);
            }
        }

        return isUntracked;
    }

    private static bool IsQuery(ITypeSymbol? type) => type is not null && (type.Name is "IQueryable" || type.AllInterfaces.Any(one => one.Name is "IQueryable"));
}
