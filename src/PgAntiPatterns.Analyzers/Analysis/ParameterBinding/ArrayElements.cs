using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Which elements does this array have? Only where all of them are written in place.</summary>
internal static class ArrayElements
{
    /// <summary>The elements in order; null where they are out of sight.</summary>
    public static IReadOnlyList<IOperation>? Of(IOperation array, Compilation compilation)
    {
        var inner = array.Unwrapped();
        switch (inner)
        {
            case IArrayCreationOperation { Initializer.ElementValues: var values }:
                return values.Select(value => value.Unwrapped()).ToList();
            case IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] }:
                return [];
            case ILocalReferenceOperation { Local: var local } reference
                when Texts.VariableTrace.OnlyValue(local, reference) is { } only and not ILocalReferenceOperation && !Texts.VariableTrace.IsMutated(local, reference):
                return Of(only, compilation);
            default:
                return CollectionExpressions.ElementsOf(inner, compilation);
        }
    }
}
