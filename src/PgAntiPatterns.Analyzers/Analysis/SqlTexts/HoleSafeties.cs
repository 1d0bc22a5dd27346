using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>What can the value of this hole do to the statement? Decided by its type, by who quoted it, and by the checks in front of it.</summary>
internal static class HoleSafeties
{
    /// <summary>The safety of a hole.</summary>
    public static HoleSafety Of(HoleText hole, PlatformModel platform)
    {
        if (!hole.IsKnown)
        {
            return HoleSafety.Unknown;
        }

        if (hole.Joined is { } joined)
        {
            return OfElements(joined, platform);
        }

        var made = OfValue(hole.Made, platform);
        var safety = made is HoleSafety.Unknown ? OfValue(hole.Value, platform) : made;
        if (hole.IsInvariant && safety is HoleSafety.CultureSensitive)
        {
            return HoleSafety.Safe;
        }

        return safety is HoleSafety.CultureSensitive && hole.Format is { Length: > 0 } format && IsInvariant(format, hole.Value) ? HoleSafety.Safe : safety;
    }

    /// <summary>True for joined text whose elements a method makes that cannot be looked into.</summary>
    public static bool IsMadeOutOfSight(HoleText hole) =>
        hole.Joined is { Element: HoleText { Value: IInvocationOperation element }, Source: var source }
        && element == source
        && ElementType(element.Type) is { SpecialType: SpecialType.System_String };

    /// <summary>True where a format writes the same in every culture that people meet: the digits of a date or time.</summary>
    private static bool IsInvariant(string format, IOperation value) =>
        value.Unwrapped().Type is not { SpecialType: SpecialType.System_Decimal or SpecialType.System_Single or SpecialType.System_Double }
        && (format is "O" or "o" or "s" or "u" or "c" || (format.Length > 1 && !format.Contains("MMM") && !format.Contains("ddd") && !format.Contains('/')));

    private static HoleSafety OfElements(JoinedElements joined, PlatformModel platform)
    {
        var worst = HoleSafety.Safe;
        foreach (var hole in TextVariant.Of(joined.Element).SelectMany(variant => variant.Holes).Select(part => (HoleText)part.Text))
        {
            var safety = hole.Value == joined.Source || hole.Value.Unwrapped() == joined.Source.Unwrapped()
                ? OfType(ElementType(joined.Source.Unwrapped().Type))
                : Of(hole, platform);
            worst = (HoleSafety)Math.Max((int)worst, (int)safety);
        }

        return worst;
    }

    private static HoleSafety OfValue(IOperation operation, PlatformModel platform)
    {
        var value = Unboxed(operation);
        switch (value)
        {
            case IInvocationOperation { TargetMethod.Name: "ToString", Instance: { Type: { SpecialType: not SpecialType.System_String } type } } formatted:
                return OfFormatted(formatted, type);
            case IInvocationOperation call when platform.Find(call.TargetMethod, role => role is Role.QuotesIdentifier or Role.NamesModelObject) is not null:
                return HoleSafety.Safe;
            case IInvocationOperation { TargetMethod: { Name: var name, Parameters.IsEmpty: false } quoting } when (Libraries.IsQuotingName(name) || (quoting.IsAbstract && Libraries.IsDialectName(name))) && quoting.ReturnType.SpecialType is SpecialType.System_String:
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_Enum }:
                return HoleSafety.Safe;
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String, Instance: { } receiver } edited when edited.TargetMethod.Name is not ("Replace" or "Insert" or "Join" or "Concat" or "Format"):
                return OfValue(receiver, platform);
            case IImplicitIndexerReferenceOperation { Instance: { } whole }:
                return OfValue(whole, platform);
            case IPropertyReferenceOperation { Property: { Name: "Name" or "FullName", ContainingType: { Name: "Type" or "MemberInfo", ContainingNamespace.Name: "System" or "Reflection" } } }:
                return HoleSafety.Safe;
        }

        return OfType(value.Type);
    }

    /// <summary>The value below a conversion that only makes an object of it; a cast to a number decides what is written.</summary>
    private static IOperation Unboxed(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, Operand: var operand } conversion && (conversion.IsImplicit || conversion.Type is { SpecialType: SpecialType.System_Object }))
        {
            operation = operand;
        }

        return operation;
    }

    private static HoleSafety OfFormatted(IInvocationOperation formatted, ITypeSymbol type)
    {
        var byType = OfType(type);
        if (byType is not HoleSafety.CultureSensitive)
        {
            return byType;
        }

        // A culture that is named is no longer that of the thread; a format alone is where it writes digits only.
        return formatted.Arguments switch
        {
            [] => byType,
            [{ Value: { Type.SpecialType: SpecialType.System_String } format }] => format.ConstantValue is { HasValue: true, Value: string { Length: > 0 } written } && !IsInvariant(written, formatted.Instance!) ? byType : HoleSafety.Safe,
            _ => HoleSafety.Safe,
        };
    }

    /// <summary>What a value of a type can write into a statement.</summary>
    public static HoleSafety OfType(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var arguments })
        {
            type = arguments[0];
        }

        switch (type)
        {
            case null or IErrorTypeSymbol or IDynamicTypeSymbol:
                return HoleSafety.Unknown;
            case { TypeKind: TypeKind.Enum }:
            case { SpecialType: SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) or SpecialType.System_IntPtr or SpecialType.System_UIntPtr }:
                return HoleSafety.Safe;
            case { SpecialType: SpecialType.System_Decimal or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_DateTime }:
                return HoleSafety.CultureSensitive;
            case { SpecialType: SpecialType.System_String }:
                return HoleSafety.Unsafe;
            case { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, Name: "Guid" or "Type" or "Int128" or "UInt128" or "Version" }:
                return HoleSafety.Safe;
            case { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, Name: "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly" or "Half" }:
                return HoleSafety.CultureSensitive;
            default:
                return HoleSafety.Unknown;
        }
    }

    /// <summary>The type of the elements of a sequence.</summary>
    public static ITypeSymbol? ElementType(ITypeSymbol? sequence)
    {
        if (sequence is IArrayTypeSymbol array)
        {
            return array.ElementType;
        }

        return sequence is INamedTypeSymbol named
            ? named.AllInterfaces.Prepend(named).FirstOrDefault(candidate => candidate.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0]
            : null;
    }
}
