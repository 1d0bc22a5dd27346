using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Who decides a value that goes into a connection string.</summary>
internal enum ValueOrigin
{
    /// <summary>The program, its configuration, or nobody knows.</summary>
    Settled,

    /// <summary>Whoever calls the method.</summary>
    Caller,

    /// <summary>The request.</summary>
    Request,
}

/// <summary>Is this value another one with every call? Follows it to parameters, requests and clocks; configuration and constants stay the same.</summary>
internal static class PerCallValues
{
    private const int MaxDepth = 8;

    private static readonly string[] Configuration = ["Options", "Settings", "Configuration", "Config", "IConfiguration", "IConfigurationSection", "NpgsqlConnectionStringBuilder", "Uri", "Container"];

    /// <summary>Words in the names of types that stand for one request or its user.</summary>
    private static readonly string[] Requests = ["TenantContext", "TenantProvider", "TenantAccessor", "CurrentTenant", "ITenant", "CurrentUser", "UserContext", "UserAccessor", "Principal", "RequestContext", "SessionContext"];

    /// <summary>Names of parameters that carry what an administrator configured.</summary>
    private static readonly string[] ConfiguredNames = ["connectionString", "connStr", "cs", "adminConnectionString", "baseConnectionString", "connection"];

    /// <summary>The origin of a value.</summary>
    public static ValueOrigin Of(IOperation value, PlatformModel platform) => Of(value, platform, MaxDepth);

    private static ValueOrigin Of(IOperation operation, PlatformModel platform, int depth)
    {
        var value = operation.Unwrapped();
        if (depth == 0 || value.ConstantValue.HasValue || IsOneOfFew(value.Type))
        {
            return ValueOrigin.Settled;
        }

        if (MemberOf(value) is { } member && platform.Find(member, role => role is Role.ReadsUserInput or Role.VariesPerCall or Role.ReadsConfiguration or Role.ReadsConnectionString or Role.ReadsConfigurationPath) is { Row.Role: var role })
        {
            return role is Role.ReadsUserInput or Role.VariesPerCall ? ValueOrigin.Request : ValueOrigin.Settled;
        }

        if (((value as IPropertyReferenceOperation)?.Instance ?? (value as IInvocationOperation)?.Instance)?.Type is { } owning && IsOfOneRequest(owning))
        {
            return ValueOrigin.Request;
        }

        switch (value)
        {
            case IParameterReferenceOperation { Parameter: var parameter }:
                return OfParameter(value, parameter, platform, depth);
            case ILocalReferenceOperation { Local: var local }:
                return VariableUses.Of(value).Writes(local) switch
                {
                    [IVariableDeclaratorOperation { Parent: IForEachLoopOperation }] => ValueOrigin.Settled,
                    [IVariableDeclaratorOperation declarator] when VariableUses.Initializer(declarator) is { } source => Of(source, platform, depth - 1),
                    _ => ValueOrigin.Settled,
                };
            case IPropertyReferenceOperation { Instance: { } owner }:
                return Of(owner, platform, depth - 1);
            case IFieldReferenceOperation { Instance: { } owner }:
                return Of(owner, platform, depth - 1);
            case IConditionalAccessOperation access:
                return Worst(platform, depth, access.Operation, access.WhenNotNull);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return Worst(platform, depth, conditional.WhenTrue, otherwise);
            case ICoalesceOperation coalesce:
                return Worst(platform, depth, coalesce.Value, coalesce.WhenNull);
            case IAwaitOperation awaited:
                return Of(awaited.Operation, platform, depth - 1);
            case IArrayElementReferenceOperation element:
                return Of(element.ArrayReference, platform, depth - 1);
            case IBinaryOperation binary:
                return Worst(platform, depth, binary.LeftOperand, binary.RightOperand);
            case IInterpolatedStringOperation interpolated:
                return Worst(platform, depth, interpolated.Parts.OfType<IInterpolationOperation>().Select(part => part.Expression).ToArray());
            case IInvocationOperation call when IsText(call.TargetMethod) || call.TargetMethod.Name == "ToString":
                return Worst(platform, depth, call.Arguments.Select(argument => argument.Value).Concat(call.Instance is null ? [] : [call.Instance]).ToArray());
            default:
                return ValueOrigin.Settled;
        }
    }

    /// <summary>An object that stands for whoever is asking, as programs commonly name it.</summary>
    private static bool IsOfOneRequest(ITypeSymbol type) =>
        Requests.Any(word => type.Name.IndexOf(word, StringComparison.Ordinal) >= 0) && !Configuration.Any(suffix => type.Name.EndsWith(suffix, StringComparison.Ordinal));

    private static bool IsText(IMethodSymbol method) => method.ContainingType is { SpecialType: SpecialType.System_String } or { Name: "Convert" or "Uri" or "Path" };

    private static ISymbol? MemberOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    /// <summary>A flag or an enum has so few values that so few pools come of it.</summary>
    private static bool IsOneOfFew(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Boolean } or { TypeKind: TypeKind.Enum };

    private static ValueOrigin Worst(PlatformModel platform, int depth, params IOperation[] values) =>
        values.Select(value => Of(value, platform, depth - 1)).DefaultIfEmpty(ValueOrigin.Settled).Max();

    private static ValueOrigin OfParameter(IOperation value, IParameterSymbol parameter, PlatformModel platform, int depth)
    {
        if (IsConfiguration(parameter) || parameter.ContainingSymbol is not IMethodSymbol method || method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor)
        {
            return ValueOrigin.Settled;
        }

        if (method.MethodKind is MethodKind.LambdaMethod)
        {
            return RequestParameters.IsBound(parameter) && IsHandler(value, method, platform) ? ValueOrigin.Request : ValueOrigin.Settled;
        }

        if (TypeFrequency.IsCreatedPerCall(method.ContainingType, platform) && method.DeclaredAccessibility is Accessibility.Public)
        {
            return ValueOrigin.Request;
        }

        if (method is { IsStatic: true, Name: "Main" } || Callers.Of(method, platform.Compilation) is not { Count: > 0 } calls)
        {
            return method is { IsStatic: true, Name: "Main" } ? ValueOrigin.Settled : ValueOrigin.Caller;
        }

        if (RequestParameters.IsBound(parameter) && calls.OfType<IMethodReferenceOperation>().Any(taken => CodeFrequency.OfDelegate(taken, platform) is Frequency.PerCall))
        {
            return ValueOrigin.Request;
        }

        return calls.OfType<IInvocationOperation>()
            .Select(call => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal && argument.ArgumentKind is ArgumentKind.Explicit))
            .OfType<IArgumentOperation>()
            .Select(argument => Of(argument.Value, platform, depth - 1))
            .DefaultIfEmpty(ValueOrigin.Settled)
            .Max();
    }

    /// <summary>True for a lambda that a framework calls for every request.</summary>
    private static bool IsHandler(IOperation inside, IMethodSymbol lambda, PlatformModel platform)
    {
        for (var outer = inside.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation function && SymbolEqualityComparer.Default.Equals(function.Symbol, lambda))
            {
                return CodeFrequency.OfDelegate(function, platform) is Frequency.PerCall;
            }
        }

        return false;
    }

    private static bool IsConfiguration(IParameterSymbol parameter) =>
        Configuration.Any(suffix => parameter.Type.Name.EndsWith(suffix, StringComparison.Ordinal))
        || ConfiguredNames.Any(name => parameter.Name.EndsWith(name, StringComparison.OrdinalIgnoreCase));
}
