using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does this string, or what this builder makes of its settings, become a connection whose pool is found by the string?</summary>
internal static class ConnectionTargets
{
    /// <summary>True where the operation itself makes the connection, or hands its string to one in the same body.</summary>
    public static bool IsReached(IOperation operation, PlatformModel platform)
    {
        var symbol = operation switch
        {
            IInvocationOperation call => (ISymbol)call.TargetMethod,
            IObjectCreationOperation { Constructor: { } constructor } => constructor,
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } => property.Property,
            _ => null,
        };
        if (symbol is not null && platform.Find(symbol, Role.KeysPoolByString) is not null)
        {
            return true;
        }

        return operation is IObjectCreationOperation creation
            && (IsHandedOn(creation, platform) || (BuilderSettings.LocalOf(creation) is { } local && VariableUses.Of(creation).References(local).Any(reference => IsHandedOn(reference, platform))));
    }

    /// <summary>True where a builder's string is read here and goes to a connection, at once or through one local.</summary>
    private static bool IsHandedOn(IOperation builder, PlatformModel platform)
    {
        var read = Outside(builder).Parent switch
        {
            IPropertyReferenceOperation property when platform.Find(property.Property, Role.GivesConnectionString) is not null => (IOperation)property,
            IInvocationOperation call when platform.Find(call.TargetMethod, Role.GivesConnectionString) is not null => call,
            _ => null,
        };
        if (read is null)
        {
            return false;
        }

        return IsTaken(read, platform) || (BuilderSettings.LocalOf(read) is { } local && VariableUses.Of(read).References(local).Any(reference => IsTaken(reference, platform)));
    }

    private static bool IsTaken(IOperation text, PlatformModel platform) => Outside(text).Parent switch
    {
        IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor } } => platform.Find(constructor, Role.KeysPoolByString) is not null,
        IArgumentOperation { Parent: IInvocationOperation call } => platform.Find(call.TargetMethod, Role.KeysPoolByString) is not null,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } => platform.Find(property.Property, Role.KeysPoolByString) is not null,
        _ => false,
    };

    private static IOperation Outside(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation.Parent;
        }

        return operation;
    }
}
