using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Sql.ConnectionStrings;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Writes a connection string that is put together from pieces as a builder, which quotes every value.</summary>
internal static class BuilderText
{
    private const string Builder = "NpgsqlConnectionStringBuilder";
    private const char Hole = '\uFFFC';

    /// <summary>The builder's creation; null where a piece is neither a whole value nor text, or does not fit its property.</summary>
    /// <param name="whole">The interpolated string or the sum.</param>
    /// <param name="properties">Which property of the builder each keyword is.</param>
    /// <param name="place">The place of the diagnostic.</param>
    public static string? Of(ExpressionSyntax whole, IReadOnlyDictionary<string, string> properties, FixPlace place)
    {
        if (place.Model.LookupNamespacesAndTypes(whole.SpanStart, name: Builder) is not [INamedTypeSymbol type] || PiecesOf(whole, place.Model) is not { } pieces)
        {
            return null;
        }

        var text = string.Concat(pieces.Select(piece => piece.Text ?? Hole.ToString()));
        var holes = new Queue<ExpressionSyntax>(pieces.Where(piece => piece.Text is null).Select(piece => piece.Value!));
        var start = "";
        if (text.Length > 1 && text[0] == Hole && text[1] == ';')
        {
            // What stands in front is a connection string itself.
            start = "(" + holes.Dequeue() + ")";
            text = text.Substring(2);
        }

        var read = ConnectionStringText.Read(text, Hole);
        if (read.HasUnknown || read.Settings.Count == 0 || read.Settings.Select(setting => setting.Keyword).Distinct(StringComparer.OrdinalIgnoreCase).Count() != read.Settings.Count)
        {
            return null;
        }

        var elements = read.Settings.Select(setting => properties.TryGetValue(setting.Keyword, out var name) && type.GetMembers(name) is [IPropertySymbol property] && ValueOf(setting.Value, property.Type, holes, whole, place.Model) is { } value
            ? name + " = " + value
            : null).ToList();
        return elements.Contains(null) || holes.Count > 0 ? null : $"new {Builder}{start} {{ {string.Join(", ", elements)} }}.ConnectionString";
    }

    private static string? ValueOf(string value, ITypeSymbol type, Queue<ExpressionSyntax> holes, ExpressionSyntax whole, SemanticModel model)
    {
        if (value == Hole.ToString())
        {
            var hole = holes.Dequeue();
            return model.ClassifyConversion(hole, type).IsImplicit ? hole.ToString() : null;
        }

        if (value.IndexOf(Hole) >= 0)
        {
            // Before C# 11 no quote may stand inside a hole.
            return type.SpecialType is SpecialType.System_String && value.IndexOfAny(['"', '\\', '{', '}', '\n', '\r']) < 0 && !holes.Any(hole => hole.ToString().Contains('"'))
                ? "$\"" + string.Concat(value.Select(character => character == Hole ? "{" + Enclosed(holes.Dequeue()) + "}" : character.ToString())) + "\""
                : null;
        }

        return type switch
        {
            { SpecialType: SpecialType.System_String } => SymbolDisplay.FormatLiteral(value, quote: true),
            { SpecialType: SpecialType.System_Int32 } when int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number.ToString(CultureInfo.InvariantCulture),
            { SpecialType: SpecialType.System_Boolean } when bool.TryParse(value, out var isOn) => isOn ? "true" : "false",
            { TypeKind: TypeKind.Enum } when type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => string.Equals(field.Name, value, StringComparison.OrdinalIgnoreCase)) is { } member =>
                type.ToMinimalDisplayString(model, whole.SpanStart) + "." + member.Name,
            _ => null,
        };
    }

    private static string Enclosed(ExpressionSyntax hole) =>
        hole is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax ? hole.ToString() : "(" + hole + ")";

    /// <summary>The pieces in order; null where one of them is formatted on its way.</summary>
    private static List<(string? Text, ExpressionSyntax? Value)>? PiecesOf(ExpressionSyntax whole, SemanticModel model)
    {
        var pieces = new List<(string? Text, ExpressionSyntax? Value)>();
        return Collect(whole, pieces, model) && !whole.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective) ? pieces : null;
    }

    private static bool Collect(ExpressionSyntax expression, List<(string? Text, ExpressionSyntax? Value)> pieces, SemanticModel model)
    {
        switch (expression)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Collect(sum.Left, pieces, model) && Collect(sum.Right, pieces, model);
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return Collect(inner, pieces, model);
            case InterpolatedStringExpressionSyntax interpolated:
                foreach (var content in interpolated.Contents)
                {
                    if (content is InterpolatedStringTextSyntax { TextToken.ValueText: var text })
                    {
                        pieces.Add((text, null));
                    }
                    else if (content is not InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole || !Collect(hole.Expression, pieces, model))
                    {
                        return false;
                    }
                }

                return true;
            default:
                pieces.Add(model.GetConstantValue(expression) is { HasValue: true, Value: string constant } ? (constant, null) : (null, expression));
                return true;
        }
    }
}
