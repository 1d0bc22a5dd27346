using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A plain INSERT of one row that becomes an INSERT of all rows from arrays.</summary>
/// <param name="Text">The literal with the new statement.</param>
/// <param name="Values">The names of the parameters, in the order of the columns.</param>
internal sealed record UnnestInsert(string Text, IReadOnlyList<string> Values)
{
    /// <summary>The statement in a literal; null where it is more than <c>insert into t (a, b) values (@a, @b)</c>.</summary>
    public static UnnestInsert? Of(ExpressionSyntax sql)
    {
        if (sql is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token.Text: var text } || text[0] != '"')
        {
            return null;
        }

        var match = Regex.Match(
            text,
            @"^""insert\s+into\s+[\w.]+\s*\((?<columns>[\w\s,]+)\)\s*(?<rows>values\s*\(\s*(?<values>@\w+(\s*,\s*@\w+)*)\s*\))\s*""$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1));
        if (!match.Success)
        {
            return null;
        }

        var values = match.Groups["values"].Value.Split(',').Select(value => value.Trim().Substring(1)).ToList();
        var rows = match.Groups["rows"];
        return match.Groups["columns"].Value.Split(',').Length == values.Count && values.Distinct(StringComparer.OrdinalIgnoreCase).Count() == values.Count
            ? new UnnestInsert(text.Remove(rows.Index, rows.Length).Insert(rows.Index, "select * from unnest(" + string.Join(", ", values.Select(value => "@" + value)) + ")"), values)
            : null;
    }

    /// <summary>The arrays as an object, taken from the properties of the rows; null where a parameter is no property of a type that PostgreSQL takes arrays of.</summary>
    public string? ArraysOf(string rows, ITypeSymbol row, string name)
    {
        var properties = PropertiesOf(row).ToList();
        var found = Values.Select(value => properties.FirstOrDefault(property => string.Equals(property.Name, value, StringComparison.OrdinalIgnoreCase))).ToList();
        return found.All(property => property is not null && HasArray(property.Type))
            ? Object(Values.Zip(found, (value, property) => $"{value} = {rows}.Select({name} => {name}.{property!.Name}).ToArray()"))
            : null;
    }

    /// <summary>The arrays as an object, taken from what an anonymous object is made of.</summary>
    public string? ArraysOf(string rows, AnonymousObjectCreationExpressionSyntax made, string name, SemanticModel model)
    {
        var members = made.Initializers.Select(member => (Name: NameOf(member), Value: member.Expression)).ToList();
        var found = Values.Select(value => members.FirstOrDefault(member => string.Equals(member.Name, value, StringComparison.OrdinalIgnoreCase)).Value).ToList();
        return found.All(value => value is not null && HasArray(model.GetTypeInfo(value).Type) && !value.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax or DeclarationExpressionSyntax))
            ? Object(Values.Zip(found, (value, expression) => $"{value} = {rows}.Select({name} => {expression}).ToArray()"))
            : null;
    }

    private static string Object(IEnumerable<string> members) => "new { " + string.Join(", ", members) + " }";

    /// <summary>The name of a member of an anonymous object.</summary>
    public static string? NameOf(AnonymousObjectMemberDeclaratorSyntax member) => member.NameEquals?.Name.Identifier.ValueText ?? member.Expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        IdentifierNameSyntax { Identifier.ValueText: var name } => name,
        _ => null,
    };

    /// <summary>The properties that Dapper takes parameters from.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(ITypeSymbol row)
    {
        for (var type = row; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null, IsIndexer: false })
                {
                    yield return property;
                }
            }
        }
    }

    private static bool HasArray(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
        {
            type = inner;
        }

        return type?.SpecialType is SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal
            || type is { Name: "Guid", ContainingNamespace.Name: "System" };
    }
}
