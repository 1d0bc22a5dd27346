using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Does this parameter arrive on the server as an array? Decided by the declared type, else by the type of the value.</summary>
internal static class ArrayValues
{
    private static readonly HashSet<string> Sequences =
    [
        "List`1", "IList`1", "IReadOnlyList`1", "ICollection`1", "IReadOnlyCollection`1", "IEnumerable`1", "IOrderedEnumerable`1",
        "HashSet`1", "ISet`1", "IReadOnlySet`1", "SortedSet`1", "Queue`1", "Stack`1", "LinkedList`1", "Collection`1", "ReadOnlyCollection`1",
        "ImmutableArray`1", "ImmutableList`1", "ImmutableHashSet`1", "FrozenSet`1",
    ];

    /// <summary>True where the parameter is an array.</summary>
    public static bool IsArray(BoundParameter parameter)
    {
        if (parameter.DeclaredType is { } declared)
        {
            // NpgsqlDbType.Array is the sign bit; a name of a type ends in brackets.
            return declared.ConstantValue is { HasValue: true, Value: var constant } && (constant is int and < 0 || (constant is string name && name.EndsWith("[]", StringComparison.Ordinal)));
        }

        return parameter.Value is null ? IsSequence(parameter.MemberType) : Values(parameter.Value).Any(value => IsSequence(value.Type));
    }

    /// <summary>True where the driver takes the type of the value as it is; a sequence that is computed on the fly must be made an array first.</summary>
    public static bool IsMaterialised(ITypeSymbol? type) =>
        type is IArrayTypeSymbol || (type is INamedTypeSymbol { IsGenericType: true } named && named.MetadataName is "List`1");

    /// <summary>The element type of a sequence that is sent as an array; null where the type is no such sequence.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => element,
        INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } named when Sequences.Contains(named.MetadataName) && IsFramework(named) => arguments[0],
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } wrapped } => ElementOf(wrapped[0]),
        _ => null,
    };

    private static bool IsSequence(ITypeSymbol? type) =>
        ElementOf(type) is { } element
        // Bytes are one bytea, characters one text; pairs are hstore or json.
        && element.SpecialType is not (SpecialType.System_Byte or SpecialType.System_Char)
        && element is not INamedTypeSymbol { Name: "KeyValuePair" };

    /// <summary>What can be the value: both sides of ?? and of a conditional.</summary>
    private static IEnumerable<IOperation> Values(IOperation value)
    {
        var inner = value.Unwrapped();
        return inner switch
        {
            ICoalesceOperation coalesce => Values(coalesce.Value).Concat(Values(coalesce.WhenNull)),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => Values(conditional.WhenTrue).Concat(Values(otherwise)),
            _ => [inner],
        };
    }

    private static bool IsFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { Name: "System" };
    }
}
