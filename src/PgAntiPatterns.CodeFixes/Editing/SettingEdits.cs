using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Takes out, replaces and adds a connection setting where it is written: inside a literal, in an initializer, or as a statement.</summary>
internal static class SettingEdits
{
    /// <summary>Takes the reported setting out; null where something must stand in its place.</summary>
    public static TextChange? Removal(FixPlace place)
    {
        switch (place.Node)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal when literal.Span.Contains(place.Span) && literal.Span != place.Span:
                return SettingText.Removal(place.Span, literal.Token.Span, place.Text) is { } inside ? Collapsed(literal, inside, place.Text) : null;
            case InterpolatedStringTextSyntax text:
                return SettingText.Removal(place.Span, text.Span, place.Text) is { } hole ? new TextChange(hole, "") : null;
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } element:
                return new TextChange(Removals.OfElement(initializer.Expressions, element, place.Text), "");
            case ExpressionSyntax { Parent: ExpressionStatementSyntax statement }:
                return Removals.OfStatement(statement, place.Text) is { } line ? new TextChange(line, "") : null;
            default:
                return null;
        }
    }

    /// <summary>Writes something else in the place of the reported setting; null where it is not written as text or as the value of an enum.</summary>
    /// <param name="place">The setting.</param>
    /// <param name="setting">What is written instead: keyword, equals sign and value.</param>
    public static TextChange? Replacement(FixPlace place, string setting)
    {
        var equals = setting.IndexOf('=');
        switch (place.Node)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal when literal.Span.Contains(place.Span) && literal.Span != place.Span:
            case InterpolatedStringTextSyntax:
                return setting.IndexOfAny(['"', '\\', '{', '}', '\n', '\uFFFC']) < 0 ? new TextChange(place.Span, setting) : null;
            case AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }] } } when equals > 0:
                return new TextChange(key.Span, "\"" + setting.Substring(0, equals) + "\"");
            case InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax added }, _] } when equals > 0:
                return new TextChange(added.Span, "\"" + setting.Substring(0, equals) + "\"");
            case AssignmentExpressionSyntax { Right: MemberAccessExpressionSyntax { Name: var value } } assignment when equals > 0 && place.Model.GetTypeInfo(assignment.Right, place.Cancellation).Type?.TypeKind is TypeKind.Enum:
                return new TextChange(value.Span, setting.Substring(equals + 1));
            default:
                return null;
        }
    }

    /// <summary>Adds a setting behind the reported one; null where that is written in a way that leaves no room.</summary>
    /// <param name="place">The setting before.</param>
    /// <param name="setting">The new one, as a connection string writes it.</param>
    public static TextChange? Addition(FixPlace place, string setting)
    {
        switch (place.Node)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal when literal.Span.Contains(place.Span) && literal.Span != place.Span:
            case InterpolatedStringTextSyntax:
                return new TextChange(new TextSpan(place.Span.End, 0), ";" + setting);
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } element:
                var line = place.Text.Lines.GetLineFromPosition(element.SpanStart);
                var before = place.Text.ToString(TextSpan.FromBounds(line.Start, element.SpanStart));
                var separator = before.Trim().Length == 0 ? "," + Environment(place.Text) + before : ", ";
                return new TextChange(new TextSpan(element.Span.End, 0), separator + setting.Replace(" ", "").Replace("=", " = "));
            default:
                return null;
        }
    }

    private static string Environment(SourceText text) => text.Lines.Count > 1 && text.ToString(TextSpan.FromBounds(text.Lines[0].End, text.Lines[0].EndIncludingLineBreak)) is { Length: > 0 } newLine ? newLine : "\n";

    /// <summary>A literal that would be left empty goes with the plus that joins it.</summary>
    private static TextChange Collapsed(LiteralExpressionSyntax literal, TextSpan removal, SourceText text)
    {
        var quotes = literal.Span.Length - removal.Length;
        var isEmptied = literal.Token.Text.Replace(text.ToString(removal), "").Trim('@', '"').Length == 0 && quotes <= 6;
        return isEmptied && literal.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && sum.Right == literal
            ? new TextChange(TextSpan.FromBounds(sum.Left.Span.End, literal.Span.End), "")
            : new TextChange(removal, "");
    }
}
