using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns rows that Dapper inserts one by one into a binary import.</summary>
internal static class DapperCopy
{
    /// <summary>For a loop that does nothing but execute an INSERT for its element, or one call with all elements.</summary>
    public static FixPlan? Plan(FixPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax connection, Name: IdentifierNameSyntax { Identifier.ValueText: "Execute" or "ExecuteAsync" } }, ArgumentList.Arguments: [{ NameColon: null, Expression: var sql }, { NameColon: null, Expression: var given }] } call
            || call.FirstAncestorOrSelf<StatementSyntax>() is not ExpressionStatementSyntax { Expression: var whole } statement
            || !(whole == call || whole is AwaitExpressionSyntax { Expression: var awaited } && awaited == call)
            || PlainInsert.Of(sql) is not { } insert || insert.Values.Any(value => value[0] == '$'))
        {
            return null;
        }

        var isAsync = whole is AwaitExpressionSyntax;
        if (statement.Parent is BlockSyntax { Statements.Count: 1, Parent: ForEachStatementSyntax each } && place.Diagnostic.AdditionalLocations.Count == 1)
        {
            return place.Model.GetDeclaredSymbol(each) is ILocalSymbol { Type: { } type } && CopyLoop.HeaderOf(each, place) is { } header && IsOpenAt(each, connection, place)
                && !(given is IdentifierNameSyntax passed && passed.Identifier.ValueText != each.Identifier.ValueText)
                && Row(insert, given, each.Identifier.Text, type, place) is { } row
                    ? new CopyLoop(each, header, connection, insert, [], row, isAsync, "").Plan(place)
                    : null;
        }

        var name = place.Model.LookupSymbols(call.SpanStart, name: "row").IsEmpty ? "row" : "r";
        return given is IdentifierNameSyntax rows && CopyLoop.IsInMemory(rows, place.Model) && statement.Parent is BlockSyntax && IsOpenAt(statement, connection, place) && ElementOf(place.Model.GetTypeInfo(rows).Type) is { } element
            && Row(insert, rows, name, element, place) is { } values
                ? new CopyLoop(statement, $"foreach (var {name} in {rows})", connection, insert, [], values, isAsync, "").Plan(place)
                : null;
    }

    /// <summary>The values of a row: of its properties, or of what an object is made of for it; null where one may be taken for something else.</summary>
    private static List<CopiedValue>? Row(PlainInsert insert, ExpressionSyntax given, string element, ITypeSymbol type, FixPlace place)
    {
        var values = given switch
        {
            AnonymousObjectCreationExpressionSyntax made => insert.Values.Select(value =>
                made.Initializers.Where(member => string.Equals(UnnestInsert.NameOf(member), value, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? CopiedValue.Of(only.Expression, null, place.Model) : null).ToList(),
            IdentifierNameSyntax => insert.Values.Select(value => CopiedValue.Of(element, UnnestInsert.PropertiesOf(type).FirstOrDefault(property => string.Equals(property.Name, value, StringComparison.OrdinalIgnoreCase)))).ToList(),
            _ => [null],
        };
        return values.Contains(null) ? null : values.OfType<CopiedValue>().ToList();
    }

    /// <summary>Dapper opens a closed connection by itself, the import does not: it must be seen to be opened.</summary>
    private static bool IsOpenAt(StatementSyntax statement, IdentifierNameSyntax connection, FixPlace place)
    {
        for (SyntaxNode node = statement; node.Parent is BlockSyntax or UsingStatementSyntax or TryStatementSyntax; node = node.Parent)
        {
            if (node.Parent is BlockSyntax block && block.Statements.TakeWhile(other => other != node).Any(other => Opens(other, connection, place.Model)))
            {
                return true;
            }

            if (node.Parent is UsingStatementSyntax { Declaration.Variables: [{ Initializer.Value: var value } variable] } && variable.Identifier.ValueText == connection.Identifier.ValueText && IsOpening(value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Opens(StatementSyntax statement, IdentifierNameSyntax connection, SemanticModel model) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var value } variable] } => variable.Identifier.ValueText == connection.Identifier.ValueText && IsOpening(value),
        ExpressionStatementSyntax { Expression: var expression } => (expression is AwaitExpressionSyntax { Expression: var awaited } ? awaited : expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Open" or "OpenAsync", Expression: IdentifierNameSyntax opened } }
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(opened).Symbol, model.GetSymbolInfo(connection).Symbol),
        _ => false,
    };

    private static bool IsOpening(ExpressionSyntax? value) =>
        (value is AwaitExpressionSyntax { Expression: var awaited } ? awaited : value) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "OpenConnection" or "OpenConnectionAsync" } };

    private static ITypeSymbol? ElementOf(ITypeSymbol? rows) => rows switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element,
        INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "HashSet" or "IEnumerable", TypeArguments: [var element] } => element,
        _ => null,
    };
}
