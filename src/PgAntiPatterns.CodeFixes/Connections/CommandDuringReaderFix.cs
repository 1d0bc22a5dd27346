using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Reads the rows of a loop into a list first, so that the connection is free inside it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CommandDuringReaderFix() : RuleFix(CommandDuringReader.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        var source = place.Diagnostic.AdditionalLocations.FirstOrDefault(location => location.SourceTree == place.Root.SyntaxTree);
        var loop = source is null ? null : place.Root.FindNode(source.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<CommonForEachStatementSyntax>().FirstOrDefault(candidate => candidate.Expression.Span.Contains(source.SourceSpan));
        if (loop is not null && loop.Statement.Span.Contains(place.Span) && Buffering.Loop(loop, place.Model) is { } changes)
        {
            yield return new FixPlan("Read the rows into a list first", changes.ToImmutableArray());
        }
    }
}
