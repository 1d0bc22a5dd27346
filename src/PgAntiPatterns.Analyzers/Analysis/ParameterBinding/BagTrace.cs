using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Follows an object to which Dapper's parameters are added by name: what it holds where it is handed to a call.</summary>
internal sealed class BagTrace : ParameterTrace
{
    private static readonly ConditionalWeakTable<IOperation, Dictionary<ISymbol, BagTrace>> Cache = new();

    private BagTrace(ISymbol variable, PlatformModel platform, BagTrace? caller, IReadOnlyDictionary<ISymbol, IOperation> arguments)
        : base(variable, platform, caller, arguments)
    {
    }

    /// <summary>What a variable holds where it is mentioned; null where that is not known.</summary>
    public static BindingState? Of(ISymbol variable, IOperation use, PlatformModel platform)
    {
        var traces = Cache.GetValue(use.Root(), static _ => new(SymbolEqualityComparer.Default));
        BagTrace? trace;
        lock (traces)
        {
            if (!traces.TryGetValue(variable, out trace))
            {
                trace = new BagTrace(variable, platform, null, ImmutableDictionary<ISymbol, IOperation>.Empty);
                trace.Run(use.Root(), variable is IParameterSymbol ? BindingState.Unknown : BindingState.Unseen);
                traces.Add(variable, trace);
            }
        }

        return trace.Result(use);
    }

    /// <summary>What an object holds right after its creation; null where it is no such object.</summary>
    public static BindingState? Created(IOperation? value, PlatformModel platform)
    {
        if (value?.Unwrapped() is not IObjectCreationOperation { Constructor: { } constructor } creation || platform.Find(constructor, Role.CreatesParameterBag) is null)
        {
            return null;
        }

        var template = platform.Find(constructor, Role.TakesParameterObject) is { } member ? creation.ArgumentFor(member.Ordinal) : null;
        return template is null ? BindingState.Fresh : ObjectBindings.Of(template.Value, platform);
    }

    protected override void Publish()
    {
    }

    private protected override ParameterTrace Into(IParameterSymbol parameter, IReadOnlyDictionary<ISymbol, IOperation> arguments) =>
        new BagTrace(parameter, Platform, this, arguments);

    protected override void Effect(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, Variable):
                State = Created(Texts.VariableUses.Initializer(declarator), Platform) ?? BindingState.Unknown;
                break;
            case ISimpleAssignmentOperation assignment when Refers(assignment.Target):
                State = Created(assignment.Value, Platform) ?? BindingState.Unknown;
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation when Refers(operation):
                Use(operation);
                break;
        }
    }

    private void Use(IOperation reference)
    {
        var outer = reference;
        while (outer.Parent is IConversionOperation or IParenthesizedOperation)
        {
            outer = outer.Parent;
        }

        switch (outer.Parent)
        {
            case IInvocationOperation call when call.Instance == outer:
                Called(call);
                break;
            case IArgumentOperation { Parameter: { } parameter } argument:
                var member = argument.Parent switch
                {
                    IInvocationOperation invocation => (ISymbol)invocation.TargetMethod,
                    IObjectCreationOperation creation => creation.Constructor!,
                    _ => parameter,
                };
                if (Platform.Find(member, Role.TakesParameterObject) is { } taker && taker.Ordinal == parameter.Ordinal)
                {
                    Record(reference, State!);
                }
                else if (argument.Parent is not IInvocationOperation helper || !Follow(helper, argument))
                {
                    Lose();
                }

                break;
            case IPropertyReferenceOperation or IBinaryOperation:
            case ISimpleAssignmentOperation assignment when assignment.Target == outer:
                break;
            default:
                Lose();
                break;
        }
    }

    private void Called(IInvocationOperation call)
    {
        if (Platform.Find(call.TargetMethod, Role.AddsParameter) is not null)
        {
            Add(Reader.Added(call));
        }
        else if (Platform.Find(call.TargetMethod, Role.TakesParameterObject) is { } taker && call.ArgumentFor(taker.Ordinal) is { } more)
        {
            if (ObjectBindings.Of(more.Value, Platform) is not { } members)
            {
                Lose();
                return;
            }

            foreach (var parameter in members.May)
            {
                Add(parameter);
            }

            State = State! with { IsComplete = State.IsComplete && members.IsComplete };
        }
        else if (Platform.Find(call.TargetMethod, Role.LooksAtParameters) is null)
        {
            Lose();
        }
    }
}
