using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Which parameters does the ADO.NET command have that is given this text?</summary>
internal static class CommandBindings
{
    /// <summary>The parameters; null where nothing is known or the text is no SQL.</summary>
    public static ParameterSet? Of(SqlSink sink, PlatformModel platform, IReadOnlyDictionary<ISymbol, IOperation> arguments)
    {
        var (state, type) = sink.Operation switch
        {
            IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } } } => OfCreation(Created(sink.Operation), sink.Operation, platform, arguments),
            IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } => (OfVariable(instance, sink.Operation, platform, arguments), instance.Unwrapped().Type),
            _ => OfCreation(sink.Operation, sink.Operation, platform, arguments),
        };
        return state is { IsSql: true } ? new ParameterSet(state) { IsInBatch = platform.IsBatchCommand(type) } : null;
    }

    private static IOperation? Created(IOperation operation)
    {
        while (operation is not null and not IObjectCreationOperation)
        {
            operation = operation.Parent!;
        }

        return operation;
    }

    private static BindingState? OfVariable(IOperation variable, IOperation text, PlatformModel platform, IReadOnlyDictionary<ISymbol, IOperation> arguments) => variable.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: var local } => CommandTrace.Of(local, text, platform, arguments),
        IParameterReferenceOperation { Parameter: var parameter } => CommandTrace.Of(parameter, text, platform, arguments),
        _ => null,
    };

    private static (BindingState? State, ITypeSymbol? Type) OfCreation(IOperation? creation, IOperation text, PlatformModel platform, IReadOnlyDictionary<ISymbol, IOperation> arguments)
    {
        if (creation is null || CommandTrace.Created(creation, new ParameterReader(platform, arguments)) is not { } state)
        {
            return default;
        }

        var outer = creation;
        while (outer.Parent is IConversionOperation or IParenthesizedOperation)
        {
            outer = outer.Parent;
        }

        var found = outer.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => CommandTrace.Of(local, text, platform, arguments),
            ISimpleAssignmentOperation { Target: var target } when target.Unwrapped() is ILocalReferenceOperation or IParameterReferenceOperation => OfVariable(target, text, platform, arguments),
            IInvocationOperation call when call.Instance == outer && platform.Find(call.TargetMethod, Role.ExecutesCommand) is not null => state,
            IArgumentOperation { Parent: IInvocationOperation call } when platform.Find(call.TargetMethod, Role.TakesBatchCommand) is not null => state with { IsComplete = state.IsComplete && !CommandTrace.IsReachedInto(creation, platform) },
            IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor } } when platform.Find(constructor, Role.TakesCommand) is not null => state with { IsComplete = state.IsComplete && !CommandTrace.IsReachedInto(creation, platform) },
            IUsingOperation => null,
            _ => state with { IsComplete = false },
        };
        return (found, creation.Type);
    }
}
