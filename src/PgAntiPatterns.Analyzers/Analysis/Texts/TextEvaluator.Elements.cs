using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>What one element of a sequence looks like: made by a lambda, added in a loop, repeated, or yielded by a method with source.</summary>
internal sealed partial class TextEvaluator
{
    /// <summary>The collection behind a sequence and the text of one element; without a text where nothing makes the elements in sight.</summary>
    private (IOperation Source, Text? Element) ElementOf(IOperation collection)
    {
        var inner = collection.Unwrapped();
        if (++_steps > Budget)
        {
            return (inner, null);
        }

        switch (inner)
        {
            case ITranslatedQueryOperation query:
                return ElementOf(query.Operation);
            case IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" or "ToHashSet" or "Distinct" or "AsEnumerable" or "OrderBy" or "OrderByDescending" or "Order" or "Reverse", Arguments.Length: > 0 } wrapper:
                return ElementOf(wrapper.Arguments[0].Value);
            case IInvocationOperation { TargetMethod.Name: "Where" or "Take" or "Skip" or "TakeWhile" or "SkipWhile", Arguments.Length: > 0 } filter:
                // Of the collection behind it only some are meant.
                return (inner, ElementOf(filter.Arguments[0].Value).Element is { } kept ? new EditedText(kept) : null);
            case IInvocationOperation { TargetMethod.Name: "Select" or "ConvertAll", Arguments: { Length: 2 } arguments }:
                return (arguments[0].Value, Made(arguments[1].Value, arguments[0].Value));
            case IInvocationOperation { TargetMethod.Name: "ConvertAll", Instance: { } list, Arguments: { Length: 1 } arguments }:
                return (list, Made(arguments[0].Value, list));
            case IInvocationOperation { TargetMethod: { Name: "Repeat", ContainingType.Name: "Enumerable" }, Arguments: { Length: 2 } arguments }:
                return (inner, Evaluate(arguments[0].Value));
            case IInvocationOperation call when !CanBeOverridden(call.TargetMethod) && SourceOperations.BodyOf(call.TargetMethod.OriginalDefinition, _compilation) is { } body:
                return (inner, ElementOfReturns(call, body));
            case ILocalReferenceOperation { Local: var local } reference when AddedTo(local, reference) is { } added:
                return (inner, added);
            case ILocalReferenceOperation { Local: var local } reference when VariableTrace.OnlyValue(local, reference) is { } only && !VariableTrace.IsMutated(local, reference):
                var (source, element) = ElementOf(only);
                return element is null ? (inner, null) : (source, element);
            default:
                return (inner, null);
        }
    }

    /// <summary>The items of an array that is written out, here or where the local is declared that holds it; null where there is none.</summary>
    private static IReadOnlyList<IOperation>? ItemsOf(IOperation collection) => collection switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var items } => items,
        ILocalReferenceOperation { Local: var local } reference when VariableTrace.OnlyValue(local, reference) is IArrayCreationOperation { Initializer.ElementValues: { Length: <= MaxUses } items } && !VariableTrace.IsMutated(local, reference) => items,
        _ => null,
    };

    /// <summary>What a lambda or a method with source makes of an element.</summary>
    private Text? Made(IOperation selector, IOperation source) => selector.Unwrapped() switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: [{ Type.SpecialType: SpecialType.System_String } item, ..] } lambda } when Elements(source) is { Count: > 0 } known =>
            With(item, Text.OneOf(known), () => OfReturns(lambda.Body)),
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => OfReturns(lambda.Body),
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } use when !CanBeOverridden(method) && SourceOperations.BodyOf(method.OriginalDefinition, _compilation) is { } body =>
            Follow(method.OriginalDefinition, use, () => OfReturns(body)),
        _ => null,
    };

    /// <summary>One element of what a method returns or yields; null where one of its returns is out of sight.</summary>
    private Text? ElementOfReturns(IInvocationOperation call, IOperation body)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (_depth >= MaxDepth || _inProgress.Contains(method))
        {
            return null;
        }

        var isComplete = true;
        var text = Follow(method, call, () => WithArguments(call, 0, () =>
        {
            var returned = OwnReturns(body).Select(value => ElementOf(value).Element).Concat(OwnYields(body).Select(Evaluate)).ToList();
            isComplete = returned.Count is > 0 and <= MaxUses && !returned.Contains(null);
            return isComplete ? Text.OneOf(returned!) : null;
        }));
        return isComplete ? text : null;
    }

    private static IEnumerable<IOperation> OwnYields(IOperation body) => body.Descendants()
        .OfType<IReturnOperation>()
        .Where(yielded => yielded is { Kind: OperationKind.YieldReturn, ReturnedValue: not null })
        .Select(yielded => yielded.ReturnedValue!);

    /// <summary>The text of whatever a local list or array is filled with, one after the other; null where it is not filled in sight.</summary>
    private Text? AddedTo(ILocalSymbol local, IOperation reference)
    {
        if (VariableTrace.OnlyValue(local, reference) is not { } created || InitialElements(created) is not { } initial)
        {
            return null;
        }

        var texts = initial.Select(Evaluate).ToList();
        foreach (var use in VariableTrace.UsesOf(local, reference))
        {
            switch (use.Parent)
            {
                case IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 1 } arguments } add when add.Instance == use:
                    texts.Add(Evaluate(arguments[0].Value));
                    break;
                case IArrayElementReferenceOperation { Parent: ISimpleAssignmentOperation assignment } element when element.ArrayReference == use && assignment.Target == element:
                    texts.Add(Evaluate(assignment.Value));
                    break;
                case IInvocationOperation { TargetMethod.Name: "AddRange" or "Insert" or "InsertRange" } mutation when mutation.Instance == use:
                    return null;
            }
        }

        return texts.Count is 0 or > MaxUses ? null : Text.OneOf(texts);
    }

    /// <summary>What a list or array is made with; null where that is another collection.</summary>
    private IReadOnlyList<IOperation>? InitialElements(IOperation created) => created switch
    {
        IArrayCreationOperation { Initializer: null } => [],
        IObjectCreationOperation { Initializer: null, Arguments: var arguments } when arguments.All(argument => argument.Value.Type?.SpecialType is SpecialType.System_Int32) => [],
        IObjectCreationOperation { Initializer.Initializers: var initializers } =>
            initializers.OfType<IInvocationOperation>().Where(add => add.Arguments.Length == 1).Select(add => add.Arguments[0].Value).ToList(),
        _ => CollectionExpressions.ElementsOf(created, _compilation),
    };
}
