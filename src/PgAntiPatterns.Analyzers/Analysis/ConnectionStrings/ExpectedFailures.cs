using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does a test want this to fail?</summary>
internal static class ExpectedFailures
{
    private static readonly string[] Names = ["Throw", "Exception", "Fail", "Invoking", "Catch"];

    /// <summary>True in a lambda for an assertion that waits for an exception, and in a method whose name says so.</summary>
    public static bool Include(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IInvocationOperation { TargetMethod.Name: var name } && IsNamedSo(name))
            {
                return true;
            }
        }

        return SourceOperations.DeclaredAt(operation.Root()) is { } member && (IsNamedSo(member.Name) || member.Name.IndexOf("Reject", StringComparison.OrdinalIgnoreCase) >= 0 || member.Name.IndexOf("Refuse", StringComparison.OrdinalIgnoreCase) >= 0 || member.Name.IndexOf("Invalid", StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static bool IsNamedSo(string name) => Names.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
