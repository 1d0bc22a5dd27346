using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>The parameter through which a command gets its key, and the edits that give it an array instead.</summary>
/// <param name="Name">Its name without a sign; null where it has a number.</param>
/// <param name="Key">The key.</param>
internal sealed record KeyParameter(string? Name, ExpressionSyntax Key)
{
    private readonly List<SyntaxNode> _parts = [];

    /// <summary>The parameter that a key is given to; null where it is made in a way that is not known.</summary>
    public static KeyParameter? Of(ExpressionSyntax key, LoopCommand command, FixPlace place) => key.Parent switch
    {
        ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddWithValue" } } added } } => Made(added, key, place),
        ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax created } } => Made(created, key, place),
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Value" or "TypedValue" }, Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax created } } => Made(created, key, place),
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "TypedValue", Expression: var target }, Parent: ExpressionStatementSyntax } => Given(target, key, command, place),
        _ => null,
    };

    /// <summary>The edits, where the keys are known by a name and have a type.</summary>
    public IEnumerable<TextChange> Edits(string keys, string keysName, string keysType)
    {
        yield return new TextChange(Key.Span, keys);
        foreach (var part in _parts)
        {
            yield return part switch
            {
                LiteralExpressionSyntax { Token: { ValueText: var name, Text: var text } } => new TextChange(part.Span, text.Replace(name, (name[0] is '@' or ':' ? name.Substring(0, 1) : "") + keysName)),
                TypeArgumentListSyntax => new TextChange(part.Span, "<" + keysType + ">"),
                _ => new TextChange(new TextSpan(part.SpanStart, 0), part.ToString().Substring(0, part.ToString().LastIndexOf('.')) + ".Array | "),
            };
        }
    }

    /// <summary>A parameter that is made in one expression.</summary>
    private static KeyParameter? Made(ExpressionSyntax made, ExpressionSyntax key, FixPlace place)
    {
        if (made is BaseObjectCreationExpressionSyntax && place.Model.GetTypeInfo(made).Type?.Name != "NpgsqlParameter")
        {
            return null;
        }

        var names = made.DescendantNodes().OfType<LiteralExpressionSyntax>().Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && ParameterParts.IsName(literal)).ToList();
        var types = made.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(access => access.Expression is IdentifierNameSyntax { Identifier.ValueText: "NpgsqlDbType" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "NpgsqlDbType" }).ToList();
        var generic = (made as ObjectCreationExpressionSyntax)?.Type as GenericNameSyntax;
        var known = 1 + types.Count + names.Count;
        if (names.Count > 1 || types.Count > 1 || ParameterParts.Of(made) is not { } given || given.Count > known || given.Any(part => part != key && !names.Contains(part) && !types.Contains(part) && !(ParameterParts.IsZero(part) && generic is null))
            || place.Model.GetTypeInfo(made).Type is INamedTypeSymbol { IsGenericType: true } && generic is null)
        {
            return null;
        }

        var parameter = new KeyParameter(names.Count == 0 ? null : names[0].Token.ValueText.TrimStart('@', ':'), key);
        parameter._parts.AddRange(names);
        parameter._parts.AddRange(types);
        if (generic is not null)
        {
            parameter._parts.Add(generic.TypeArgumentList);
        }

        return parameter;
    }

    /// <summary>A parameter that is there already and is given its value.</summary>
    private static KeyParameter? Given(ExpressionSyntax target, ExpressionSyntax key, LoopCommand command, FixPlace place)
    {
        switch (target)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" } } added:
                return Made(added, key, place);
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax index }] }:
                if (Additions(command).Where(added => index.IsKind(SyntaxKind.NumericLiteralExpression) || ParameterParts.NameIn(added) == index.Token.ValueText.TrimStart('@', ':')).ToList() is not [var only] || Made(ParameterParts.Created(only), key, place) is not { } parameter)
                {
                    return null;
                }

                if (index.IsKind(SyntaxKind.StringLiteralExpression))
                {
                    parameter._parts.Add(index);
                }

                return parameter;
            case IdentifierNameSyntax name when place.Model.GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] } && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }:
                return value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "AddWithValue" } } or BaseObjectCreationExpressionSyntax ? Made(ParameterParts.Created(value), key, place) : null;
            default:
                return null;
        }
    }

    /// <summary>The calls that add a parameter to the command.</summary>
    private static IEnumerable<ExpressionSyntax> Additions(LoopCommand command) => command.References
        .Select(name => name.Parent?.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "AddWithValue", Parent: InvocationExpressionSyntax added } ? added : null).OfType<ExpressionSyntax>();
}
