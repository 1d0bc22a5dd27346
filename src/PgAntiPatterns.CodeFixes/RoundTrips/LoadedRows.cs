using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>The rows of a query that a loop walks over, and that nothing else gets to see.</summary>
/// <param name="Set">The set that the query begins at.</param>
/// <param name="Query">The query without what loads it, sorts it or tracks it.</param>
/// <param name="IsAsync">True where it is waited for with <c>await</c>.</param>
/// <param name="Token">What cancels it; empty for nothing.</param>
/// <param name="Declaration">The statement that holds the list, where there is one.</param>
internal sealed record LoadedRows(ExpressionSyntax Set, string Query, bool IsAsync, string Token, LocalDeclarationStatementSyntax? Declaration)
{
    /// <summary>The rows behind a loop; null where the query is more than a set with conditions, or its list is used elsewhere.</summary>
    public static LoadedRows? Of(ForEachStatementSyntax each, FixPlace place)
    {
        var isWalked = each.AwaitKeyword.RawKind != 0;
        if (Loaded(each.Expression, null, isWalked, place.Model) is { } direct)
        {
            return direct;
        }

        return each.Expression is IdentifierNameSyntax name && !isWalked
            && place.Model.GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local
            && reference.GetSyntax(place.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration }
            && each.Parent is BlockSyntax { Statements: var statements } block && declaration.Parent == block
            && statements.Skip(statements.IndexOf(declaration) + 1).TakeWhile(statement => statement != each).All(IsPlainDeclaration)
            && Disposals.References(local, block, place.Model).Count == 1
            && !declaration.GetLeadingTrivia().Any(trivia => trivia.IsDirective)
                ? Loaded(value, declaration, false, place.Model)
                : null;
    }

    private static bool IsPlainDeclaration(StatementSyntax statement) =>
        statement is LocalDeclarationStatementSyntax && !statement.DescendantNodes().Any(node => node is AwaitExpressionSyntax or AssignmentExpressionSyntax or InvocationExpressionSyntax);

    /// <summary>The query behind the call that loads it, or behind the loop that walks over it.</summary>
    private static LoadedRows? Loaded(ExpressionSyntax value, LocalDeclarationStatementSyntax? declaration, bool isWalked, SemanticModel model)
    {
        var isAwaited = value is AwaitExpressionSyntax;
        var call = value is AwaitExpressionSyntax { Expression: var awaited } ? awaited : value;
        call = isAwaited && call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } } ? configured : call;
        var token = "";
        if (call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var source }, ArgumentList.Arguments: var arguments }
            && (isAwaited ? name is "ToListAsync" or "ToArrayAsync" && arguments.Count < 2 : isWalked ? name is "AsAsyncEnumerable" : name is "ToList" or "ToArray" && arguments.Count == 0))
        {
            (call, token) = (source, arguments.ToString());
        }
        else if (isAwaited || declaration is not null)
        {
            return null;
        }

        return QueryOf(call, model) is var (set, query) ? new LoadedRows(set, query, isAwaited || isWalked, token, declaration) : null;
    }

    /// <summary>The set and its conditions; the order of rows that are all treated alike does not matter.</summary>
    private static (ExpressionSyntax Set, string Query)? QueryOf(ExpressionSyntax query, SemanticModel model)
    {
        if (model.GetTypeInfo(query).Type is INamedTypeSymbol { Name: "DbSet" })
        {
            return (query, query.ToString());
        }

        if (query is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var inner } step } call
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ContainingType.Name: "Queryable" or "EntityFrameworkQueryableExtensions" or "DbSet" }
            || QueryOf(inner, model) is not var (set, source))
        {
            return null;
        }

        return name switch
        {
            "Where" when call.ArgumentList.Arguments.Count == 1 => (set, source + With(step, call)),
            "IgnoreQueryFilters" or "TagWith" => (set, source + With(step, call)),
            "AsTracking" or "AsQueryable" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" => (set, source),
            _ => null,
        };
    }

    private static string With(MemberAccessExpressionSyntax step, InvocationExpressionSyntax call) =>
        step.Expression.GetTrailingTrivia() + step.OperatorToken.ToFullString() + step.Name + call.ArgumentList;
}
