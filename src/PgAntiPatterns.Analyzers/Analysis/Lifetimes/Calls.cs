using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>What becomes of a resource that is handed to a method.</summary>
internal enum Fate
{
    /// <summary>Nobody knows: somebody else may give it back.</summary>
    Unknown,

    /// <summary>It comes back as it was.</summary>
    Borrowed,

    /// <summary>It is given back.</summary>
    Released,

    /// <summary>It comes back open.</summary>
    Opened,

    /// <summary>It is what the method returns.</summary>
    Returned,

    /// <summary>It is opened, and is what the method returns.</summary>
    OpenedAndReturned,
}

/// <summary>What a lambda or local function does with a variable of its surroundings.</summary>
internal enum FunctionUse
{
    None,
    Borrowed,
    Unknown,
}

/// <summary>What do the calls of a body do with the resources that they are handed, and which of them can fail?</summary>
internal sealed class Calls(Lifetime lifetime, Summaries summaries, int depth)
{
    private PlatformModel Platform => lifetime.Platform;

    /// <summary>What becomes of the resource that an argument hands over.</summary>
    public Fate FateOf(IMethodSymbol? method, IArgumentOperation argument) => FateOf(method, argument, Hold.Held);

    public Fate FateOf(IMethodSymbol? method, IArgumentOperation argument, Hold hold)
    {
        if (method is null || argument.Parameter is not { } parameter || parameter.RefKind is RefKind.Ref or RefKind.Out)
        {
            return Fate.Unknown;
        }

        if (Platform.Find(method, Role.Releases) is { Ordinal: >= 0 } release && release.Ordinal == parameter.Ordinal)
        {
            return Fate.Released;
        }

        if (Platform.Find(method, Role.TakesOver) is { } taker)
        {
            return taker.Ordinal == parameter.Ordinal || SetsOwnership(argument, taker.Ordinal) ? Fate.Unknown : Fate.Borrowed;
        }

        if (hold is Hold.Idle && PlatformModel.IsMapperMember(method))
        {
            // A context that is given a closed connection opens it when it likes.
            return Fate.Unknown;
        }

        if (PlatformModel.IsDatabaseMember(method) || Platform.Find(method, Role.Borrows) is not null)
        {
            return Fate.Borrowed;
        }

        if (method.MethodKind is MethodKind.DelegateInvoke)
        {
            return IsLentTo(argument) ? Fate.Borrowed : Fate.Unknown;
        }

        if (method.MethodKind is MethodKind.Constructor && hold is Hold.Held && summaries.Kept.OnlyBorrows(method, parameter.Ordinal))
        {
            return Fate.Borrowed;
        }

        return summaries.FateOf(method, parameter.Ordinal, hold, depth, lifetime);
    }

    /// <summary>True where a member that a resource is assigned to loses it.</summary>
    public bool IsLostIn(IOperation target, Hold hold) => summaries.Kept.AreLostIn(target, hold is Hold.Held);

    /// <summary>The resource that a call or property of the source makes for its caller; null where it makes none, or none that is known.</summary>
    public MadeResource? MadeBy(IOperation operation) => operation switch
    {
        IInvocationOperation call => summaries.MadeBy(call.TargetMethod, depth, lifetime),
        IPropertyReferenceOperation { Property.GetMethod: { } getter } property when (property.Parent as ISimpleAssignmentOperation)?.Target != property => summaries.MadeBy(getter, depth, lifetime),
        _ => null,
    };

    /// <summary>How far a connection has come that a method of the source hands out through a parameter; null where it hands out none, or none that is known.</summary>
    public Hold? HandedOutBy(IMethodSymbol method, int ordinal) => summaries.HandedOutBy(method, ordinal, depth, lifetime);

    /// <summary>The element of the tuple that a method of the source returns which is a connection for the caller to give back; null where there is none.</summary>
    public (int Element, Hold Hold)? ElementMadeBy(IMethodSymbol method) => summaries.ElementMadeBy(method, depth, lifetime);

    /// <summary>The connections and contexts that a call of the source runs commands on: those of its arguments, and members of the same object.</summary>
    public IEnumerable<Carrier> RunsOn(IInvocationOperation call) => summaries.RunsOn(call, depth, lifetime);

    /// <summary>The connections and contexts that a method of the source runs commands on, as it names them itself.</summary>
    public IEnumerable<Carrier> RunsOn(IMethodSymbol method) => summaries.RunsOn(method, depth, lifetime);

    /// <summary>True where the task that a method returns has ended by then; null where that is not known.</summary>
    public bool? IsFinishedAtReturn(IMethodSymbol method) => summaries.IsFinishedAtReturn(method, depth, lifetime);

    /// <summary>True for a method of the source that changes rows.</summary>
    public bool Writes(IMethodSymbol method) => summaries.Writes(method, depth, lifetime);

    /// <summary>True for a method of the source that may end a transaction which its caller began.</summary>
    public bool MayEnd(IMethodSymbol method) => summaries.MayEnd(method, depth, lifetime);

    /// <summary>What a method of the source calls on a parameter of its own; null where it does more than that with it.</summary>
    public IReadOnlyList<IMethodSymbol>? CallsOn(IMethodSymbol method, int ordinal) => summaries.CallsOn(method, ordinal, depth, lifetime);

    /// <summary>True where a call can fail: it talks to the server, or runs code of the source.</summary>
    public bool IsFallible(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (call.IsImplicit || Platform.Find(method, Role.Releases) is not null || IsOfTask(method))
        {
            return false;
        }

        return Platform.Find(method, IsRoundTrip) is not null
            || IsAwaited(call)
            || (method.DeclaringSyntaxReferences.Length > 0 && method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction);
    }

    /// <summary>True where a lambda or local function may do more with a variable than use it.</summary>
    public bool IsSharedWithFunction(ISymbol variable) =>
        lifetime.Body.Nested.Any(body => body.Symbol is { } symbol && UseIn(symbol, variable) is FunctionUse.Unknown);

    /// <summary>What a lambda or local function does with a variable of its surroundings.</summary>
    public FunctionUse UseIn(ISymbol function, ISymbol variable)
    {
        if (lifetime.Body.BodyOf(function) is not { } body)
        {
            return function is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction } ? FunctionUse.Unknown : FunctionUse.None;
        }

        var use = FunctionUse.None;
        foreach (var operation in body.WithNested.SelectMany(nested => nested.Operations))
        {
            if (FlowBody.VariableOf(operation) is ISymbol symbol && SymbolEqualityComparer.Default.Equals(symbol, variable))
            {
                if (!IsBorrowing(operation))
                {
                    return FunctionUse.Unknown;
                }

                use = FunctionUse.Borrowed;
            }
        }

        return use;
    }

    /// <summary>True where a call's task is awaited on the spot.</summary>
    public static bool IsAwaited(IOperation call)
    {
        var current = call;
        while (current.Parent is IConversionOperation or IParenthesizedOperation || current.Parent is IInvocationOperation { Instance: { } instance, TargetMethod.Name: "ConfigureAwait" or "AsTask" } && instance == current)
        {
            current = current.Parent;
        }

        return current.Parent is IAwaitOperation;
    }

    /// <summary>True for what only wraps a value into a task, or asks a task for it.</summary>
    private static bool IsOfTask(IMethodSymbol method) =>
        method.ContainingNamespace is { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } && (!method.IsStatic || method.Name is "FromResult");

    private static bool IsRoundTrip(Role role) => role is Role.RunsCommand or Role.RunsOnConnection or Role.OpensReader or Role.OpensReaderOnConnection or Role.StreamsOnConnection
        or Role.ReadsOn or Role.BeginsTransaction or Role.Commits or Role.RollsBack or Role.BeginsCopy or Role.CompletesCopy or Role.RunsOnContext or Role.WritesOnContext
        or Role.OpensContext or Role.BeginsContextTransaction or Role.MakesOpenConnection or Role.Opens;

    private bool IsBorrowing(IOperation reference)
    {
        var current = reference;
        while (current.Parent is IConversionOperation or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IInvocationOperation call => call.Instance == current && Platform.Find(call.TargetMethod, role => role is Role.Releases or Role.Opens) is null,
            IPropertyReferenceOperation or IIsNullOperation or IIsPatternOperation or IBinaryOperation or IInterpolationOperation or IEventReferenceOperation => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } argument => FateOf(method, argument) is Fate.Borrowed,
            IArgumentOperation { Parent: IObjectCreationOperation { Constructor: var constructor } } argument => FateOf(constructor, argument) is Fate.Borrowed,
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment => assignment.Value == current && PlatformModel.IsDatabaseMember(property),
            _ => false,
        };
    }

    /// <summary>True for a delegate that the caller passes in to work with a connection of ours: it gives nothing back that could own the connection, or we give it back ourselves.</summary>
    private bool IsLentTo(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation { TargetMethod.ReturnType: var result, Instance: { } called } && Carriers.Bare(called) is IParameterReferenceOperation
        && (result is { SpecialType: not SpecialType.None } or INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [] or [{ SpecialType: not SpecialType.None and not SpecialType.System_Object }] }
            || lifetime.Body.Operations.OfType<IInvocationOperation>().Any(call => Platform.Find(call.TargetMethod, Role.Releases) is { Ordinal: -1 } && Platform.Resources.KindOf(call.Instance?.Type) is ResourceKind.Connection));

    /// <summary>True where the flag beside a connection says that its taker disposes it.</summary>
    private static bool SetsOwnership(IArgumentOperation argument, int flag)
    {
        var arguments = argument.Parent switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => System.Collections.Immutable.ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments.FirstOrDefault(candidate => candidate.Parameter?.Ordinal == flag) is { Value.ConstantValue: not { HasValue: true, Value: false } };
    }
}
