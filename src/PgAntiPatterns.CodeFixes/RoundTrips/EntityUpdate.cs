using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns a loop that loads entities, gives each of them the same kind of values and saves it into one UPDATE.</summary>
internal static class EntityUpdate
{
    public static FixPlan? Plan(FixPlace place)
    {
        if (place.Diagnostic.AdditionalLocations.Count != 1
            || place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var context, Name.Identifier.ValueText: "SaveChanges" or "SaveChangesAsync" } } save
            || save.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ForEachStatementSyntax { AwaitKeyword.RawKind: 0, Parent: BlockSyntax } each } body } saving
            || body.Statements.Count < 2 || body.Statements.Last() != saving
            || HasComments(each)
            || Loaded(each, place) is not var (terminal, declaration)
            || QueryOf(terminal.Expression, context, place.Model) is not { } query
            || place.Model.GetDeclaredSymbol(each) is not ILocalSymbol { Type: INamedTypeSymbol entity }
            || HasOwnSave(place.Model.GetTypeInfo(context).Type, place) || HasConcurrencyToken(entity)
            || !new LoopSyntax(each, body).IsIndependent(saving, place.Model)
            || Setters(body, each.Identifier.ValueText, entity, place) is not { } setters)
        {
            return null;
        }

        var isAsync = terminal.Token is not null;
        var member = isAsync ? "ExecuteUpdateAsync" : "ExecuteUpdate";
        if (place.Model.LookupSymbols(each.SpanStart, place.Model.GetTypeInfo(((MemberAccessExpressionSyntax)terminal.Expression.Expression).Expression).Type, member, includeReducedExtensionMethods: true).IsEmpty)
        {
            return null;
        }

        var loop = new LoopSyntax(each, body);
        var parameter = each.Identifier.ValueText == "rows" ? "all" : "rows";
        var calls = setters.Count == 1 ? setters[0] : string.Concat(setters.Select(setter => loop.NewLine + loop.Indent + "    " + setter));
        var update = (isAsync ? "await " : "") + $"{query}.{member}({parameter} => {parameter}{calls}{(string.IsNullOrEmpty(terminal.Token) ? "" : ", " + terminal.Token)});";
        var edits = ImmutableArray.Create(new TextChange(each.Span, update + loop.NewLine + loop.Indent + saving));
        if (declaration is not null)
        {
            if (Removals.OfStatement(declaration, place.Text) is not { } line)
            {
                return null;
            }

            edits = edits.Insert(0, new TextChange(line, ""));
        }

        return new FixPlan("Update all rows in one statement with ExecuteUpdate (at once; the change tracker, concurrency checks and interceptors do not see it)", edits)
        {
            Strategy = "ExecuteUpdate",
            ChangesBehaviour = true,
        };
    }

    /// <summary>The call that loads what the loop walks over, its token where it is awaited, and the statement that holds the list, where it is used for nothing else.</summary>
    private static ((InvocationExpressionSyntax Expression, string? Token) Terminal, StatementSyntax? Declaration)? Loaded(ForEachStatementSyntax each, FixPlace place)
    {
        if (Terminal(each.Expression) is { } direct)
        {
            return (direct, null);
        }

        return each.Expression is IdentifierNameSyntax name
            && place.Model.GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value, Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration }
            && declaration.Parent == each.Parent
            && ((BlockSyntax)each.Parent!).Statements is var statements && statements.IndexOf(declaration) + 1 == statements.IndexOf(each)
            && Disposals.References(local, each.Parent, place.Model).Count == 1
            && !declaration.GetLeadingTrivia().Any(trivia => trivia.IsDirective) && Terminal(value) is { } held
                ? (held, declaration)
                : null;
    }

    private static (InvocationExpressionSyntax Expression, string? Token)? Terminal(ExpressionSyntax value)
    {
        var isAwaited = value is AwaitExpressionSyntax;
        var call = value is AwaitExpressionSyntax { Expression: var awaited } ? awaited : value;
        call = isAwaited && call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } } ? configured : call;
        return call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }, ArgumentList.Arguments: var arguments } terminal
            && (isAwaited ? name is "ToListAsync" or "ToArrayAsync" && arguments.Count < 2 : name is "ToList" or "ToArray" && arguments.Count == 0)
                ? (terminal, isAwaited ? arguments.ToString() : null)
                : null;
    }

    /// <summary>The rows of the query, whose order does not matter; null where it is more than a set with conditions, or of another context.</summary>
    private static string? QueryOf(InvocationExpressionSyntax terminal, ExpressionSyntax context, SemanticModel model)
    {
        var access = (MemberAccessExpressionSyntax)terminal.Expression;
        if (model.GetTypeInfo(access.Expression).Type is INamedTypeSymbol { Name: "DbSet" })
        {
            return IsOf(access.Expression, context) ? access.Expression.ToString() : null;
        }

        if (access.Expression is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } step } call || QueryOf(call, context, model) is not { } source)
        {
            return null;
        }

        return name switch
        {
            "Where" when call.ArgumentList.Arguments.Count == 1 => source + step.Expression.GetTrailingTrivia() + step.OperatorToken.ToFullString() + step.Name + call.ArgumentList,
            "AsTracking" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" => source,
            _ => null,
        };
    }

    private static bool IsOf(ExpressionSyntax set, ExpressionSyntax context) =>
        (set is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Set" } } call ? call.Expression : set) is MemberAccessExpressionSyntax access && access.Expression.ToString() == context.ToString();

    /// <summary>What is set; null where a statement is no assignment of a column, or reads a column that another one has changed.</summary>
    private static List<string>? Setters(BlockSyntax body, string element, INamedTypeSymbol entity, FixPlace place)
    {
        var setters = new List<string>();
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in body.Statements.Take(body.Statements.Count - 1))
        {
            if (EntitySetter.Of(statement, element, entity, place) is not { } setter || setter.Reads.Any(changed.Contains) || !changed.Add(setter.Property))
            {
                return null;
            }

            setters.Add(setter.Text);
        }

        return setters;
    }

    /// <summary>A context with a save of its own, interceptors or columns that are left out.</summary>
    private static bool HasOwnSave(ITypeSymbol? context, FixPlace place)
    {
        for (var type = context; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().OfType<IMethodSymbol>().Any(method => method.IsOverride && method.DeclaringSyntaxReferences.Length > 0 && method.Name is "SaveChanges" or "SaveChangesAsync" or "OnConfiguring")
                || type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(place.Cancellation).DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText is "Ignore" or "IsConcurrencyToken" or "IsRowVersion" or "UseXminAsConcurrencyToken")))
            {
                return true;
            }
        }

        return context is null;
    }

    private static bool HasConcurrencyToken(INamedTypeSymbol entity)
    {
        for (var type = entity; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().Any(member => member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "TimestampAttribute" or "ConcurrencyCheckAttribute")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasComments(ForEachStatementSyntax each) =>
        each.DescendantTrivia().Any(trivia => each.Span.Contains(trivia.Span) && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective));
}
