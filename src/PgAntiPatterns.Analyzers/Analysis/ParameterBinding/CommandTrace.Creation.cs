using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>What a command holds when it has just been made: by its constructor, by a connection, or by a helper that gives it back.</summary>
internal sealed partial class CommandTrace
{
    /// <summary>What a command holds right after its creation.</summary>
    public static BindingState? Created(IOperation? value, ParameterReader reader)
    {
        var platform = reader.Platform;
        switch (value?.Unwrapped())
        {
            case IObjectCreationOperation { Constructor: { } constructor } creation when platform.Find(constructor, Role.CreatesCommand) is not null:
                var state = Titled(BindingState.Fresh, creation, constructor, platform);
                return creation.Initializer is null ? state : Initialized(state, creation.Initializer, reader);
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.CreatesCommand) is not null:
                return Titled(BindingState.Fresh, call, call.TargetMethod, platform);
            case IInvocationOperation helper:
                return MadeBy(helper, reader);
            default:
                return null;
        }
    }

    /// <summary>What a command holds that a method with source gives back; null where the method gives back something else.</summary>
    private static BindingState? MadeBy(IInvocationOperation helper, ParameterReader asking)
    {
        var platform = asking.Platform;
        var method = helper.TargetMethod.OriginalDefinition;
        if (asking.Depth >= MaxDepth || method.IsAbstract || method.IsVirtual || method.IsOverride || SourceOperations.BodyOf(method, platform.Compilation) is not { } body)
        {
            return null;
        }

        var reader = new ParameterReader(platform, WrapperArguments.Of(helper)) { Depth = asking.Depth + 1 };
        var state = GivenBack(body).ToList() is [{ } only] ? OfReturned(only, reader, helper) : null;
        return state is { Texts.IsEmpty: false } ? state with { Texts = ImmutableArray.Create<IOperation>(helper), IsOpen = false } : state;
    }

    private static BindingState? OfReturned(IOperation returned, ParameterReader reader, IInvocationOperation helper)
    {
        switch (returned.Unwrapped())
        {
            case ILocalReferenceOperation { Local: var local } reference:
                var trace = new CommandTrace(local, reader.Platform, null, WrapperArguments.Of(helper), reader.Depth);
                trace.Run(reference.Root(), BindingState.Unseen);
                return trace._returned;
            case IObjectCreationOperation creation:
                return Created(creation, reader);
            case IInvocationOperation call when reader.Platform.Find(call.TargetMethod, Role.CreatesCommand) is not null:
                return Created(call, reader);
            default:
                return null;
        }
    }

    private static IEnumerable<IOperation> GivenBack(IOperation body) => body.Descendants()
        .Where(operation => operation is IReturnOperation { ReturnedValue: not null, Kind: OperationKind.Return })
        .Select(operation => ((IReturnOperation)operation).ReturnedValue!);

    private static BindingState Titled(BindingState state, IOperation creation, ISymbol member, PlatformModel platform) =>
        platform.Find(member, Role.TakesSql) is { } text && creation.ArgumentFor(text.Ordinal) is { IsImplicit: false } ? state with { Texts = ImmutableArray.Create(creation) } : state;

    private static BindingState Initialized(BindingState state, IObjectOrCollectionInitializerOperation initializer, ParameterReader reader)
    {
        var platform = reader.Platform;
        foreach (var element in initializer.Initializers)
        {
            switch (element)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment:
                    state = platform.Find(property, role => role is Role.TakesSql or Role.TakesCommandType)?.Row.Role switch
                    {
                        Role.TakesSql => state with { Texts = ImmutableArray.Create<IOperation>(assignment) },
                        Role.TakesCommandType => state with { IsSql = IsText(assignment.Value) },
                        _ => state,
                    };
                    break;
                case IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation { Property: var collection }, Initializer.Initializers: var added } when platform.Find(collection, Role.HoldsParameters) is not null:
                    foreach (var item in added)
                    {
                        state = (item is IInvocationOperation add ? Changed(state, add, reader) : null) ?? state with { IsComplete = false };
                    }

                    break;
            }
        }

        return state;
    }
}
