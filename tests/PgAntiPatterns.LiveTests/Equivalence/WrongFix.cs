using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.LiveTests.Experiments;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>What a fix might have made of a piece of code if it were wrong: it mended nothing, or lost a statement or a value.</summary>
internal static class WrongFix
{
    private const int MostLost = 3;

    /// <summary>Wrong versions of a mended source, the most telling first.</summary>
    public static IEnumerable<string> Of(Shape shape, string before, string after)
    {
        if (shape.Promise is not null)
        {
            yield return before;
        }

        var old = before.Split('\n').Select(line => line.Trim()).ToHashSet();
        var root = CSharpSyntaxTree.ParseText(after, CompileReferences.Parsing).GetRoot();
        var text = SourceText.From(after);
        var statements = root.DescendantNodes().OfType<ExpressionStatementSyntax>()
            .Where(statement => statement.Expression is InvocationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax)
            .OrderBy(statement => old.Contains(text.Lines.GetLineFromPosition(statement.SpanStart).ToString().Trim()));
        foreach (var statement in statements.Take(MostLost))
        {
            yield return text.Replace(statement.Span, "{ }").ToString();
        }

        foreach (var method in root.DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            foreach (var parameter in method.ParameterList.Parameters.Where(parameter => parameter.Type is not null and not IdentifierNameSyntax))
            {
                var body = (SyntaxNode?)method.Body ?? method.ExpressionBody;
                if (body?.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault(name => name.Identifier.ValueText == parameter.Identifier.ValueText && IsRead(name)) is { } read)
                {
                    yield return text.Replace(read.Span, (read.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } ? read + " = " : "") + $"default({parameter.Type})!").ToString();
                }
            }
        }
    }

    private static bool IsRead(IdentifierNameSyntax name) =>
        !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name) && name.Parent is not (NameEqualsSyntax or NameColonSyntax) && !(name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name);
}
