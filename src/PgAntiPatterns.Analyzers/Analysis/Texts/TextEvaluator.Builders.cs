using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>The text that a StringBuilder holds: its creation, its fluent calls, and what methods do to it that it is handed to.</summary>
internal sealed partial class TextEvaluator
{
    internal static bool IsBuilder(ITypeSymbol? type) =>
        type is { Name: "StringBuilder", ContainingNamespace: { Name: "Text", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>The text of an expression that yields a builder.</summary>
    internal Text OfBuilder(IOperation builder)
    {
        switch (builder.Unwrapped())
        {
            case IObjectCreationOperation creation:
                var initial = creation.Arguments.FirstOrDefault(argument => argument.Parameter is { Type.SpecialType: SpecialType.System_String });
                return initial is null ? Text.Empty : Evaluate(initial.Value);
            case ILocalReferenceOperation { Local: var local }:
                return OfLocal(local, builder);
            case IParameterReferenceOperation { Parameter: var parameter } when _bindings.TryGetValue(parameter, out var bound):
                return bound;
            case IInvocationOperation { Instance: { } receiver } call when IsBuilder(receiver.Type):
                return AfterCall(call, OfBuilder(receiver));
            default:
                return Unknown(builder);
        }
    }

    /// <summary>What a builder variable holds after an operation that mentions it.</summary>
    /// <param name="operation">The operation, its operands done.</param>
    /// <param name="before">What the builder held before.</param>
    /// <param name="refers">Tells whether an operand is the variable.</param>
    internal Text AfterBuilderUse(IOperation operation, Text before, Func<IOperation, bool> refers)
    {
        switch (operation)
        {
            case IInvocationOperation { Instance: { } receiver } call when RootOf(receiver, refers):
                return AfterCall(call, before);
            case IInvocationOperation call:
                var argument = call.Arguments.FirstOrDefault(candidate => RootOf(candidate.Value, refers));
                return argument is null ? before : AfterHandedTo(call, argument, before);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance }, Value.ConstantValue: var length } when refers(instance):
                return length is { HasValue: true, Value: 0 } ? Text.Empty : new EditedText(before);
            case IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } when refers(instance):
                return new EditedText(before);
            case IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } when refers(instance):
                return new EditedText(before);
            case IObjectCreationOperation creation when creation.Arguments.Any(candidate => refers(candidate.Value)):
                return Text.Concat(before, Unknown(operation));
            default:
                return before;
        }
    }

    /// <summary>True where a fluent chain starts at the variable.</summary>
    private static bool RootOf(IOperation receiver, Func<IOperation, bool> refers)
    {
        while (receiver is IInvocationOperation { Instance: { } inner } && IsBuilder(inner.Type))
        {
            receiver = inner;
        }

        return refers(receiver);
    }

    private Text AfterHandedTo(IInvocationOperation call, IArgumentOperation argument, Text before)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (argument.Parameter is not { } parameter || !IsBuilder(parameter.Type))
        {
            return before;
        }

        if (CanBeOverridden(method) || SourceOperations.BodyOf(method, _compilation) is not { } body)
        {
            return Text.Concat(before, Unknown(call));
        }

        // The helper speaks of its own parameter; its strings are bound to the arguments of this call.
        var text = Follow(method, call, () => WithArguments(call, 0, () => VariableTrace.AfterBody(body, parameter.OriginalDefinition, before, this)));
        return text is HoleText ? Text.Concat(before, text) : text;
    }

    private Text AfterCall(IInvocationOperation call, Text before)
    {
        var arguments = call.Arguments;
        switch (call.TargetMethod.Name)
        {
            case "Append" when arguments.Length == 1:
                return Text.Concat(before, Evaluate(arguments[0].Value));
            case "Append" when arguments.Length == 2 && arguments.FirstOrDefault(argument => argument.Value is IInterpolatedStringHandlerCreationOperation) is { } handled:
                return Text.Concat(before, Evaluate(handled.Value));
            case "AppendLine":
                var line = arguments.Length == 0 ? Text.Empty : Evaluate(arguments[arguments.Length - 1].Value);
                return Text.Concat(before, Text.Concat(line, new LiteralText("\n", call.Syntax)));
            case "AppendFormat":
                var format = arguments.FirstOrDefault(argument => argument.Parameter?.Name == "format");
                return Text.Concat(before, format is null ? Unknown(call) : Formatted(call, format.Value, Flatten(arguments.Where(argument => argument.Parameter?.Name is not ("format" or "provider"))).ToList()));
            case "AppendJoin" when arguments.Length >= 2:
                return Text.Concat(before, OfJoin(call, Evaluate(arguments[0].Value), arguments.Skip(1).Select(argument => argument.Value).ToList()));
            case "Insert" when arguments.Length == 2:
                var inserted = Text.Concat(Evaluate(arguments[1].Value), before);
                return arguments[0].Value.ConstantValue is { HasValue: true, Value: 0 } ? inserted : new EditedText(inserted);
            case "Replace" when arguments.Length == 2:
                return OfReplace(call, before, arguments[0].Value, arguments[1].Value);
            case "Clear":
                return Text.Empty;
            case "Append" or "Remove" or "Replace":
                return new EditedText(before);
            default:
                return before;
        }
    }

    /// <summary>What one element of a collection can be; null where that is not known.</summary>
    internal Text? ElementIn(IOperation collection) => Elements(collection) is { Count: > 0 } elements ? Text.OneOf(elements) : null;
}
