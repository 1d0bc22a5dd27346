using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>The strings that a collection holds, where the source writes all of them.</summary>
internal sealed partial class TextEvaluator
{
    /// <summary>The elements of a list, array or set; null where not all of them are in sight.</summary>
    private IReadOnlyList<Text>? Elements(IOperation collection)
    {
        if (++_steps > Budget)
        {
            return null;
        }

        var inner = collection.Unwrapped();
        if (CollectionExpressions.ElementsOf(inner, _compilation) is { } items)
        {
            return Constants(items);
        }

        switch (inner)
        {
            case IArrayCreationOperation { Initializer.ElementValues: { IsEmpty: false } values }:
                return Constants(values);
            case IObjectCreationOperation { Arguments: { IsEmpty: false } arguments, Initializer: null } creation when creation.Arguments[0].Parameter?.Type is not { SpecialType: SpecialType.System_Int32 }:
                return Elements(arguments[0].Value);
            case IObjectCreationOperation { Initializer.Initializers: { IsEmpty: false } initializers }:
                return Constants(initializers.OfType<IInvocationOperation>().Where(add => add.Arguments.Length == 1).Select(add => add.Arguments[0].Value).ToList());
            case IInvocationOperation { TargetMethod.Name: "Create", Instance: null, Arguments: { IsEmpty: false } arguments }:
                return Constants(Flatten(arguments).ToList());
            case IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" or "ToHashSet" or "ToFrozenSet" or "ToImmutableArray" or "AsSpan" or "AsReadOnly" or "Distinct" or "Order" or "Where", Arguments: { IsEmpty: false } arguments }:
                return Elements(arguments[0].Value);
            case IFieldReferenceOperation { Field: var field } when field.IsReadOnly || IsOnlyRead(field):
                return InitializerOf(field) is { } initializer ? Elements(initializer) : null;
            case IPropertyReferenceOperation { Property: { SetMethod: null, IsIndexer: false } property }:
                return InitializerOf(property) is { } value ? Elements(value)
                    : !CanBeOverridden(property) && property.GetMethod is { } getter && SourceOperations.BodyOf(getter, _compilation) is { } body && OwnReturns(body).ToList() is [var returned] ? Elements(returned) : null;
            case ILocalReferenceOperation { Local: var local } reference when VariableTrace.OnlyValue(local, reference) is { } only && !VariableTrace.IsMutated(local, reference):
                return Elements(only);
            default:
                return null;
        }
    }

    /// <summary>True for a private sequence that is given its elements where it is declared, and is never given others.</summary>
    private bool IsOnlyRead(IFieldSymbol field) =>
        field.Type.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_Generic_IReadOnlyList_T or SpecialType.System_Collections_Generic_IReadOnlyCollection_T
        && field.DeclaredAccessibility is Accessibility.Private
        && MemberUses.Of(field, _compilation) is { } uses
        && uses.All(use => use.Parent is not (IAssignmentOperation or IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }) || (use.Parent is IAssignmentOperation assignment && assignment.Target != use));

    private List<Text>? Constants(IReadOnlyList<IOperation> values)
    {
        var texts = new List<Text>();
        foreach (var value in values)
        {
            var text = Evaluate(value);
            if (text is not LiteralText && TextVariant.Of(text).Any(variant => variant.Holes.Any()))
            {
                return null;
            }

            texts.Add(text);
        }

        return texts.Count is 0 or > 256 ? null : texts;
    }

    /// <summary>The values of a dictionary of constants; null where it is not one.</summary>
    private IReadOnlyList<Text>? ValuesOf(IOperation? dictionary)
    {
        switch (dictionary is null ? null : dictionary.Unwrapped())
        {
            case IObjectCreationOperation { Initializer.Initializers: { IsEmpty: false } initializers }:
                var values = initializers.Select(initializer => initializer switch
                {
                    ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true }, Value: var assigned } => assigned,
                    IInvocationOperation { Arguments: { Length: 2 } arguments } => arguments[1].Value,
                    _ => null,
                }).ToList();
                return values.Contains(null) ? null : Constants(values!);
            case IInvocationOperation { TargetMethod.Name: "ToFrozenDictionary" or "ToImmutableDictionary" or "AsReadOnly", Arguments: { IsEmpty: false } arguments }:
                return ValuesOf(arguments[0].Value);
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                return InitializerOf(field) is { } initializer ? ValuesOf(initializer) : null;
            case IPropertyReferenceOperation { Property: { SetMethod: null, IsIndexer: false } property }:
                return InitializerOf(property) is { } value ? ValuesOf(value) : null;
            case ILocalReferenceOperation { Local: var local } reference when VariableTrace.OnlyValue(local, reference) is { } only:
                return ValuesOf(only);
            default:
                return null;
        }
    }

    /// <summary>What a method hands out through an out parameter: a value of a dictionary of constants, or nothing that is known.</summary>
    internal Text OutValue(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation { TargetMethod.Name: "TryGetValue", Instance: { } dictionary } && ValuesOf(dictionary) is { } values
            ? Text.OneOf(values)
            : new HoleText(argument);
}
