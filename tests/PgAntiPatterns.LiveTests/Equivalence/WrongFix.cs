using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.LiveTests.Experiments;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>What a fix might have made of a piece of code if it were wrong: it mended nothing, or lost a statement.</summary>
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
    }
}
