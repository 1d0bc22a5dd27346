using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Roslyn;

/// <summary>The elements of <c>[a, b]</c>: the operation for it is newer than the oldest Roslyn that is supported, its syntax is not.</summary>
internal static class CollectionExpressions
{
    private const OperationKind Kind = (OperationKind)0x7f;

    /// <summary>True for <c>[a, b]</c>, and for what the compiler packs into a span for a <c>params</c> parameter.</summary>
    public static bool Is(IOperation operation) => operation.Kind is Kind || (operation.Kind is OperationKind.None && operation.Syntax is CollectionExpressionSyntax);

    /// <summary>The arguments that the compiler packed into a span or list for a <c>params</c> parameter; null for other arguments.</summary>
    public static IReadOnlyList<IOperation>? PackedInto(IArgumentOperation argument) =>
        argument.ArgumentKind > ArgumentKind.DefaultValue ? argument.Value.ChildOperations.ToList() : null;

    /// <summary>The elements in order; null where the operation is no collection expression or one of its elements is spread.</summary>
    public static IReadOnlyList<IOperation>? ElementsOf(IOperation operation, Compilation compilation)
    {
        if (operation.Syntax is not CollectionExpressionSyntax { Elements: var elements } || elements.Any(element => element is not ExpressionElementSyntax))
        {
            return null;
        }

        var operations = elements.Select(element => SourceOperations.Operation(((ExpressionElementSyntax)element).Expression, compilation)).ToList();
        return operations.Contains(null) ? null : operations.OfType<IOperation>().ToList();
    }
}
