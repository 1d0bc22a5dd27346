using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Follows a command from its creation to its executions: which texts it is given, and which parameters it has when they are sent.</summary>
internal sealed partial class CommandTrace : ParameterTrace
{
    private static readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, CommandTrace>> Cache = new();

    private BindingState? _returned;

    private CommandTrace(ISymbol variable, PlatformModel platform, CommandTrace? caller, IReadOnlyDictionary<ISymbol, IOperation> arguments, int depth = 0)
        : base(variable, platform, caller, arguments, depth)
    {
    }

    /// <summary>What a variable's command holds when the text that an operation gave it is sent; null where it is not sent, or not as SQL.</summary>
    public static BindingState? Of(ISymbol variable, IOperation text, PlatformModel platform, IReadOnlyDictionary<ISymbol, IOperation> arguments)
    {
        if (arguments.Count > 0)
        {
            var own = new CommandTrace(variable, platform, null, arguments);
            own.Run(text.Root(), variable is IParameterSymbol ? BindingState.Unknown : BindingState.Unseen);
            return own.Result(text);
        }

        var traces = Cache.GetValue(text.Root(), static _ => new(SymbolEqualityComparer.Default));
        CommandTrace? trace;
        lock (traces)
        {
            if (!traces.TryGetValue(variable, out trace))
            {
                trace = new CommandTrace(variable, platform, null, ImmutableDictionary<ISymbol, IOperation>.Empty);
                trace.Run(text.Root(), variable is IParameterSymbol ? BindingState.Unknown : BindingState.Unseen);
                traces.Add(variable, trace);
            }
        }

        return trace.Result(text);
    }

    protected override void Publish()
    {
        foreach (var text in State!.Texts)
        {
            Record(text, State);
        }
    }

    private protected override ParameterTrace Into(IParameterSymbol parameter, IReadOnlyDictionary<ISymbol, IOperation> arguments) =>
        new CommandTrace(parameter, Platform, this, arguments);

    protected override void Effect(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, Variable):
                State = Created(Texts.VariableUses.Initializer(declarator), Reader) ?? BindingState.Unknown;
                break;
            case ISimpleAssignmentOperation assignment when Refers(assignment.Target):
                State = Created(assignment.Value, Reader) ?? BindingState.Unknown;
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation when Refers(operation):
                Use(operation);
                break;
        }
    }

    private void Use(IOperation reference)
    {
        var outer = Outer(reference);
        switch (outer.Parent)
        {
            case IPropertyReferenceOperation property when property.Instance == outer:
                UseProperty(property);
                break;
            case IReturnOperation:
                // Who gets it may add more.
                _returned = _returned is null ? State : Merge(_returned, State!);
                foreach (var text in State!.Texts)
                {
                    Record(text, State with { IsComplete = false });
                }

                break;
            case IInvocationOperation call when call.Instance == outer:
                if (Platform.Find(call.TargetMethod, Role.ExecutesCommand) is not null)
                {
                    Publish();
                }
                else if (!call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || call.TargetMethod.Name == "Clone")
                {
                    Lose();
                    Publish();
                }

                break;
            case IArgumentOperation argument:
                HandOver(argument);
                break;
            case ISimpleAssignmentOperation assignment when assignment.Target == outer:
            case IUsingOperation or IExpressionStatementOperation or IIsPatternOperation or IIsTypeOperation or INameOfOperation:
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
                break;
            case IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Arguments.IsEmpty: true } }:
                break;
            default:
                Lose();
                Publish();
                break;
        }
    }

    private void HandOver(IArgumentOperation argument)
    {
        var method = argument.Parent switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (method is not null && Platform.Find(method, role => role is Role.TakesBatchCommand or Role.TakesCommand) is not null)
        {
            Change(State! with { IsOpen = true, IsComplete = State.IsComplete && !IsReachedInto(argument, Platform) });
        }
        else if (argument.Parent is not IInvocationOperation call || !Follow(call, argument))
        {
            Lose();
            Publish();
        }
    }

    /// <summary>True where the body takes commands out again of what it hands them to, so that parameters can come that way.</summary>
    public static bool IsReachedInto(IOperation operation, PlatformModel platform) => operation.Root().DescendantsAndSelf().Any(candidate =>
        candidate is IPropertyReferenceOperation { Property: var property }
        && platform.Find(property, role => role is Role.HoldsCommand or Role.HoldsCommands) is not null
        && candidate.Parent is not IInvocationOperation { TargetMethod.Name: "Add" or "Clear" } and not IMemberInitializerOperation);

    private void UseProperty(IPropertyReferenceOperation property)
    {
        var assignment = property.Parent as IAssignmentOperation;
        var isWritten = assignment?.Target == property;
        if (Platform.Find(property.Property, Role.HoldsParameters) is not null)
        {
            UseParameters(property);
        }
        else if (!isWritten && Platform.Find(property.Property, Role.HoldsCommand) is not null)
        {
            Use(property);
        }
        else if (isWritten && Platform.Find(property.Property, Role.TakesSql) is not null)
        {
            Change(assignment is ISimpleAssignmentOperation
                ? State! with { Texts = ImmutableArray.Create<IOperation>(assignment), IsWhole = true }
                : State! with { Texts = State.Texts.Add(assignment!), IsWhole = false });
        }
        else if (isWritten && Platform.Find(property.Property, Role.TakesCommandType) is not null)
        {
            Change(State! with { IsSql = IsText(assignment!.Value) });
        }
    }

    private void UseParameters(IPropertyReferenceOperation parameters)
    {
        var outer = Outer(parameters);
        switch (outer.Parent)
        {
            case IInvocationOperation call when call.Instance == outer:
                if (Changed(State!, call, Reader) is { } changed)
                {
                    Apply(changed);
                }
                else
                {
                    Lose();
                }

                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when element.Instance == outer:
                UseElement(element);
                break;
            case IPropertyReferenceOperation or IForEachLoopOperation:
                break;
            default:
                Lose();
                Publish();
                break;
        }
    }

    private void Apply(BindingState changed)
    {
        var before = State!;
        State = changed.May.IsEmpty ? before.Cleared() : before;
        foreach (var parameter in changed.May.Where(parameter => !before.May.Contains(parameter)))
        {
            Add(parameter);
        }

        Change(State with { IsComplete = changed.IsComplete });
    }

    /// <summary>A value that a parameter is given later replaces the first one.</summary>
    private void UseElement(IPropertyReferenceOperation element)
    {
        var outer = Outer(element);
        switch (outer.Parent)
        {
            case IPropertyReferenceOperation { Property: var member } property when property.Parent is ISimpleAssignmentOperation assignment && assignment.Target == property:
                if (Platform.Find(member, Role.TakesParameterName) is not null)
                {
                    Lose();
                }
                else if (Platform.Find(member, Role.TakesParameterValue) is not null && Named(element) is { } parameter)
                {
                    Change(State!.Plus(parameter.With(assignment.Value)));
                }

                break;
            case ISimpleAssignmentOperation assignment when assignment.Target == outer:
                Lose();
                break;
        }
    }

    private BoundParameter? Named(IPropertyReferenceOperation element) =>
        element.Arguments is [{ Value: var key }] && key.Type?.SpecialType is SpecialType.System_String && Reader.NameOf(key) is { } name
            ? State!.May.FirstOrDefault(parameter => parameter.IsCalled(BoundParameter.Bare(name)))
            : null;

    private static IOperation Outer(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IParenthesizedOperation)
        {
            operation = operation.Parent;
        }

        return operation;
    }

    private static bool IsText(IOperation value) => value.ConstantValue is { HasValue: true, Value: 1 };

    /// <summary>What a call on the collection of parameters leaves behind; null where that is not known.</summary>
    private static BindingState? Changed(BindingState state, IInvocationOperation call, ParameterReader reader)
    {
        switch (reader.Platform.Find(call.TargetMethod, role => role is Role.AddsParameter or Role.AddsParameters or Role.ClearsParameters or Role.LooksAtParameters)?.Row.Role)
        {
            case Role.AddsParameter:
                return state.Plus(reader.Added(call));
            case Role.AddsParameters when call.Arguments.Length == 1 && ArrayElements.Of(reader.Argument(call.Arguments[0].Value.Unwrapped()), reader.Platform.Compilation) is { } elements:
                return elements.Aggregate(state, (current, element) => current.Plus(reader.Made(element, element)));
            case Role.ClearsParameters:
                return state.Cleared();
            case Role.LooksAtParameters:
                return state;
            default:
                return null;
        }
    }
}
