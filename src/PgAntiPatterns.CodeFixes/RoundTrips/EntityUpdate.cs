using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns a loop that loads entities, gives each of them the same kind of values and has them saved into one UPDATE.</summary>
internal static class EntityUpdate
{
    /// <summary>For a loop that saves at the end of each turn.</summary>
    public static FixPlan? OfSavingLoop(FixPlace place) =>
        place.Diagnostic.AdditionalLocations.Count == 1
        && place.Node.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax { Parent: ForEachStatementSyntax each } body } saving
        && body.Statements.Last() == saving && Saves.ContextOf(saving) is { } context
        && new LoopSyntax(each, body).IsIndependent(saving, place.Model)
            ? Of(new LoopSyntax(each, body), body.Statements.Take(body.Statements.Count - 1).ToList(), context, saving, place)
            : null;

    /// <summary>For a loop whose rows are saved behind it.</summary>
    public static FixPlan? OfSavedLoop(FixPlace place) =>
        place.Node.FirstAncestorOrSelf<ForEachStatementSyntax>() is { Statement: BlockSyntax body } each
        && each.Expression.Span.Contains(place.Span) && Saves.ContextBehind(each) is { } context
            ? Of(new LoopSyntax(each, body), body.Statements, context, null, place)
            : null;

    private static FixPlan? Of(LoopSyntax loop, IReadOnlyList<StatementSyntax> turn, ExpressionSyntax context, StatementSyntax? saving, FixPlace place)
    {
        var each = (ForEachStatementSyntax)loop.Loop;
        if (turn.Count == 0 || each.Parent is not BlockSyntax || HasComments(each)
            || LoadedRows.Of(each, place) is not { } rows || ContextOf(rows.Set)?.ToString() != context.ToString()
            || place.Model.GetDeclaredSymbol(each) is not ILocalSymbol { Type: INamedTypeSymbol entity }
            || AreUsedElsewhere(entity, each, rows, place)
            || ContextUses.MayTrackBefore(context, rows.Declaration ?? (StatementSyntax)each, each, place)
            || Setters(turn, loop, place) is not var (setters, values)
            || place.Model.LookupSymbols(each.SpanStart, place.Model.GetTypeInfo(rows.Set).Type, rows.IsAsync ? "ExecuteUpdateAsync" : "ExecuteUpdate", includeReducedExtensionMethods: true).IsEmpty
            || SavedColumns.AreMore(place.Model.GetTypeInfo(context).Type, entity, place))
        {
            return null;
        }

        var line = loop.NewLine + loop.Indent;
        var parameter = loop.IsFreeForLambda("rows", place.Model) || rows.Declaration?.Declaration.Variables[0].Identifier.ValueText == "rows" ? "rows" : "all";
        var calls = setters.Count == 1 ? setters[0].Text : string.Concat(setters.Select(setter => line + "    " + setter.Text));
        var update = string.Concat(values.Select(value => value + line))
            + (rows.IsAsync ? "await " : "") + $"{rows.Query}.ExecuteUpdate{(rows.IsAsync ? "Async" : "")}({parameter} => {parameter}{calls}{(rows.Token.Length == 0 ? "" : ", " + rows.Token)});"
            + (saving is null ? "" : line + saving);
        var edits = ImmutableArray.Create(new TextChange(each.Span, update));
        if (rows.Declaration is not null)
        {
            edits = edits.Insert(0, new TextChange(Removals.OfStatement(rows.Declaration, place.Text)!.Value, ""));
        }

        return new FixPlan("Update all rows in one statement with ExecuteUpdate (at once, not with SaveChanges; entities in memory stay as they are)", edits)
        {
            Strategy = "ExecuteUpdate",
            ChangesBehaviour = true,
        };
    }

    /// <summary>The context that a set is named of.</summary>
    public static ExpressionSyntax? ContextOf(ExpressionSyntax set) =>
        ((set is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Set" } } call ? call.Expression : set) as MemberAccessExpressionSyntax)?.Expression;

    /// <summary>True where the method has such entities before the loop and behind it: they may be the ones that the loop would have changed.</summary>
    private static bool AreUsedElsewhere(INamedTypeSymbol entity, ForEachStatementSyntax each, LoadedRows rows, FixPlace place)
    {
        var uses = (each.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)each.Parent!).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => !each.Span.Contains(name.Span) && rows.Declaration?.Span.Contains(name.Span) is not true)
            .Select(name => (name.SpanStart, Symbol: place.Model.GetSymbolInfo(name, place.Cancellation).Symbol))
            .Where(use => use.Symbol switch
            {
                ILocalSymbol local => IsOrHolds(local.Type, entity) && !IsNew(local, place),
                IParameterSymbol { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } parameter => IsOrHolds(parameter.Type, entity),
                IFieldSymbol field => IsOrHolds(field.Type, entity),
                _ => false,
            })
            .ToList();
        var isRepeated = each.Ancestors().Any(node => node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        var behind = uses.Where(use => use.SpanStart > each.SpanStart).ToList();
        return isRepeated ? uses.Count > 0 : behind.Count > 0 && (behind.Count < uses.Count || behind.Any(use => use.Symbol is not ILocalSymbol { Locations: [var declared] } || declared.SourceSpan.Start < each.SpanStart));
    }

    private static bool IsOrHolds(ITypeSymbol type, INamedTypeSymbol entity) =>
        SymbolEqualityComparer.Default.Equals(type, entity)
        || (type is IArrayTypeSymbol array && IsOrHolds(array.ElementType, entity))
        || (type is INamedTypeSymbol { Name: not "DbSet" } named && named.TypeArguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument, entity)));

    private static bool IsNew(ILocalSymbol local, FixPlace place) =>
        local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(place.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax };

    /// <summary>What is set, and the statements in front that fetch values; null where a statement is no assignment of a column, or reads a column that another one has changed.</summary>
    private static (List<EntitySetter> Setters, List<string> Values)? Setters(IReadOnlyList<StatementSyntax> turn, LoopSyntax loop, FixPlace place)
    {
        var setters = new List<EntitySetter>();
        foreach (var statement in turn)
        {
            if (EntitySetter.Of(statement, loop, place) is not { } setter || setters.Any(other => other.Property == setter.Property || setter.Reads.Contains(other.Property)))
            {
                return null;
            }

            setters.Add(setter);
        }

        return (setters, setters.Select(setter => setter.Declaration).OfType<string>().ToList());
    }

    private static bool HasComments(ForEachStatementSyntax each) =>
        each.DescendantTrivia().Any(trivia => each.Span.Contains(trivia.Span) && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective));
}
