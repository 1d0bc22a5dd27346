using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Tasks that may still run behind the statements that start them.</summary>
internal static class RunningTasks
{
    /// <summary>True where statements start a task and do not wait for its end.</summary>
    public static bool AreLeft(IReadOnlyList<StatementSyntax> statements, SemanticModel model)
    {
        var nodes = statements.SelectMany(statement => statement.DescendantNodesAndSelf()).ToList();
        return nodes.OfType<ExpressionStatementSyntax>().Any(statement => Holds(model.GetTypeInfo(statement.Expression).Type))
            || nodes.OfType<VariableDeclaratorSyntax>().Any(variable => model.GetDeclaredSymbol(variable) is ILocalSymbol local && Holds(local.Type)
                && !statements.Any(statement => Disposals.References(local, statement, model).Any(IsWaitedFor)));
    }

    /// <summary>True for a task and for an array or list of them.</summary>
    public static bool Holds(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Holds(array.ElementType),
        INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(argument => argument is INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" }),
        _ => false,
    };

    private static bool IsWaitedFor(IdentifierNameSyntax task) => task.Parent switch
    {
        AwaitExpressionSyntax => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "Wait" or "GetAwaiter" } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax { Parent: AwaitExpressionSyntax } } => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" } } } => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WhenAll" } } all } => all.Ancestors().TakeWhile(node => node is ExpressionSyntax).Any(node => node is AwaitExpressionSyntax),
        _ => false,
    };
}
