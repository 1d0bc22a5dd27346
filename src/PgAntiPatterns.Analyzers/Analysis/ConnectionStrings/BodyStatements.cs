using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Which statements does this body hand to the server as constants?</summary>
internal static class BodyStatements
{
    private static readonly Role[] Sinks = [Role.TakesSql, Role.TakesCopySql, Role.TakesDapperSql, Role.TakesNumberedSql, Role.TakesMigrationSql];

    /// <summary>The statements in the body around an operation; of a text that is put together, the first characters.</summary>
    public static IEnumerable<string> Around(IOperation operation, PlatformModel platform) => In(operation.Root(), platform);

    /// <summary>The statements below an operation.</summary>
    public static IEnumerable<string> In(IOperation operation, PlatformModel platform) =>
        operation.DescendantsAndSelf().Select(candidate => TextOf(candidate, platform)).OfType<IOperation>().Select(Beginning).OfType<string>();

    /// <summary>The SQL that an operation hands to the server; null where it hands none.</summary>
    public static IOperation? TextOf(IOperation operation, PlatformModel platform) => operation switch
    {
        IInvocationOperation call when platform.Find(call.TargetMethod, Sinks.Contains) is { Ordinal: >= 0 } member => call.ArgumentFor(member.Ordinal)?.Value,
        IObjectCreationOperation { Constructor: { } constructor } creation when platform.Find(constructor, Sinks.Contains) is { Ordinal: >= 0 } member => creation.ArgumentFor(member.Ordinal)?.Value,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment when platform.Find(property, Role.TakesSql) is not null => assignment.Value,
        _ => null,
    };

    private static string? Beginning(IOperation text)
    {
        switch (text.Unwrapped())
        {
            case { ConstantValue: { HasValue: true, Value: string constant } }:
                return constant;
            case IInterpolatedStringOperation { Parts: [IInterpolatedStringTextOperation { Text.ConstantValue.Value: string first }, ..] }:
                return first;
            case IBinaryOperation { LeftOperand: var left }:
                return Beginning(left);
            default:
                return null;
        }
    }
}
