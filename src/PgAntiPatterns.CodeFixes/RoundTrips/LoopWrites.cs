using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Does a loop write what a later turn of it would have read?</summary>
internal static class LoopWrites
{
    /// <summary>Dapper's, EF Core's and ADO.NET's calls that change tables; ExecuteReader and ExecuteScalar are most often questions.</summary>
    private static readonly HashSet<string> Names =
    [
        "Execute", "ExecuteNonQuery", "ExecuteSql", "ExecuteSqlRaw", "ExecuteSqlInterpolated", "ExecuteUpdate", "ExecuteDelete", "SaveChanges", "BulkInsert", "BulkUpdate", "BulkDelete",
    ];

    /// <summary>True where a call in the loop's body changes tables.</summary>
    public static bool Any(LoopSyntax loop) => loop.Body.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Select(call => call.Expression is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : "")
        .Any(name => Names.Contains(name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name));

    /// <summary>True where the body sets a member of anything but the element, or has one of the found rows changed: a key that comes twice would find it changed.</summary>
    public static bool ToWhatIsFound(LoopSyntax loop, ITypeSymbol? row, SemanticModel model) => row is not null && MemberWrites.MayBeIn(loop.Body, row, model) || loop.Body.DescendantNodes().Select(node => node switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left,
        PostfixUnaryExpressionSyntax postfix when !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression) => postfix.Operand,
        PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression) => prefix.Operand,
        _ => null,
    }).OfType<MemberAccessExpressionSyntax>().Any(target => !(target.Expression is IdentifierNameSyntax { Identifier.ValueText: var owner } && loop.Loop is ForEachStatementSyntax each && each.Identifier.ValueText == owner));
}
