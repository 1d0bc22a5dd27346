using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Puts the reader under <c>using</c>, and closes it where the next command on its connection is in sight.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ReaderNotDisposedFix() : RuleFix(ReaderNotDisposed.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        // A reader in a loop may be in the way of nothing but its own next turn: the end of the turn ends it.
        var isInTheWay = place.Diagnostic.AdditionalLocations.Any(location => location.SourceSpan != place.Span);
        if (Disposals.Using(place, isInTheWay) is not { IsEmpty: false } changes)
        {
            yield break;
        }

        if (!isInTheWay)
        {
            yield return new FixPlan("Dispose the reader with 'using'", changes);
        }
        else if (ClosedBeforeNextCommand(place) is { } close)
        {
            yield return new FixPlan("Dispose the reader with 'using' and close it before the next command", changes.Add(close));
        }
    }

    private static TextChange? ClosedBeforeNextCommand(FixPlace place)
    {
        if (Disposals.DeclarationOf(place.Node) is not { Declaration.Variables: [{ } variable] } declaration
            || Statements.Neighbours(declaration) is not { } statements
            || place.Model.GetDeclaredSymbol(variable) is not ILocalSymbol reader)
        {
            return null;
        }

        var last = statements.LastOrDefault(statement => Disposals.References(reader, statement, place.Model).Count > 0) ?? declaration;
        var nextCommand = place.Diagnostic.AdditionalLocations.Where(location => location.SourceTree == place.Root.SyntaxTree).Select(location => location.SourceSpan.Start).DefaultIfEmpty(-1).Min();
        if (nextCommand < last.Span.End || !Statements.EndsItsLine(last, place.Text))
        {
            return null;
        }

        var members = reader.Type.GetMembers().Concat(Bases(reader.Type)).Select(member => member.Name).ToList();
        var ending = members.Contains("Close") ? "Close" : "Dispose";
        return Statements.After(last, Disposals.IsInAsyncCode(declaration) && members.Contains(ending + "Async") ? $"await {reader.Name}.{ending}Async();" : $"{reader.Name}.{ending}();", place.Text);
    }

    private static IEnumerable<ISymbol> Bases(ITypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                yield return member;
            }
        }
    }
}
