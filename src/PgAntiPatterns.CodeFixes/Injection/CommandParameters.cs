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
        if (Member(type, "SelectCommand", "Parameters") is { } select)
        {
            return Holder(creation, place) is { } adapter && Member(adapter.Type, "SelectCommand", "Parameters") is not null ? After(place, adapter.Statement, adapter.Name + ".SelectCommand!", select, rewrite) : null;
        }

        var existing = creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>().FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax { Identifier.ValueText: "Parameters" });
        if (existing?.Right is InitializerExpressionSyntax { Expressions: { Count: > 0 } elements })
        {
            return new TextChange(new TextSpan(elements.Last().Span.End, 0), string.Concat(rewrite.Parameters.Select(parameter => ", " + Element(place, rewrite, parameter))));
        }

        if (existing is null && Holder(creation, place) is { } holder && Member(holder.Type, "Parameters", "AddWithValue") is not null && After(place, holder.Statement, holder.Name, type, rewrite) is { } statements)
        {
            return statements;
        }

        if (existing is not null || Member(type, "Parameters", "AddWithValue") is null)
        {
            return null;
        }

        var initializer = "Parameters = { " + string.Join(", ", rewrite.Parameters.Select(parameter => Element(place, rewrite, parameter))) + " }";
        return creation.Initializer is { Expressions: { Count: > 0 } others }
            ? new TextChange(new TextSpan(others.Last().Span.End, 0), ", " + initializer)
            : creation.Initializer is null ? new TextChange(new TextSpan(creation.Span.End, 0), " { " + initializer + " }") : null;
    }

    private static TextChange? ForResult(FixPlace place, InvocationExpressionSyntax call, SqlRewrite rewrite) =>
        Holder(call, place) is { } holder ? After(place, holder.Statement, holder.Name, holder.Type, rewrite) : null;

    /// <summary>The variable that holds what an expression makes, and the statement that gives it to the variable.</summary>
    private static (string Name, StatementSyntax Statement, ITypeSymbol? Type)? Holder(ExpressionSyntax made, FixPlace place) => made.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: StatementSyntax and not ForStatementSyntax and not FixedStatementSyntax and var statement } } variable } =>
            (variable.Identifier.Text, statement, (place.Model.GetDeclaredSymbol(variable, place.Cancellation) as ILocalSymbol)?.Type),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var target, Parent: ExpressionStatementSyntax statement } when CommandReuse.IsPlain(target) && target is not IdentifierNameSyntax { Identifier.ValueText: "_" } =>
            (target.ToString(), statement, place.Model.GetTypeInfo(target, place.Cancellation).Type),
        _ => null,
    };

    /// <summary>The type of a property whose own type has a member; a driver's property hides the neutral one of its base.</summary>
    private static ITypeSymbol? Member(ITypeSymbol? type, string name, string member)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(property => !property.Type.GetMembers(member).IsEmpty) is { } found)
            {
                return found.Type;
            }
        }

        return null;
    }

    /// <summary>True for a command of any library; what a wrapper gives back may be rows.</summary>
    private static bool MakesParameters(ITypeSymbol? type)
    {
        var bases = new List<ITypeSymbol>();
        for (var current = type; current is not null; current = current.BaseType)
        {
            bases.Add(current);
        }

        return bases.Concat(type?.AllInterfaces ?? ImmutableArray<INamedTypeSymbol>.Empty).SelectMany(candidate => candidate.GetMembers("CreateParameter")).Any();
    }

    /// <summary>Statements that follow a statement, or open the block that it begins.</summary>
    private static TextChange? After(FixPlace place, StatementSyntax statement, string command, ITypeSymbol? type, SqlRewrite rewrite)
    {
        var isTyped = Member(type, "Parameters", "AddWithValue") is not null;
        var position = statement switch
        {
            UsingStatementSyntax { Statement: BlockSyntax block } => block.OpenBraceToken.Span.End,
            UsingStatementSyntax => -1,
            { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } => (rewrite.IsPositional ? LastAddition(statement, command) : statement)?.Span.End ?? -1,
            _ => -1,
        };
        if (position < 0 || (!isTyped && (rewrite.IsPositional || !MakesParameters(type))))
        {
            return null;
        }

        var indentation = Indentation(statement, place.Text) + (statement is UsingStatementSyntax ? "    " : "");
        var lineBreak = place.Text.Lines.Count > 1 && place.Text.ToString(TextSpan.FromBounds(place.Text.Lines[0].End, place.Text.Lines[0].EndIncludingLineBreak)) is { Length: > 0 } found ? found : "\n";
        var lines = rewrite.Parameters.SelectMany(parameter => isTyped ? [Typed(place, rewrite, command, parameter)] : Neutral(place, command, parameter));
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

    private static string Typed(FixPlace place, SqlRewrite rewrite, string command, NewParameter parameter)
    {
        var name = rewrite.IsPositional ? "" : "\"" + parameter.Name + "\", ";
        return command + ".Parameters.AddWithValue(" + name + (parameter.IsUnknown ? TypeUnknown(place) + ", " : "") + parameter.Value + ");";
    }

    private static IEnumerable<string> Neutral(FixPlace place, string command, NewParameter parameter)
    {
        if (parameter.IsUnknown)
        {
            // No DbType leaves the type to the server: Npgsql sends a string as text whatever DbType says.
            var type = (place.Model.LookupNamespacesAndTypes(place.Span.Start, name: "NpgsqlParameter").IsEmpty ? "Npgsql." : "") + "NpgsqlParameter";
            yield return command + ".Parameters.Add(new " + type + "(\"" + parameter.Name + "\", " + TypeUnknown(place) + ") { Value = " + parameter.Value + " });";
            yield break;
        }

        var local = SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name + "Parameter" : "parameter";
        var taken = place.Model.LookupSymbols(place.Span.Start).Select(symbol => symbol.Name).ToList();
        while (taken.Contains(local))
        {
            local += "1";
        }

        yield return "var " + local + " = " + command + ".CreateParameter();";
        yield return local + ".ParameterName = \"" + parameter.Name + "\";";
        yield return local + ".Value = " + parameter.Value + ";";
        yield return command + ".Parameters.Add(" + local + ");";
    }

    private static string Element(FixPlace place, SqlRewrite rewrite, NewParameter parameter)
    {
        var name = rewrite.IsPositional ? "" : "\"" + parameter.Name + "\"";
        return parameter.IsUnknown
            ? "new(" + (rewrite.IsPositional ? "" : name + ", " + TypeUnknown(place)) + ") { " + (rewrite.IsPositional ? "NpgsqlDbType = " + TypeUnknown(place) + ", " : "") + "Value = " + parameter.Value + " }"
            : rewrite.IsPositional ? "new() { Value = " + parameter.Value + " }" : "new(" + name + ", " + parameter.Value + ")";
    }

    /// <summary>The server infers the type of an unknown parameter as it did for the quoted text.</summary>
    private static string TypeUnknown(FixPlace place) =>
        (place.Model.LookupNamespacesAndTypes(place.Span.Start, name: "NpgsqlDbType").IsEmpty ? "NpgsqlTypes." : "") + "NpgsqlDbType.Unknown";
}
