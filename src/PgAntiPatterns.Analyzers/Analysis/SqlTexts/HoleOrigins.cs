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

    /// <summary>So many private methods a value is followed through, with so many calls each.</summary>
    private const int MaxDepth = 3;

    private const int MaxCalls = 24;

    /// <summary>The origin of a value.</summary>
    public static HoleOrigin Of(IOperation value, PlatformModel platform) => Of(value, platform, 0);

    private static HoleOrigin Of(IOperation value, PlatformModel platform, int depth)
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
                    var origin = OfParameter(parameter, current, platform, depth);
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
                IInvocationOperation { TargetMethod: { Name: nameof(string.Join), ContainingType.SpecialType: SpecialType.System_String }, Arguments: { Length: 2 } joined } => joined[1].Value,
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
    private static bool IsOptions(ITypeSymbol type) => Libraries.OptionSuffixes.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal));

    private static HoleOrigin OfParameter(IParameterSymbol parameter, IOperation read, PlatformModel platform, int depth) => parameter.ContainingSymbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.PropertySet } => HoleOrigin.Configuration,
        _ when parameter.GetAttributes().Any(attribute => IsMade(attribute.AttributeClass, Role.ReadsUserInput, platform)) => HoleOrigin.UserInput,
        // Of a lambda's objects nobody can say whether the request or the container fills them; of its texts one can.
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda => parameter.Type.SpecialType is SpecialType.System_String && IsHandler(lambda, read, platform) ? HoleOrigin.UserInput : HoleOrigin.Caller,
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method => IsAction(method, platform)
            ? RequestParameters.IsBound(parameter) ? HoleOrigin.UserInput : HoleOrigin.Caller
            : OfArguments(method, parameter, platform, depth),
        _ => HoleOrigin.Caller,
    };

    /// <summary>What a private method is given is decided where it is called from.</summary>
    private static HoleOrigin OfArguments(IMethodSymbol method, IParameterSymbol parameter, PlatformModel platform, int depth)
    {
        if (depth >= MaxDepth || MemberUses.ScopeOf(method) is null || MemberUses.Of(method, platform.Compilation) is not { Count: > 0 and <= MaxCalls } uses)
        {
            return HoleOrigin.Caller;
        }

        var origins = uses.Select(use => use is IInvocationOperation call && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } argument
            ? argument.Value.ConstantValue.HasValue ? HoleOrigin.Configuration : Of(argument.Value, platform, depth + 1)
            : HoleOrigin.Caller).ToList();
        return origins.Contains(HoleOrigin.UserInput) ? HoleOrigin.UserInput : origins.Contains(HoleOrigin.Caller) ? HoleOrigin.Caller : origins[0];
    }

    /// <summary>True for a method that the web framework calls with what a request holds.</summary>
    private static bool IsAction(IMethodSymbol method, PlatformModel platform) =>
        method.GetAttributes().Any(attribute => IsMade(attribute.AttributeClass, Role.ReadsUserInput, platform))
        || (method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false } && IsMade(method.ContainingType, Role.HandsOnUserInput, platform));

    /// <summary>True for a lambda that is registered as the handler of a request.</summary>
    private static bool IsHandler(IMethodSymbol lambda, IOperation read, PlatformModel platform)
    {
        var made = read;
        while (made is not null && !(made is IAnonymousFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, lambda)))
        {
            made = made.Parent;
        }

        var argument = made;
        while (argument is IAnonymousFunctionOperation or IDelegateCreationOperation or IConversionOperation)
        {
            argument = argument.Parent;
        }

        return argument is IArgumentOperation { Parameter: { } taking, Parent: IInvocationOperation call } && platform.Find(call.TargetMethod, Role.HandsOnUserInput)?.Ordinal == taking.Ordinal;
    }

    /// <summary>True where the constructor of a type, or of one that it derives from, has a role.</summary>
    private static bool IsMade(INamedTypeSymbol? type, Role role, PlatformModel platform)
    {
        for (; type is { SpecialType: not SpecialType.System_Object }; type = type.BaseType)
        {
            if (type.InstanceConstructors.Any(constructor => platform.Find(constructor, role) is not null))
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
