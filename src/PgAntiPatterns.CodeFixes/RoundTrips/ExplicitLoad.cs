using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns <c>db.Entry(row).Collection(r => r.Parts).Load()</c> per row into an Include in the query that loads the rows.</summary>
internal static class ExplicitLoad
{
    public static FixPlan? Plan(FixPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "Load" or "LoadAsync",
                    Expression: InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax
                        {
                            Name.Identifier.ValueText: ("Collection" or "Reference") and var kind,
                            Expression: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax { Identifier.ValueText: var row } }], Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Entry" } },
                        },
                        ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax { Body: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } } navigation }],
                    },
                },
            } load
            || load.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Parent: BlockSyntax { Parent: ForEachStatementSyntax each } } statement
            || !(statement.Expression == load || statement.Expression is AwaitExpressionSyntax { Expression: var awaited } && awaited == load)
            || each.Identifier.ValueText != row
            || Removals.OfStatement(statement, place.Text) is not { } line
            || SetBehind(each.Expression, place.Model) is not { } set
            || !place.Model.LookupNamespacesAndTypes(set.SpanStart, name: "EntityFrameworkQueryableExtensions").Any()
            || AddedInclude.Of(set, navigation.ToString(), ((MemberAccessExpressionSyntax)navigation.Body).Name.ToString(), kind == "Collection", place.Model) is not { } include)
        {
            return null;
        }

        return new FixPlan("Include " + include.Title, ImmutableArray.Create(include.At(set), new TextChange(line, "")))
        {
            Strategy = "Include",
        };
    }

    /// <summary>The set that the rows are loaded from, in the loop's head or in the declaration of the list that it walks over.</summary>
    private static ExpressionSyntax? SetBehind(ExpressionSyntax source, SemanticModel model)
    {
        if (source is IdentifierNameSyntax && model.GetSymbolInfo(source).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] }
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value } && reference.SyntaxTree == source.SyntaxTree)
        {
            source = value;
        }

        for (var part = source; part is not null;)
        {
            if (model.GetTypeInfo(part).Type is INamedTypeSymbol { Name: "DbSet" })
            {
                return part;
            }

            part = part switch
            {
                AwaitExpressionSyntax { Expression: var awaited } => awaited,
                ParenthesizedExpressionSyntax { Expression: var inner } => inner,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: "Where" or "OrderBy" or "OrderByDescending" or "ThenBy" or "Take" or "Skip" or "ToList" or "ToListAsync" or "ToArray" or "ToArrayAsync" or "AsTracking" or "Include" or "ThenInclude" or "AsSplitQuery" } } => receiver,
                _ => null,
            };
        }

        return null;
    }
}
