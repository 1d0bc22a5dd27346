using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>The parameters that a command gets before a loop and values in it.</summary>
/// <param name="Statements">The statements that make them, prepare the command and give the values.</param>
/// <param name="Made">Each parameter as one expression, in its order.</param>
internal sealed record ReusedParameters(IReadOnlyList<StatementSyntax> Statements, IReadOnlyList<string> Made)
{
    /// <summary>The parameters; null where one is made in another way, has no value in each turn, or the command is named elsewhere.</summary>
    public static ReusedParameters? Of(ILocalSymbol command, LocalDeclarationStatementSyntax declaration, LoopSyntax loop, FixPlace place)
    {
        var added = new List<(ExpressionSyntax Key, string Made, ILocalSymbol? Variable)>();
        var statements = new List<StatementSyntax>();
        var values = new Dictionary<int, ExpressionSyntax>();
        foreach (var name in Disposals.References(command, declaration.Parent!, place.Model).OrderBy(name => name.SpanStart))
        {
            if (name.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || statements.Contains(statement))
            {
                return null;
            }

            if (statement == loop.Body.Statements.Last())
            {
                continue;
            }

            if (!(statement.Parent == loop.Body ? Give(statement, name) : statement.Parent == declaration.Parent && statement.SpanStart < loop.Loop.SpanStart && (Prepare(statement) || Add(statement))))
            {
                return null;
            }
        }

        foreach (var (parameter, at) in added.Select((parameter, at) => (parameter.Variable, at)).Where(pair => pair.Variable is not null))
        {
            var uses = Disposals.References(parameter!, declaration.Parent!, place.Model);
            if (uses is not [var use] || use.FirstAncestorOrSelf<StatementSyntax>() is not { } giving || giving.Parent != loop.Body || !Value(giving, use, at))
            {
                return null;
            }
        }

        return added.Count > 0 && values.Count == added.Count
            ? new ReusedParameters(statements, added.Select((parameter, at) => $"{parameter.Made} {{ Value = {values[at]} }}").ToList())
            : null;

        bool Prepare(StatementSyntax statement)
        {
            statements.AddRange(statement is ExpressionStatementSyntax { Expression: var call } && IsPreparation(call) ? [statement] : []);
            return statements.Contains(statement);
        }

        bool Add(StatementSyntax statement)
        {
            var (value, variable) = statement switch
            {
                ExpressionStatementSyntax { Expression: var expression } => (expression, null),
                LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: [{ Initializer.Value: var initial } declarator] } => (initial, place.Model.GetDeclaredSymbol(declarator) as ILocalSymbol),
                _ => (null, null),
            };
            if (value is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters", Expression: IdentifierNameSyntax } }, ArgumentList.Arguments: var arguments })
            {
                return false;
            }

            var made = arguments switch
            {
                [{ Expression: BaseObjectCreationExpressionSyntax { Initializer: null } created }] when place.Model.GetTypeInfo(created).Type is INamedTypeSymbol { Name: "NpgsqlParameter", IsGenericType: false } && created.ArgumentList is { } list && IsTyped(list.Arguments) => "new NpgsqlParameter" + list,
                [{ NameColon: null }, { NameColon: null }] when IsTyped(arguments) => $"new NpgsqlParameter({arguments})",
                _ => null,
            };
            var named = arguments is [{ Expression: BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var first, ..] } }] ? first.Expression : arguments[0].Expression;
            if (made is null)
            {
                return false;
            }

            added.Add((named, made, variable));
            statements.Add(statement);
            return true;
        }

        bool IsTyped(SeparatedSyntaxList<ArgumentSyntax> arguments) =>
            arguments is [{ Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } }, { Expression: var type }] && place.Model.GetTypeInfo(type).Type?.Name is "NpgsqlDbType" && loop.IsIndependent(type, place.Model);

        bool Give(StatementSyntax statement, IdentifierNameSyntax name)
        {
            if (name.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters", Parent: ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax index }] } element })
            {
                return false;
            }

            var at = index.Token.Value is int number ? number : added.FindIndex(parameter => NameOf(parameter.Key) == index.Token.ValueText.TrimStart('@', ':'));
            return at >= 0 && at < added.Count && added[at].Variable is null && Value(statement, element, at);
        }

        bool Value(StatementSyntax statement, ExpressionSyntax target, int at)
        {
            if (statement is not ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var owner }, Right: var value } }
                || owner != target || values.ContainsKey(at) || value.DescendantNodesAndSelf().Any(node => node is AwaitExpressionSyntax or AssignmentExpressionSyntax or DeclarationExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression }) || ServerCalls.MayBeIn(value, null, place.Model))
            {
                return false;
            }

            values[at] = value;
            statements.Add(statement);
            return true;
        }
    }

    private static string? NameOf(ExpressionSyntax name) => (name as LiteralExpressionSyntax)?.Token.ValueText.TrimStart('@', ':');

    private static bool IsPreparation(ExpressionSyntax? call) => call is AwaitExpressionSyntax { Expression: var awaited }
        ? IsPreparation(awaited)
        : call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Prepare" or "PrepareAsync", Expression: IdentifierNameSyntax } };
}
