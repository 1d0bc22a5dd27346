using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Platform.RoundTrips;

namespace PgAntiPatterns.Analysis.RoundTripSummaries;

/// <summary>Which names does a declaration give to contexts and queries? Told by the names of their types, without binding anything.</summary>
internal static class QuerySources
{
    /// <summary>True for the name of a context, or of its type.</summary>
    public static bool IsContext(string word) => word.EndsWith("Context", StringComparison.OrdinalIgnoreCase);

    /// <summary>The names of a member, and of its parameters, whose type is a query or a context.</summary>
    public static IEnumerable<string> DeclaredBy(SyntaxNode declaration)
    {
        switch (declaration)
        {
            case FieldDeclarationSyntax { Declaration: { Type: var type, Variables: var variables } } when IsSource(type):
                return variables.Select(variable => variable.Identifier.ValueText);
            case PropertyDeclarationSyntax { Type: var type, Identifier: var name } when IsSource(type):
                return [name.ValueText];
            case MethodDeclarationSyntax { ReturnType: var type, Identifier: var name, ParameterList.Parameters: var parameters }:
                return IsSource(type) ? [.. Among(parameters), name.ValueText] : Among(parameters);
            case ConstructorDeclarationSyntax { ParameterList.Parameters: var parameters }:
                return Among(parameters);
            case TypeDeclarationSyntax { ParameterList.Parameters: var parameters }:
                return Among(parameters);
            default:
                return [];
        }
    }

    private static IEnumerable<string> Among(SeparatedSyntaxList<ParameterSyntax> parameters) =>
        parameters.Where(parameter => parameter.Type is { } type && IsSource(type)).Select(parameter => parameter.Identifier.ValueText);

    private static bool IsSource(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax { Right: var right } => IsSource(right),
        NullableTypeSyntax { ElementType: var element } => IsSource(element),
        SimpleNameSyntax { Identifier.ValueText: var name } => SessionTypes.QueryNames.Contains(name) || IsContext(name),
        _ => false,
    };
}
