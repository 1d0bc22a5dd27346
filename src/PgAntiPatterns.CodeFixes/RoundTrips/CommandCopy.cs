using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns commands that insert a row each into a binary import.</summary>
internal static class CommandCopy
{
    public static FixPlan? Plan(CommandBody body, InvocationExpressionSyntax send, FixPlace place)
    {
        var command = body.Command.Identifier.ValueText;
        if (body.Command.Initializer?.Value is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var sql }, { Expression: var connection }, ..] } creation
            || PlainInsert.Of(sql) is not { } insert
            || CopyLoop.HeaderOf(body.Loop.Loop, place) is not { } header
            || !body.Loop.IsIndependent(connection, place.Model) || !body.Loop.IsIndependent(send.ArgumentList, place.Model)
            || Given(creation, place.Model) is not { } parameters)
        {
            return null;
        }

        var rest = new List<StatementSyntax>();
        foreach (var statement in body.Filling)
        {
            if (RowParameter.Of(statement, command, place.Model) is { } parameter)
            {
                parameters.Add(parameter);
            }
            else if (statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == command))
            {
                return null;
            }
            else
            {
                rest.Add(statement);
            }
        }

        return Row(insert, parameters, place.Model) is { } row
            ? new CopyLoop(body.Loop.Loop, header, connection, insert, rest, row, body.Sending.DescendantNodes().Any(node => node is AwaitExpressionSyntax), send.ArgumentList.Arguments.ToString()).Plan(place)
            : null;
    }

    /// <summary>The parameters of the command's initializer; null where it has others.</summary>
    private static List<RowParameter>? Given(BaseObjectCreationExpressionSyntax creation, SemanticModel model)
    {
        var parameters = (creation.Initializer?.Expressions ?? default).OfType<AssignmentExpressionSyntax>()
            .SelectMany(part => part.Right is InitializerExpressionSyntax list ? list.Expressions.Select(element => element is BaseObjectCreationExpressionSyntax made ? RowParameter.Of(made, model) : null) : [null]).ToList();
        return parameters.Contains(null) ? null : parameters.OfType<RowParameter>().ToList();
    }

    /// <summary>The values in the order of the columns; null where they are not exactly the placeholders', each once, or may be taken for something else.</summary>
    private static List<CopiedValue>? Row(PlainInsert insert, List<RowParameter> parameters, SemanticModel model)
    {
        var found = insert.Values.Select(value => value[0] == '$'
            ? int.TryParse(value.Substring(1), out var number) && number <= parameters.Count && parameters.All(parameter => parameter.Name is null) ? parameters[number - 1] : null
            : parameters.Where(parameter => string.Equals(parameter.Name, value, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only : null).ToList();
        var row = found.Select(parameter => parameter is null ? null : CopiedValue.Of(parameter.Value, parameter.Type, model)).ToList();
        return row.Contains(null) || row.Count != parameters.Count ? null : row.OfType<CopiedValue>().ToList();
    }
}
