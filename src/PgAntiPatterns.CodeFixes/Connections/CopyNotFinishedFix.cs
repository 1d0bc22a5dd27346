using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Puts the COPY under <c>using</c>, or writes the binary format into its text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CopyNotFinishedFix() : RuleFix(CopyNotFinished.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var sql }, ..], Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } })
        {
            yield break;
        }

        if (member.StartsWith("BeginBinary", StringComparison.Ordinal) && place.Model.GetConstantValue(sql).Value is string text && text.IndexOf("binary", StringComparison.OrdinalIgnoreCase) < 0)
        {
            if (sql is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token: var token } && token.IsKind(SyntaxKind.StringLiteralToken) && text.TrimEnd().EndsWith("stdin", StringComparison.OrdinalIgnoreCase) | text.TrimEnd().EndsWith("stdout", StringComparison.OrdinalIgnoreCase))
            {
                yield return new FixPlan("Copy in binary format", ImmutableArray.Create(new TextChange(new TextSpan(token.Span.End - 1, 0), " (FORMAT BINARY)")));
            }

            yield break;
        }

        if (Disposals.Using(place, keeps: true) is { IsEmpty: false } changes && Disposals.DeclarationOf(place.Node) is { } declaration)
        {
            var ended = Ended(place, declaration);
            var isCompletedByDisposal = IsCompletedByDisposal(member, place.Model.GetConstantValue(sql).Value as string);
            yield return new FixPlan(isCompletedByDisposal ? "Dispose the COPY with 'using' (after an error, too, it keeps what was written)" : "Dispose the COPY with 'using'", ended is null ? changes : changes.Add(ended.Value))
            {
                ChangesBehaviour = isCompletedByDisposal,
            };
        }
    }

    /// <summary>True for an import of text or raw bytes, which has no <c>Complete</c>: disposing it completes the COPY, after an error as well.</summary>
    private static bool IsCompletedByDisposal(string member, string? sql) =>
        member.StartsWith("BeginTextImport", StringComparison.Ordinal)
        || (member.StartsWith("BeginRawBinaryCopy", StringComparison.Ordinal) && !(sql is not null && sql.IndexOf("stdout", StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>Where more follows in the block, the COPY ends behind its own last statement.</summary>
    private static TextChange? Ended(FixPlace place, LocalDeclarationStatementSyntax declaration)
    {
        if (Statements.Neighbours(declaration) is not { } statements || place.Model.GetDeclaredSymbol(declaration.Declaration.Variables[0]) is not ILocalSymbol copy)
        {
            return null;
        }

        var last = statements.LastOrDefault(statement => Disposals.References(copy, statement, place.Model).Count > 0) ?? declaration;
        var isLast = statements.IndexOf(last) == statements.Count - 1 || !Statements.EndsItsLine(last, place.Text);
        return isLast ? null : Statements.After(last, Disposals.IsInAsyncCode(declaration) ? $"await {copy.Name}.DisposeAsync();" : $"{copy.Name}.Dispose();", place.Text);
    }
}
