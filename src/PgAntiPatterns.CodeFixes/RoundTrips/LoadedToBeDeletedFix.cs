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

/// <summary>Deletes or updates the rows of the query in one statement. It runs at once and not with the save, so that nobody applies this everywhere at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class LoadedToBeDeletedFix() : RuleFix(LoadedToBeDeleted.RuleId)
{
    private protected override bool TakesPartInFixAll => false;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (EntityUpdate.OfSavedLoop(place) is { } update)
        {
            yield return update;
        }

        if (place.Diagnostic.AdditionalLocations is not [{ } loaded]
            || loaded.SourceTree != place.Root.SyntaxTree
            || place.Root.FindNode(loaded.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax terminal
            || place.Node is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } remove
            || Saves.AreCountedBehind(remove)
            // What is included is deleted along with the rows by the context alone.
            || terminal.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(access => access.Name.Identifier.ValueText is "Include" or "ThenInclude")
            || Deletion(terminal) is not { } deletion)
        {
            yield break;
        }

        var whole = Whole(statement);
        var named = whole is null || remove.Span.Contains(terminal.Span) || whole is ForEachStatementSyntax each && each.Expression.Span.Contains(terminal.Span) ? null : Named(terminal, whole);
        if (whole is not null && (named is not null || whole.Span.Contains(terminal.Span)) && MayPassBy(terminal, named ?? whole, whole, place)
            && (named is null ? default(TextSpan?) : Removals.OfStatement(named, place.Text)) is var line && (line is null) == (named is null))
        {
            var edits = ImmutableArray.Create(new TextChange(whole.Span, deletion + ";"));
            yield return new FixPlan("Delete in one statement (at once, not with SaveChanges)", line is null ? edits : edits.Insert(0, new TextChange(line.Value, ""))) { Strategy = "ExecuteDelete", ChangesBehaviour = true };
        }
    }

    /// <summary>True where the context would do no more than delete the rows, and has none of them in memory.</summary>
    private static bool MayPassBy(ExpressionSyntax terminal, StatementSyntax first, StatementSyntax last, FixPlace place)
    {
        for (var part = terminal; part is not null; part = part is InvocationExpressionSyntax call ? (call.Expression as MemberAccessExpressionSyntax)?.Expression : null)
        {
            if (place.Model.GetTypeInfo(part).Type is INamedTypeSymbol { Name: "DbSet", TypeArguments: [INamedTypeSymbol entity] })
            {
                return EntityUpdate.ContextOf(part) is { } context
                    && !SavedColumns.AreMore(place.Model.GetTypeInfo(context).Type, entity, place)
                    && !ContextUses.MayTrackBefore(context, first, last, place);
            }
        }

        return false;
    }

    /// <summary>The statement, or the loop that does nothing else; null where its words would be lost.</summary>
    private static StatementSyntax? Whole(ExpressionStatementSyntax statement)
    {
        if ((statement.Parent is BlockSyntax { Statements.Count: 1 } block ? block.Parent : statement.Parent) is not ForEachStatementSyntax each)
        {
            return statement;
        }

        return each.AwaitKeyword.RawKind != 0 || each.DescendantTrivia().Any(trivia => each.Span.Contains(trivia.Span) && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective)) ? null : each;
    }

    /// <summary>The list's declaration, directly in front of the statement: the query runs where the statement stands, and nothing may happen in between.</summary>
    private static LocalDeclarationStatementSyntax? Named(ExpressionSyntax terminal, StatementSyntax statement) =>
        terminal.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { Declaration.Variables: [{ Initializer.Value: { } value }] } declaration
        && declaration.Parent is BlockSyntax { Statements: var statements } && statements.IndexOf(statement) is > 0 and var place && statements[place - 1] == declaration
        && (value == terminal || value is AwaitExpressionSyntax { Expression: var awaited } && awaited == terminal)
            ? declaration
            : null;

    /// <summary>The same query, with the rows deleted instead of fetched.</summary>
    private static string? Deletion(ExpressionSyntax terminal)
    {
        if (terminal is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var query } access, ArgumentList: var arguments })
        {
            var dot = query.GetTrailingTrivia() + access.OperatorToken.ToFullString();
            switch (name)
            {
                case "ToListAsync" or "ToArrayAsync":
                    return "await " + query + dot + "ExecuteDeleteAsync" + arguments;
                case "ToList" or "ToArray":
                    return query + dot + "ExecuteDelete()";
            }
        }

        return terminal is InvocationExpressionSyntax or MemberAccessExpressionSyntax ? terminal + ".ExecuteDelete()" : null;
    }
}
