using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>How often is an object of this type created? Its base types say it, or its registration with the container.</summary>
internal static class TypeFrequency
{
    /// <summary>The frequency with which a type is constructed.</summary>
    public static Frequency Of(INamedTypeSymbol type, PlatformModel platform)
    {
        if (IsCreatedPerCall(type, platform))
        {
            return Frequency.PerCall;
        }

        var registered = Callers.Naming(type, platform.Compilation)
            .Select(call => (Call: call, Member: platform.Find(call.TargetMethod, role => role is Role.RunsOnce or Role.RunsPerScope)))
            .Where(found => found.Member is { Ordinal: -1 } && Registers(found.Call, type))
            .Select(found => found.Member!.Row.Role)
            .ToList();
        return registered.Contains(Role.RunsOnce) ? Frequency.Once : registered.Count > 0 ? Frequency.PerCall : Frequency.Unknown;
    }

    /// <summary>True where a framework makes an object of the type for every request.</summary>
    public static bool IsCreatedPerCall(INamedTypeSymbol type, PlatformModel platform)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.InstanceConstructors.Any(constructor => platform.Find(constructor, Role.IsCreatedPerCall) is not null))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where a registration is about the type itself, not about something that takes it.</summary>
    private static bool Registers(IInvocationOperation call, INamedTypeSymbol type) =>
        (call.TargetMethod.TypeArguments.LastOrDefault() is { } service && SymbolEqualityComparer.Default.Equals(service, type))
        || call.Arguments.Any(argument => argument.Value.DescendantsAndSelf().Any(operation => operation switch
        {
            ITypeOfOperation { TypeOperand: var operand } => SymbolEqualityComparer.Default.Equals(operand, type),
            IReturnOperation { ReturnedValue: { } returned } => SymbolEqualityComparer.Default.Equals((returned as IConversionOperation)?.Operand.Type ?? returned.Type, type),
            _ => false,
        }));
}
