using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Connections;

/// <summary>Leaves the connection to its context: no <c>using</c>, and what is opened is closed in a <c>finally</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ContextConnectionDisposedFix() : RuleFix(ContextConnectionDisposed.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: { } facade } } lent || !IsRepeatable(facade)
            || lent.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Parent: BlockSyntax block } declaration } } variable })
        {
            yield break;
        }

        var changes = new List<TextChange> { new(TextSpan.FromBounds(declaration.SpanStart, declaration.Declaration.SpanStart), "") };
        var name = variable.Identifier.ValueText;
        if (place.Model.GetDeclaredSymbol(variable) is not { } connection || Disposals.References(connection, block, place.Model).Any(reference => IsHandedOver(reference, place.Model)))
        {
            yield break;
        }

        var rest = block.Statements.Skip(block.Statements.IndexOf(declaration) + 1).ToList();
        if (rest.FirstOrDefault() is ExpressionStatementSyntax first && OpenOf(first, name) is { } open)
        {
            if (!TryWrap(place, first, open, rest.Skip(1).ToList(), facade.ToString(), changes))
            {
                yield break;
            }
        }
        else if (rest.SelectMany(statement => statement.DescendantNodes()).OfType<InvocationExpressionSyntax>().Any(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Open" or "OpenAsync" }))
        {
            yield break;
        }

        yield return new FixPlan("Leave the connection to its context", changes.ToImmutableArray());
    }

    /// <summary>True for variables and members of them: a call would make another context.</summary>
    private static bool IsRepeatable(ExpressionSyntax facade)
    {
        var current = facade;
        while (current is MemberAccessExpressionSyntax access)
        {
            current = access.Expression;
        }

        return current is IdentifierNameSyntax or ThisExpressionSyntax or BaseExpressionSyntax;
    }

    /// <summary>True where code of the project is given the connection: it may open it, and then nobody would close it.</summary>
    private static bool IsHandedOver(IdentifierNameSyntax reference, SemanticModel model) => reference.Parent switch
    {
        ArgumentSyntax { Parent.Parent: { } call } => IsOwn(call, model),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => IsOwn(call, model),
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Connection" } } => false,
        AssignmentExpressionSyntax or EqualsValueClauseSyntax => true,
        _ => false,
    };

    private static bool IsOwn(SyntaxNode call, SemanticModel model) => model.GetSymbolInfo(call).Symbol is not { DeclaringSyntaxReferences.IsEmpty: true };

    private static InvocationExpressionSyntax? OpenOf(ExpressionStatementSyntax statement, string name) =>
        (statement.Expression is AwaitExpressionSyntax wait ? wait.Expression : statement.Expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Open" or "OpenAsync", Expression: IdentifierNameSyntax owner } } call
        && owner.Identifier.ValueText == name
            ? call
            : null;

    private static bool TryWrap(FixPlace place, ExpressionStatementSyntax opening, InvocationExpressionSyntax open, List<StatementSyntax> rest, string facade, List<TextChange> changes)
    {
        if (rest.Count == 0 || rest.Any(statement => statement is LocalFunctionStatementSyntax or LabeledStatementSyntax) || !Statements.EndsItsLine(rest[rest.Count - 1], place.Text) || rest.Any(statement => statement.DescendantTokens().Any(token => token.Text.Contains('\n'))))
        {
            return false;
        }

        var isAsync = opening.Expression is AwaitExpressionSyntax;
        var member = isAsync ? "OpenConnectionAsync" : "OpenConnection";
        changes.Add(new TextChange(open.Expression.Span, facade + "." + member));
        var (line, indentation) = (Statements.NewLine(place.Text), Statements.IndentationOf(opening, place.Text));
        changes.Add(new TextChange(new TextSpan(place.Text.Lines.GetLineFromPosition(opening.Span.End).End, 0), line + indentation + "try" + line + indentation + "{"));
        var (start, end) = (place.Text.Lines.GetLineFromPosition(opening.Span.End).LineNumber + 1, place.Text.Lines.GetLineFromPosition(rest[rest.Count - 1].Span.End).LineNumber);
        for (var number = start; number <= end; number++)
        {
            if (place.Text.Lines[number] is { Span.Length: > 0 } inner)
            {
                changes.Add(new TextChange(new TextSpan(inner.Start, 0), "    "));
            }
        }

        var close = isAsync ? $"await {facade}.CloseConnectionAsync();" : $"{facade}.CloseConnection();";
        changes.Add(new TextChange(
            new TextSpan(place.Text.Lines[end].End, 0),
            string.Concat(line, indentation, "}", line, indentation, "finally", line, indentation, "{", line, indentation, "    ", close, line, indentation, "}")));
        return true;
    }
}
