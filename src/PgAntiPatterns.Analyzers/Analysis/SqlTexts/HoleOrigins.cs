using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>Who decides what stands in this hole? Follows an expression to the parameter, field or call that it starts from.</summary>
internal static class HoleOrigins
{
    private const int MaxSteps = 24;

    private static readonly string[] Suffixes = ["Options", "Settings", "Configuration", "Config"];

    /// <summary>The origin of a value.</summary>
    public static HoleOrigin Of(IOperation value, PlatformModel platform)
    {
        var current = value.Unwrapped();
        // What a method of an object makes of the caller's words is no longer the caller's word.
        var isMade = false;
        var isOption = false;
        for (var step = 0; step < MaxSteps; step++)
        {
            isOption |= current.Type is { } type && IsOptions(type);

            if (MemberOf(current) is { } member && platform.Find(member, role => role is Role.ReadsUserInput or Role.ReadsConfiguration) is { Row.Role: var read })
            {
                return read is Role.ReadsUserInput ? HoleOrigin.UserInput : HoleOrigin.Configuration;
            }

            switch (current)
            {
                case IParameterReferenceOperation { Parameter: var parameter }:
                    var origin = OfParameter(parameter);
                    return origin is not HoleOrigin.Caller ? origin : isOption ? HoleOrigin.Options : isMade ? HoleOrigin.Unknown : origin;
                case IInstanceReferenceOperation:
                case IFieldReferenceOperation { Instance: null }:
                case IPropertyReferenceOperation { Instance: null }:
                    return isOption ? HoleOrigin.Options : HoleOrigin.Configuration;
                case ILocalReferenceOperation { Local: var local }:
                    if (SourceOf(local, current) is not { } source)
                    {
                        return HoleOrigin.Unknown;
                    }

                    current = source.Unwrapped();
                    continue;
            }

            isMade |= current is IInvocationOperation { TargetMethod: { ContainingType.SpecialType: not SpecialType.System_String, Name: not "ToString" } };
            var next = current switch
            {
                IFieldReferenceOperation field => field.Instance,
                IPropertyReferenceOperation property => property.Instance,
                IInvocationOperation { Instance: { } instance } => instance,
                IInvocationOperation { Arguments: { Length: > 0 } arguments } => arguments[0].Value,
                IArrayElementReferenceOperation element => element.ArrayReference,
                IConditionalAccessOperation access => access.Operation,
                IAwaitOperation awaited => awaited.Operation,
                ICoalesceOperation coalesce => coalesce.Value,
                IConditionalOperation conditional => conditional.WhenTrue,
                IInterpolatedStringOperation { Parts: { Length: > 0 } parts } => parts.OfType<IInterpolationOperation>().FirstOrDefault()?.Expression,
                IBinaryOperation binary => binary.LeftOperand.ConstantValue.HasValue ? binary.RightOperand : binary.LeftOperand,
                IConditionalAccessInstanceOperation instance => Accessed(instance),
                _ => null,
            };
            if (next is null)
            {
                return isOption ? HoleOrigin.Options : HoleOrigin.Unknown;
            }

            current = next.Unwrapped();
        }

        return HoleOrigin.Unknown;
    }

    private static ISymbol? MemberOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    /// <summary>An object of options is filled by whoever sets the program up, not by whoever uses it.</summary>
    private static bool IsOptions(ITypeSymbol type) =>
        Suffixes.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal)) || type is INamedTypeSymbol { Name: "IOptionsMonitor" or "IOptionsSnapshot" };

    private static HoleOrigin OfParameter(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor })
        {
            return HoleOrigin.Configuration;
        }

        return parameter.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "FromQueryAttribute" or "FromBodyAttribute" or "FromRouteAttribute" or "FromFormAttribute" or "FromHeaderAttribute" })
            || parameter.ContainingSymbol.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && IsHttpMethod(type))
            ? HoleOrigin.UserInput
            : HoleOrigin.Caller;
    }

    private static bool IsHttpMethod(INamedTypeSymbol? attribute)
    {
        for (; attribute is not null; attribute = attribute.BaseType)
        {
            if (attribute.Name == "HttpMethodAttribute")
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? SourceOf(ILocalSymbol local, IOperation use)
    {
        foreach (var write in VariableUses.Of(use).Writes(local))
        {
            switch (write)
            {
                case IVariableDeclaratorOperation { Parent: IForEachLoopOperation loop }:
                    return loop.Collection;
                case IVariableDeclaratorOperation declarator when VariableUses.Initializer(declarator) is { ConstantValue.HasValue: false } value:
                    return value;
                case { Parent: ISimpleAssignmentOperation { Value.ConstantValue.HasValue: false } assignment }:
                    return assignment.Value;
                case { Parent: IIsPatternOperation pattern }:
                    return pattern.Value;
            }
        }

        return null;
    }

    private static IOperation? Accessed(IOperation instance)
    {
        for (var current = instance.Parent; current is not null; current = current.Parent)
        {
            if (current is IConditionalAccessOperation access && access.Operation != instance)
            {
                return access.Operation;
            }
        }

        return null;
    }
}
