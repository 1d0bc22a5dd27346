using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Is a change made element by element on purpose: so that one failure does not stop the others, or because something outside follows it?</summary>
internal static class WriteShapes
{
    private const int MaxDepth = 3;

    /// <summary>True where a change per element is what the code is about.</summary>
    public static bool IsMeant(RoundTrip trip, IOperation position, Repetition loop, PlatformModel platform) =>
        IsIsolated(position, loop) || HasOutsideEffect(loop, platform) || IsAttempt(trip) || Decides(trip, position, loop, platform);

    /// <summary>True where a save per element is what the code is about.</summary>
    public static bool IsMeantSave(RoundTrip trip, IOperation position, Repetition loop, PlatformModel platform) =>
        IsIsolated(position, loop)
        || HasOutsideEffect(loop, platform)
        || Sequences.IsCollection(loop.ElementType)
        || SavesGroup(position, loop, platform)
        || NeedsGeneratedKey(trip, loop, platform)
        || IsOwnContext(trip, loop)
        || IsCheckpoint(trip, loop, platform);

    /// <summary>True where a failed element is caught and the loop goes on.</summary>
    public static bool IsIsolated(IOperation position, Repetition loop)
    {
        for (var part = position; part.Parent is { } parent && part != loop.Body; part = parent)
        {
            if (parent is ITryOperation attempt && attempt.Body == part && attempt.Catches.Any(handler => GoesOn(handler, loop)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where the turn waits for something that is not the database, such as a message that is sent.</summary>
    public static bool HasOutsideEffect(Repetition loop, PlatformModel platform) =>
        HasOutsideEffect(loop.Body, platform, 0);

    /// <summary>True where a body waits for something that is not the database.</summary>
    public static bool HasOutsideEffect(IOperation body, PlatformModel platform) => HasOutsideEffect(body, platform, 0);

    private static bool HasOutsideEffect(IOperation body, PlatformModel platform, int depth) =>
        Exits.Inside(body).Any(operation => operation switch
        {
            IAwaitOperation { Operation: var awaited } => awaited.Unwrapped() is IInvalidOperation || (CallOf(awaited) is { } call && IsOutside(call, platform, depth)),
            IInvocationOperation { TargetMethod: { ContainingType: { } type } method } => Libraries.OutsideCalls[method.Name].Any(name => name == type.ToDisplayString()),
            _ => false,
        });

    private static bool GoesOn(ICatchClauseOperation handler, Repetition loop)
    {
        if (handler.ExceptionType?.Name is "OperationCanceledException" or "TaskCanceledException")
        {
            return false;
        }

        var last = handler.Handler.Operations.LastOrDefault();
        return last switch
        {
            null => true,
            IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => false,
            IReturnOperation { Kind: OperationKind.Return } => !loop.IsLoop,
            IBranchOperation { BranchKind: BranchKind.Break } => false,
            _ => true,
        };
    }

    private static IInvocationOperation? CallOf(IOperation awaited)
    {
        var operation = awaited.Unwrapped();
        while (operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner })
        {
            operation = inner.Unwrapped();
        }

        return operation as IInvocationOperation;
    }

    private static bool IsOutside(IInvocationOperation call, PlatformModel platform, int depth)
    {
        var method = call.TargetMethod;
        if (method.MethodKind is MethodKind.DelegateInvoke or MethodKind.LocalFunction || SessionTypes.IsSession(call.Instance?.Type) || SessionTypes.IsSession(method.ContainingType))
        {
            return false;
        }

        var assembly = method.ContainingAssembly?.Name ?? "";
        var isOwn = SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, platform.Compilation.Assembly);
        if (!isOwn)
        {
            return CalledTrips.At(call, platform) is null && IsForeign(assembly);
        }

        if (Targets.Of(call, platform) is not { } targets)
        {
            return method.IsAbstract;
        }

        return targets.Length == 0
            || (depth < MaxDepth && targets.Any(target => SourceOperations.BodyOf(target, platform.Compilation) is { } body && HasOutsideEffect(body, platform, depth + 1)));
    }

    /// <summary>Code of others, which may do anything.</summary>
    private static bool IsForeign(string assembly) =>
        assembly.StartsWith("System.Net", StringComparison.Ordinal)
                || !(PlatformModel.IsDriverAssembly(assembly) || assembly.StartsWith("System", StringComparison.Ordinal) || assembly is "netstandard" or "mscorlib" || assembly.StartsWith("Microsoft.Extensions", StringComparison.Ordinal));

    /// <summary><c>if (await TryCharge(member)) { … }</c>: a method that tells whether its change was allowed, and the turn goes on with that.</summary>
    private static bool IsAttempt(RoundTrip trip)
    {
        if (trip.Chain.IsEmpty || trip.Operation is not IInvocationOperation)
        {
            return false;
        }

        var answer = trip.Operation;
        while (answer.Parent is IAwaitOperation or IConversionOperation or IParenthesizedOperation or IUnaryOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            answer = answer.Parent;
        }

        return answer is { Type.SpecialType: SpecialType.System_Boolean, Parent: IConditionalOperation { WhenTrue: IBlockOperation { Operations: var steps } } choice }
            && choice.Condition == answer
            && steps.Any(step => step is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation or ICoalesceAssignmentOperation });
    }

    /// <summary>The round trip hangs on what another change has answered, or another one hangs on this change.</summary>
    private static bool Decides(RoundTrip trip, IOperation position, Repetition loop, PlatformModel platform)
    {
        var turn = TurnTrips.Of(loop.Body, platform);
        if (turn.All.Length < 2)
        {
            return false;
        }

        var others = turn.ResultsBut(trip, _ => true);
        for (var part = position; part.Parent is { } parent && part != loop.Body; part = parent)
        {
            if (parent is IConditionalOperation choice && choice.Condition != part && others.Of(choice.Condition) != 0)
            {
                return true;
            }
        }

        var changes = turn.ResultsBut(trip, other => other.Changes);
        if (trip.Inputs.Any(input => changes.Of(input) != 0))
        {
            return true;
        }

        var own = new Origins(trip.Operation, [], new Dictionary<IOperation, ulong> { [trip.Operation] = 1 });
        return turn.All.Any(other => other.Operation != trip.Operation && (other.Inputs.Any(input => own.Of(input) != 0) || IsDecidedBy(other, own, loop)));
    }

    private static bool IsDecidedBy(RoundTrip other, Origins own, Repetition loop)
    {
        for (var part = other.Operation; part.Parent is { } parent && part != loop.Body; part = parent)
        {
            if (parent is IConditionalOperation choice && choice.Condition != part && own.Of(choice.Condition) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A group is loaded or walked over in the turn and saved together.</summary>
    private static bool SavesGroup(IOperation position, Repetition loop, PlatformModel platform)
    {
        var inner = Exits.Inside(loop.Body).OfType<IForEachLoopOperation>().Where(candidate => candidate.Syntax.Span.End <= position.Syntax.SpanStart).ToList();
        if (inner.Count == 0)
        {
            return false;
        }

        var loaded = TurnTrips.Of(loop.Body, platform).All.Where(other => other.Kind is RoundTripKind.EntityQuery or RoundTripKind.Read).GroupBy(other => other.Operation).ToDictionary(group => group.Key, _ => 1UL);
        var results = new Origins(loop.Operation, [], loaded);
        return inner.Any(candidate => (loaded.Count > 0 && results.Of(candidate.Collection) != 0) || AddsRows(candidate, loop, platform));
    }

    /// <summary>Rows that the turn reads from somewhere, a file perhaps, and not what hangs on an entity of the loop.</summary>
    private static bool AddsRows(IForEachLoopOperation inner, Repetition loop, PlatformModel platform) =>
        !(inner.Collection.Unwrapped() is IMemberReferenceOperation && ValueFlows.RootOf(inner.Collection) is { } owner && loop.Elements.Contains(owner, SymbolEqualityComparer.Default))
        && Exits.Inside(inner.Body).Any(operation => operation is IInvocationOperation call && platform.Find(call.TargetMethod, Role.AddsEntity) is not null);

    /// <summary>The key that the server gives is read in the same turn.</summary>
    private static bool NeedsGeneratedKey(RoundTrip trip, Repetition loop, PlatformModel platform)
    {
        var added = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in Exits.Inside(loop.Body))
        {
            if (operation is IInvocationOperation call && platform.Find(call.TargetMethod, Role.AddsEntity) is { } member && ValueFlows.RootOf(call.ArgumentFor(member.Ordinal)?.Value) is { } entity)
            {
                added.Add(entity);
            }
        }

        return added.Count > 0 && Exits.Inside(loop.Body).Any(operation =>
            operation is IPropertyReferenceOperation { Property.Name: var name, Instance: { } instance }
            && name.EndsWith("Id", StringComparison.Ordinal)
            && operation.Syntax.SpanStart > trip.Operation.Syntax.Span.End
            && ValueFlows.RootOf(instance) is { } read && added.Contains(read));
    }

    /// <summary>The turn notes how far it has come, or does work of its own through other methods, and saves that.</summary>
    private static bool IsCheckpoint(RoundTrip trip, Repetition loop, PlatformModel platform) =>
        Exits.Inside(loop.Body).Any(operation => (operation is IAssignmentOperation { Target: var target } ? target : (operation as IIncrementOrDecrementOperation)?.Target) is IPropertyReferenceOperation { Instance: { } instance } && IsKeptOutside(instance, loop))
        || TurnTrips.Of(loop.Body, platform).All.Any(other => other.Operation != trip.Operation && !other.Chain.IsEmpty && (other.Changes || other.Kind is RoundTripKind.Other));

    private static bool IsKeptOutside(IOperation instance, Repetition loop) =>
        !SessionTypes.IsSession(instance.Type)
        && instance.Unwrapped() is ILocalReferenceOperation or IParameterReferenceOperation
        && ValueFlows.RootOf(instance) is { } owner
        && !loop.Elements.Contains(owner, SymbolEqualityComparer.Default)
        && loop.IsLoop
        && !owner.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == loop.Body.Syntax.SyntaxTree && loop.Body.Syntax.Span.Contains(reference.Span))
        && loop.ElementOrigins().OfIdentity(instance) == 0;

    /// <summary>A context that was made for this element is a unit of work of its own.</summary>
    private static bool IsOwnContext(RoundTrip trip, Repetition loop) =>
        ValueFlows.RootOf(trip.Session) is ILocalSymbol local
        && local.DeclaringSyntaxReferences.Any(reference => loop.Body.Syntax.SyntaxTree == reference.SyntaxTree && loop.Body.Syntax.Span.Contains(reference.Span));
}
