using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>A value that goes into a variable.</summary>
/// <param name="Target">The local, parameter, or field of the object itself.</param>
/// <param name="Value">The value.</param>
/// <param name="IsContent">True where the value becomes a part of what the variable holds, as a parameter becomes a part of a command.</param>
internal readonly record struct ValueFlow(ISymbol Target, IOperation Value, bool IsContent);

/// <summary>Which values go into which variables of one body; the order of the statements does not count.</summary>
internal sealed class ValueFlows
{
    private static readonly ConditionalWeakTable<IOperation, ValueFlows> Cache = new();

    private ValueFlows(IOperation root)
    {
        var flows = ImmutableArray.CreateBuilder<ValueFlow>();
        foreach (var operation in root.DescendantsAndSelf())
        {
            Collect(operation, flows);
        }

        AddParameters(flows);
        All = flows.ToImmutable();
    }

    /// <summary>Every flow of the body.</summary>
    public ImmutableArray<ValueFlow> All { get; }

    /// <summary>The flows of the body that an operation stands in.</summary>
    public static ValueFlows Of(IOperation operation) => Cache.GetValue(operation.Root(), static root => new ValueFlows(root));

    /// <summary>The variable that an expression begins at: of <c>row.Parts[0].Name</c> it is <c>row</c>.</summary>
    public static ISymbol? RootOf(IOperation? operation)
    {
        while (operation is not null)
        {
            switch (operation.Unwrapped())
            {
                case ILocalReferenceOperation { Local: var local }:
                    return local;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return parameter;
                case IFieldReferenceOperation { Field: var field, Instance: null or IInstanceReferenceOperation }:
                    return field;
                case IPropertyReferenceOperation { Property: { Parameters.Length: 0 } property, Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } }:
                    return property;
                case IMemberReferenceOperation { Instance: { } instance }:
                    operation = instance;
                    continue;
                case IArrayElementReferenceOperation { ArrayReference: var array }:
                    operation = array;
                    continue;
                case IInvocationOperation { Instance: { } receiver }:
                    operation = receiver;
                    continue;
                case IDeclarationExpressionOperation { Expression: var declared }:
                    operation = declared;
                    continue;
                case IAwaitOperation { Operation: var awaited }:
                    operation = awaited;
                    continue;
                case IConditionalAccessOperation { Operation: var accessed }:
                    operation = accessed;
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    private static void Collect(IOperation operation, ImmutableArray<ValueFlow>.Builder flows)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Symbol: var local } declarator when (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value is { } value:
                flows.Add(new ValueFlow(local, value, false));
                break;
            case ISimpleAssignmentOperation { Target: var target, Value: var value }:
                Assign(target, value, flows);
                break;
            case ICompoundAssignmentOperation { Target: var target, Value: var value }:
                Assign(target, value, flows);
                break;
            case ICoalesceAssignmentOperation { Target: var target, Value: var value }:
                Assign(target, value, flows);
                break;
            case IDeconstructionAssignmentOperation { Target: var target, Value: var value }:
                Deconstruct(target, value, flows);
                break;
            case IForEachLoopOperation loop:
                foreach (var element in loop.Locals)
                {
                    flows.Add(new ValueFlow(element, loop.Collection, false));
                }

                break;
            case IPatternOperation pattern when Declared(pattern) is { } matched && Matched(pattern) is { } value:
                flows.Add(new ValueFlow(matched, value, false));
                break;
            case IInvocationOperation call:
                Call(call, flows);
                break;
        }
    }

    /// <summary>A parameter that a command has given out, <c>var id = command.Parameters.Add(…)</c>, is still a part of it.</summary>
    private static void AddParameters(ImmutableArray<ValueFlow>.Builder flows)
    {
        foreach (var given in flows.Where(flow => !flow.IsContent && SessionTypes.IsParameter(flow.Value.Type)).ToList())
        {
            if (RootOf(given.Value) is { } command && SessionTypes.IsCommand(TypeOf(command)))
            {
                flows.AddRange(flows.Where(flow => flow.IsContent && SymbolEqualityComparer.Default.Equals(flow.Target, given.Target)).Select(flow => flow with { Target = command }).ToList());
            }
        }
    }

    private static ISymbol? Declared(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { DeclaredSymbol: var symbol } => symbol,
        IRecursivePatternOperation { DeclaredSymbol: var symbol } => symbol,
        _ => null,
    };

    private static IOperation? Matched(IOperation pattern)
    {
        for (var outer = pattern.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IIsPatternOperation { Value: var value }:
                    return value;
                case ISwitchOperation { Value: var value }:
                    return value;
                case ISwitchExpressionOperation { Value: var value }:
                    return value;
                case IPatternOperation or ISwitchCaseOperation or ICaseClauseOperation or ISwitchExpressionArmOperation or IPropertySubpatternOperation:
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    private static void Assign(IOperation target, IOperation value, ImmutableArray<ValueFlow>.Builder flows)
    {
        if (RootOf(target) is { } root)
        {
            flows.Add(new ValueFlow(root, value, target.Unwrapped() is not (ILocalReferenceOperation or IParameterReferenceOperation or IDeclarationExpressionOperation or IFieldReferenceOperation)));
        }
    }

    private static void Deconstruct(IOperation target, IOperation value, ImmutableArray<ValueFlow>.Builder flows)
    {
        switch (target.Unwrapped())
        {
            case ITupleOperation tuple:
                var values = value.Unwrapped() as ITupleOperation;
                for (var index = 0; index < tuple.Elements.Length; index++)
                {
                    Deconstruct(tuple.Elements[index], values?.Elements.Length == tuple.Elements.Length ? values.Elements[index] : value, flows);
                }

                break;
            case IDeclarationExpressionOperation { Expression: var declared }:
                Deconstruct(declared, value, flows);
                break;
            default:
                Assign(target, value, flows);
                break;
        }
    }

    private static void Call(IInvocationOperation call, ImmutableArray<ValueFlow>.Builder flows)
    {
        var root = call.Instance is { } instance and not IInstanceReferenceOperation && !SessionTypes.IsSession(instance.Type) ? RootOf(instance) : null;
        if (root is not null && SessionTypes.IsSession(TypeOf(root)))
        {
            root = null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref && RootOf(argument.Value) is { } written)
            {
                foreach (var other in call.Arguments)
                {
                    if (other != argument)
                    {
                        flows.Add(new ValueFlow(written, other.Value, false));
                    }
                }

                if (call.Instance is { } from)
                {
                    flows.Add(new ValueFlow(written, from, false));
                }

                continue;
            }

            if (root is not null && argument.Value.Unwrapped() is not (IDelegateCreationOperation or IAnonymousFunctionOperation))
            {
                flows.Add(new ValueFlow(root, argument.Value, true));
            }

            if (argument.Value.Unwrapped() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: var parameters } } && SequenceOf(call) is { } sequence)
            {
                foreach (var parameter in parameters)
                {
                    flows.Add(new ValueFlow(parameter, sequence, false));
                }
            }
        }
    }

    /// <summary>What a lambda's parameter stands for an element of.</summary>
    private static IOperation? SequenceOf(IInvocationOperation call) =>
        call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0 && argument.Value.Unwrapped() is not IDelegateCreationOperation)?.Value;

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
