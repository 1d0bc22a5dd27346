using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Lets a loop walk over chunks of its elements and save each of them, for collections that are too large for one transaction.</summary>
internal static class ChunkedSave
{
    private const string Chunk = "chunk";
    private const string Step = "    ";
    private const int Size = 100;

    /// <summary>The plan for a loop that saves as its last statement; null where the loop cannot walk over chunks.</summary>
    public static FixPlan? Plan(LoopSyntax loop, StatementSyntax saving, TextSpan line, FixPlace place)
    {
        if (loop.Loop is not ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } each
            || place.Model.GetTypeInfo(each.Expression).Type is not { } source || IsQuery(source)
            || place.Model.LookupSymbols(each.Expression.SpanStart, source, "Chunk", includeReducedExtensionMethods: true).IsEmpty
            || !loop.IsFree(Chunk, place.Model)
            || saving.GetLeadingTrivia().Concat(loop.Body.CloseBraceToken.LeadingTrivia).Any(trivia => !string.IsNullOrWhiteSpace(trivia.ToString())))
        {
            return null;
        }

        var size = Size.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (indent, newLine) = (loop.Indent, loop.NewLine);
        var walked = each.Expression is AwaitExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax or CastExpressionSyntax ? $"({each.Expression})" : each.Expression.ToString();
        var turn = Indentation.Moved(each.Span, [new TextChange(each.Expression.Span, Chunk), new TextChange(line, "")], indent, indent + Step, place);
        var text = $"foreach (var {Chunk} in {walked}.Chunk({size}))" + newLine + indent + "{" + newLine + indent + Step + turn + newLine + newLine + indent + Step + saving + newLine + indent + "}";
        return new FixPlan($"Save once per chunk of {size} elements (the changes of a chunk succeed or fail together)", ImmutableArray.Create(new TextChange(each.Span, text)))
        {
            Strategy = "Chunks",
            ChangesBehaviour = true,
        };
    }

    private static bool IsQuery(ITypeSymbol type) => type.Name is "IQueryable" || type.AllInterfaces.Any(face => face.Name is "IQueryable");
}
