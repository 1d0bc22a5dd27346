using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>An Include that a query gets at its set. A second collection would multiply the rows of the first, and is asked for in a query of its own.</summary>
/// <param name="Text">The calls, from their dot on.</param>
/// <param name="Title">What the action says of them, from the name on.</param>
internal sealed record AddedInclude(string Text, string Title)
{
    private static readonly HashSet<string> Slices = ["Skip", "Take", "AsSingleQuery", "FromSql", "FromSqlRaw", "FromSqlInterpolated"];

    /// <summary>The Include; null where it would multiply rows, and a query of its own might find others.</summary>
    /// <param name="set">The set.</param>
    /// <param name="navigation">The lambda that names the navigation.</param>
    /// <param name="path">How a reader calls it.</param>
    /// <param name="isCollection">True where the navigation leads to many.</param>
    /// <param name="model">The file's.</param>
    public static AddedInclude? Of(ExpressionSyntax set, string navigation, string path, bool isCollection, SemanticModel model)
    {
        var steps = set.Ancestors().TakeWhile(node => node is ExpressionSyntax).OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression is MemberAccessExpressionSyntax).ToList();
        var included = steps.Where(call => NameOf(call) is "Include" or "ThenInclude").ToList();
        if (!isCollection || included.All(call => IsReference(call, model)))
        {
            return new AddedInclude($".Include({navigation})", $"'{path}' in the query");
        }

        var isSplit = steps.Any(call => NameOf(call) is "AsSplitQuery");
        return included.Any(call => call.ArgumentList.Arguments is not [{ Expression: LambdaExpressionSyntax }]) || steps.Any(call => Slices.Contains(NameOf(call)))
            || !isSplit && !model.LookupNamespacesAndTypes(set.SpanStart, name: "RelationalQueryableExtensions").Any()
                ? null
                : new AddedInclude($".Include({navigation}){(isSplit ? "" : ".AsSplitQuery()")}", $"'{path}' in the query, which is split into one for each collection");
    }

    /// <summary>The edit that writes it.</summary>
    public TextChange At(ExpressionSyntax set) => new(new TextSpan(set.Span.End, 0), Text);

    private static string NameOf(InvocationExpressionSyntax call) => ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.ValueText;

    /// <summary>True where what is included is one entity.</summary>
    private static bool IsReference(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments is [{ Expression: LambdaExpressionSyntax { Body: ExpressionSyntax body } }] && model.GetTypeInfo(body).Type is { } type && !IsCollection(type);

    /// <summary>True for what holds many entities.</summary>
    public static bool IsCollection(ITypeSymbol type) => type is IArrayTypeSymbol || type.SpecialType is not SpecialType.System_String && (type.Name is "IEnumerable" || type.AllInterfaces.Any(face => face.Name is "IEnumerable"));
}
