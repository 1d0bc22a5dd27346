using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Is a command told here that it may take for ever?</summary>
internal static class CommandTimeouts
{
    /// <summary>The operation that sets a timeout of zero; null where there is none.</summary>
    public static IOperation? Infinite(IOperation operation, PlatformModel platform)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment when platform.Find(property.Property, Role.TakesCommandTimeout) is { } member:
                return IsZero(assignment.Value) && platform.IsPostgres(member, property.Instance) ? assignment : null;
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.TakesCommandTimeout) is { Ordinal: >= 0 } member:
                return call.ArgumentFor(member.Ordinal) is { } argument && IsZero(argument.Value) && platform.IsPostgres(member, call.Instance) ? call : null;
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.TakesDapperSql) is { } member:
                return OfDapper(call.Arguments) is { } timeout && platform.IsPostgres(member, call.Arguments.FirstOrDefault()?.Value) ? timeout : null;
            case IObjectCreationOperation { Constructor: { } constructor } creation when platform.Find(constructor, Role.TakesDapperSql) is { } member:
                return OfDapper(creation.Arguments) is { } limit && platform.IsPostgres(member, null) ? limit : null;
            default:
                return null;
        }
    }

    private static IOperation? OfDapper(IEnumerable<IArgumentOperation> arguments) =>
        arguments.FirstOrDefault(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "commandTimeout" } && IsZero(argument.Value));

    private static bool IsZero(IOperation value) => value.Unwrapped() switch
    {
        { ConstantValue: { HasValue: true, Value: 0 } } => true,
        IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } } => true,
        IObjectCreationOperation { Arguments: [{ Value: var only }], Type: INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } => IsZero(only),
        _ => false,
    };
}
