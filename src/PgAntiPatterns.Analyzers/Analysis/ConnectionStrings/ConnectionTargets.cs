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
    public static bool IsReached(IOperation operation, PlatformModel platform) => Reached(operation, platform).Any();

    /// <summary>The operations that make a connection of the string, or of what a builder makes of its settings, in the same body.</summary>
    public static IEnumerable<IOperation> Reached(IOperation operation, PlatformModel platform)
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
            return [operation];
        }

        if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } changed } } && SymbolOf(changed) is { } kept)
        {
            // A builder that others hold as well, and that is changed for this call.
            return operation.Root().DescendantsAndSelf()
                .Where(reference => reference.Syntax.SpanStart > operation.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(SymbolOf(reference), kept))
                .SelectMany(reference => HandedOn(reference, platform));
        }

        if (operation is not IObjectCreationOperation creation)
        {
            return [];
        }

        return BuilderSettings.LocalOf(creation) is { } local
            ? VariableUses.Of(creation).References(local).SelectMany(reference => HandedOn(reference, platform))
            : HandedOn(creation, platform);
    }

    /// <summary>The connections that are made of a builder's string where it is read: at once, or through one local.</summary>
    private static IEnumerable<IOperation> HandedOn(IOperation builder, PlatformModel platform)
    {
        var read = Outside(builder).Parent switch
        {
            IPropertyReferenceOperation property when platform.Find(property.Property, Role.GivesConnectionString) is not null => (IOperation)property,
            IInvocationOperation call when platform.Find(call.TargetMethod, Role.GivesConnectionString) is not null => call,
            _ => null,
        };
        if (read is null)
        {
            return [];
        }

        var texts = BuilderSettings.LocalOf(read) is { } local ? VariableUses.Of(read).References(local) : [read];
        return texts.Select(text => MadeFrom(text, platform)).OfType<IOperation>();
    }

    /// <summary>The operation that makes a connection of a text; null where the text goes elsewhere.</summary>
    public static IOperation? MadeFrom(IOperation text, PlatformModel platform) => Outside(text).Parent switch
    {
        IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor } creation } when platform.Find(constructor, Role.KeysPoolByString) is not null => creation,
        IArgumentOperation { Parent: IInvocationOperation call } when platform.Find(call.TargetMethod, Role.KeysPoolByString) is not null => call,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment when platform.Find(property.Property, Role.KeysPoolByString) is not null => assignment,
        _ => null,
    };

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        IFieldReferenceOperation field => field.Field,
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        _ => null,
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
