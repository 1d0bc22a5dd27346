using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Adds parameters to the command that takes the SQL: as statements after it, or in its initializer.</summary>
internal static class CommandParameters
{
    /// <summary>The edits of the text and of the parameters; null where the command cannot be named.</summary>
    public static ImmutableArray<TextChange>? Add(FixPlace place, SqlRewrite rewrite)
    {
        var expression = place.Node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(candidate => candidate.Span == place.Span);
        var change = expression?.Parent switch
        {
            ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax creation } => ForCreation(place, creation, rewrite),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => ForResult(place, call, rewrite),
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } } => ForCreation(place, creation, rewrite),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax { Expression: var command }, Parent: ExpressionStatementSyntax statement } when CommandReuse.IsSetOnce(command, statement, place) =>
                After(place, statement, command.ToString(), place.Model.GetTypeInfo(command).Type, rewrite),
            _ => null,
        };
        return change is { } added ? rewrite.Changes.Add(added) : null;
    }

    private static TextChange? ForCreation(FixPlace place, BaseObjectCreationExpressionSyntax creation, SqlRewrite rewrite)
    {
        var type = place.Model.GetTypeInfo(creation).Type;
        if (CommandHolder.Member(type, "SelectCommand", "Parameters") is { } select)
        {
            return CommandHolder.Of(creation, place) is { } adapter && CommandHolder.Member(adapter.Type, "SelectCommand", "Parameters") is not null ? After(place, adapter.Statement, adapter.Name + ".SelectCommand!", select, rewrite) : null;
        }

        var existing = creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "Parameters" });
        if (existing?.Right is InitializerExpressionSyntax { Expressions: { Count: > 0 } elements })
        {
            return new TextChange(new TextSpan(elements.Last().Span.End, 0), string.Concat(rewrite.Parameters.Select(parameter => ", " + ParameterText.Element(place, rewrite, parameter))));
        }

        if (existing is null && CommandHolder.Of(creation, place) is { } holder && CommandHolder.Member(holder.Type, "Parameters", "AddWithValue") is not null && After(place, holder.Statement, holder.Name, type, rewrite) is { } statements)
        {
            return statements;
        }

        if (existing is not null || CommandHolder.Member(type, "Parameters", "AddWithValue") is null)
        {
            return null;
        }

        var initializer = "Parameters = { " + string.Join(", ", rewrite.Parameters.Select(parameter => ParameterText.Element(place, rewrite, parameter))) + " }";
        return creation.Initializer is { Expressions: { Count: > 0 } others }
            ? new TextChange(new TextSpan(others.Last().Span.End, 0), ", " + initializer)
            : creation.Initializer is null ? new TextChange(new TextSpan(creation.Span.End, 0), " { " + initializer + " }") : null;
    }

    private static TextChange? ForResult(FixPlace place, InvocationExpressionSyntax call, SqlRewrite rewrite) =>
        CommandHolder.Of(call, place) is { } holder ? After(place, holder.Statement, holder.Name, holder.Type, rewrite) : null;

    /// <summary>Statements that follow a statement, or open the block that it begins.</summary>
    private static TextChange? After(FixPlace place, StatementSyntax statement, string command, ITypeSymbol? type, SqlRewrite rewrite)
    {
        var isTyped = CommandHolder.Member(type, "Parameters", "AddWithValue") is not null;
        var position = statement switch
        {
            UsingStatementSyntax { Statement: BlockSyntax block } => block.OpenBraceToken.Span.End,
            UsingStatementSyntax => -1,
            { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } => (rewrite.IsPositional ? LastAddition(statement, command) : statement)?.Span.End ?? -1,
            _ => -1,
        };
        if (position < 0 || (!isTyped && (rewrite.IsPositional || !CommandHolder.MakesParameters(type))))
        {
            return null;
        }

        var indentation = Indentation(statement, place.Text) + (statement is UsingStatementSyntax ? "    " : "");
        var lineBreak = place.Text.Lines.Count > 1 && place.Text.ToString(TextSpan.FromBounds(place.Text.Lines[0].End, place.Text.Lines[0].EndIncludingLineBreak)) is { Length: > 0 } found ? found : "\n";
        var lines = rewrite.Parameters.SelectMany(parameter => isTyped ? [ParameterText.Typed(place, rewrite, command, parameter)] : ParameterText.Neutral(place, command, parameter));
        return new TextChange(new TextSpan(position, 0), string.Concat(lines.Select(line => lineBreak + indentation + line)));
    }

    /// <summary>Positional parameters are told apart by their order, so that new ones follow the last one; null where its place is not the same block.</summary>
    private static StatementSyntax? LastAddition(StatementSyntax statement, string command)
    {
        var mentions = statement.Parent!.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(access => access.Name.Identifier.ValueText == "Parameters" && access.Expression.ToString() == command).ToList();
        if (mentions.Count == 0)
        {
            return statement;
        }

        return mentions[mentions.Count - 1].FirstAncestorOrSelf<StatementSyntax>() is { } last && last.Parent == statement.Parent && last.SpanStart > statement.SpanStart ? last : null;
    }

    private static string Indentation(StatementSyntax statement, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(statement.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
