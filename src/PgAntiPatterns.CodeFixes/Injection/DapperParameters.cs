using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Gives the new parameters to Dapper: as an object, or as members of the anonymous object that is there.</summary>
internal static class DapperParameters
{
    /// <summary>The edits of the text and of the parameter object; null where there is an object that cannot be extended.</summary>
    public static ImmutableArray<TextChange>? Add(FixPlace place, SqlRewrite rewrite)
    {
        var argument = place.Node.AncestorsAndSelf().OfType<ArgumentSyntax>().FirstOrDefault(candidate => candidate.Expression.Span == place.Span);
        if (argument?.Parent is not ArgumentListSyntax { Arguments: var arguments, Parent: ExpressionSyntax call }
            || place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method
            || method.Parameters.FirstOrDefault(parameter => parameter.Name is "param" or "parameters") is not { } target)
        {
            return null;
        }

        var members = string.Join(", ", rewrite.Parameters.Select(Member));
        var present = arguments.FirstOrDefault(candidate => candidate.NameColon?.Name.Identifier.ValueText == target.Name)
            ?? (target.Ordinal < arguments.Count && arguments.Take(target.Ordinal + 1).All(candidate => candidate.NameColon is null) ? arguments[target.Ordinal] : null);
        var change = present?.Expression switch
        {
            null => new TextChange(new TextSpan(argument.Span.End, 0), (argument.NameColon is null && target.Ordinal == arguments.IndexOf(argument) + 1 ? ", " : ", " + target.Name + ": ") + "new { " + members + " }"),
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NullLiteralExpression) => new TextChange(literal.Span, "new { " + members + " }"),
            AnonymousObjectCreationExpressionSyntax { Initializers: { Count: > 0 } existing } when !existing.Any(member => rewrite.Parameters.Any(parameter => string.Equals(NameOf(member), parameter.Name, StringComparison.OrdinalIgnoreCase))) =>
                new TextChange(new TextSpan(existing.Last().Span.End, 0), ", " + members),
            _ => (TextChange?)null,
        };
        return change is { } added ? rewrite.Changes.Add(added) : null;
    }

    private static string Member(NewParameter parameter)
    {
        var name = SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : "@" + parameter.Name;
        return parameter.Value == name || parameter.Value.EndsWith("." + name, StringComparison.Ordinal) && parameter.Value.All(character => char.IsLetterOrDigit(character) || character is '.' or '_') ? parameter.Value : name + " = " + parameter.Value;
    }

    private static string? NameOf(AnonymousObjectMemberDeclaratorSyntax member) =>
        member.NameEquals?.Name.Identifier.ValueText ?? (member.Expression as IdentifierNameSyntax)?.Identifier.ValueText ?? (member.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;
}
