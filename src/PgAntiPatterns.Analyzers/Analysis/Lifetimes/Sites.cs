using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.Lifetimes;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>A place that makes a resource.</summary>
/// <param name="Operation">The creation, call or property.</param>
/// <param name="Kind">What it makes.</param>
/// <param name="Hold">How far the resource has come there.</param>
/// <param name="Carrier">The connection that it keeps busy; null where that is not known, or where it is one itself.</param>
internal sealed record Site(IOperation Operation, ResourceKind Kind, Hold Hold, Carrier? Carrier = null)
{
    /// <summary>Which COPY it is; null where it is none.</summary>
    public string? Copy { get; init; }

    /// <summary>True where closing it closes the connection as well.</summary>
    public bool ClosesConnection { get; init; }

    /// <summary>Which element of the tuple that the operation gives is the resource; -1 where it gives the resource itself.</summary>
    public int Element { get; init; } = -1;

    /// <summary>Follows the resource.</summary>
    public Tracking Tracking(Lifetime lifetime) => Kind switch
    {
        ResourceKind.Connection => new ConnectionTracking(lifetime, Operation, Hold) { Element = Element },
        ResourceKind.Context => new ContextTracking(lifetime, Operation),
        _ => new ReaderTracking(lifetime, Operation, ClosesConnection ? null : Carrier, Kind is ResourceKind.Grid && Grids.MayBeReadToItsEnd((IInvocationOperation)Operation, lifetime)),
    };
}

/// <summary>Where does a body make resources?</summary>
internal static class Sites
{
    /// <summary>True where an operation may make a resource or run a command, so that its body is worth a flow graph.</summary>
    public static bool MayMatter(IOperation operation, PlatformModel platform) => operation switch
    {
        IObjectCreationOperation creation => platform.Resources.KindOf(creation.Type) is ResourceKind.Connection or ResourceKind.Context or ResourceKind.Scope || (creation.Constructor is { } constructor && platform.Find(constructor, Role.MakesConnection) is not null),
        IDeconstructionAssignmentOperation { Value: var tuple } => Carriers.Bare(tuple) is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } && tuple.Type is INamedTypeSymbol { IsTupleType: true } elements && elements.TypeArguments.Any(element => platform.Resources.KindOf(element) is ResourceKind.Connection),
        IArgumentOperation { Parameter: { RefKind: RefKind.Out, Type: var handed } } => platform.Resources.KindOf(handed) is ResourceKind.Connection,
        IInvocationOperation call => platform.Find(call.TargetMethod, IsOfInterest) is not null || MayBeMade(call.TargetMethod, platform) || MayRunBeside(call) || MayRunMeanwhile(call, platform),
        IPropertyReferenceOperation { Property: { GetMethod: { } getter } property } => platform.Resources.KindOf(property.Type) is ResourceKind.Connection or ResourceKind.Context && !getter.DeclaringSyntaxReferences.IsEmpty,
        _ => false,
    };

    /// <summary>The places of a body, in the order of the source.</summary>
    public static IEnumerable<Site> In(Lifetime lifetime) => lifetime.Body.Operations.Select(operation => At(operation, lifetime)).OfType<Site>();

    /// <summary>The place that makes a connection which is not open yet; null for any other operation.</summary>
    public static Site? OfClosedConnection(IOperation operation, Lifetime lifetime) =>
        At(operation, lifetime) is { Kind: ResourceKind.Connection, Hold: Hold.Idle } made ? made : null;

    private static bool IsOfInterest(Role role) => role is Role.MakesConnection or Role.MakesOpenConnection or Role.MakesContext or Role.OpensReader or Role.OpensReaderOnConnection or Role.BeginsCopy
        or Role.StreamsOnConnection or Role.StreamsOnContext or Role.RunsCommand or Role.RunsOnConnection or Role.RunsOnContext or Role.WritesOnContext or Role.ReachesContextConnection
        or Role.BeginsTransaction or Role.BeginsContextTransaction or Role.NeedsOwnConnection or Role.MakesDataSourceCommand or Role.OpensContext or Role.AwaitsAll or Role.RunsManyBeside or Role.RunsBeside;

    private static bool MayRunBeside(IInvocationOperation call) =>
        call.Type is { Name: "Task" or "ValueTask" } && !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && !Calls.IsAwaited(call) && call.Parent is IVariableInitializerOperation or IConversionOperation or ISimpleAssignmentOperation or IExpressionStatementOperation;

    /// <summary>True for a query that is sent inside of a loop or lambda: others may be under way on its context.</summary>
    private static bool MayRunMeanwhile(IInvocationOperation call, PlatformModel platform) =>
        platform.Find(call.TargetMethod, Role.SendsQueryOrWalks) is { } query && Streams.IsQuery(call.ArgumentFor(query.Ordinal) is { Value: var source } ? Carriers.Bare(source).Type : null)
        && call.Syntax.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax).Any(node => node is CommonForEachStatementSyntax or AnonymousFunctionExpressionSyntax);

    private static bool MayBeMade(IMethodSymbol method, PlatformModel platform) =>
        !method.DeclaringSyntaxReferences.IsEmpty && platform.Resources.KindOf(Result(method.ReturnType)) is ResourceKind.Connection or ResourceKind.Context or ResourceKind.Reader or ResourceKind.Grid;

    /// <summary>The type that awaiting a value gives; the type itself where there is nothing to await.</summary>
    [return: NotNullIfNotNull(nameof(type))]
    public static ITypeSymbol? Result(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;

    private static Site? At(IOperation operation, Lifetime lifetime)
    {
        var platform = lifetime.Platform;
        switch (operation)
        {
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                return platform.Find(constructor, Role.MakesConnection) is not null ? new Site(creation, ResourceKind.Connection, Hold.Idle)
                    : platform.Resources.KindOf(creation.Type) is ResourceKind.Context ? new Site(creation, ResourceKind.Context, Hold.Idle) : null;
            case IInvocationOperation call:
                return AtCall(call, lifetime) ?? Made(call, lifetime);
            case IArgumentOperation { Parameter: { RefKind: RefKind.Out } parameter, Parent: IInvocationOperation { TargetMethod: var method }, Value: var variable } argument when platform.Resources.KindOf(parameter.Type) is ResourceKind.Connection && FlowBody.VariableOf(variable is IDeclarationExpressionOperation { Expression: var declared } ? declared : variable) is ILocalSymbol:
                return lifetime.Calls.HandedOutBy(method, parameter.Ordinal) is { } handed ? new Site(argument, ResourceKind.Connection, handed) : null;
            case IDeconstructionAssignmentOperation { Value: var tuple } when Carriers.Bare(tuple) is IInvocationOperation maker:
                return lifetime.Calls.ElementMadeBy(maker.TargetMethod) is var (element, hold) ? new Site(maker, ResourceKind.Connection, hold) { Element = element } : null;
            case IPropertyReferenceOperation property when platform.Resources.KindOf(property.Type) is not ResourceKind.None && !PlatformModel.IsDatabaseMember(property.Property):
                return Made(property, lifetime);
            default:
                return null;
        }
    }

    private static Site? AtCall(IInvocationOperation call, Lifetime lifetime)
    {
        var member = lifetime.Platform.Find(call.TargetMethod, role => role is Role.MakesConnection or Role.MakesOpenConnection or Role.MakesContext or Role.OpensReader or Role.OpensReaderOnConnection or Role.BeginsCopy);
        if (member is null || (!lifetime.Platform.IsPostgres(member, call.Instance) && member.Row.Role is not (Role.MakesContext or Role.OpensReaderOnConnection)))
        {
            return null;
        }

        switch (member.Row.Role)
        {
            case Role.MakesConnection:
                return new Site(call, ResourceKind.Connection, Hold.Idle);
            case Role.MakesOpenConnection:
                return new Site(call, ResourceKind.Connection, Hold.Held);
            case Role.MakesContext:
                return new Site(call, ResourceKind.Context, Hold.Idle);
            case Role.BeginsCopy:
                return new Site(call, ResourceKind.Copy, Hold.Held, lifetime.Carriers.OfConnection(call.Instance)) { Copy = member.Row.Detail };
            default:
                var isGrid = lifetime.Platform.Resources.KindOf(Result(call.TargetMethod.ReturnType)) is ResourceKind.Grid;
                return new Site(call, isGrid ? ResourceKind.Grid : ResourceKind.Reader, Hold.Held, lifetime.Carriers.OfOpenReader(call)) { ClosesConnection = ConnectionTracking.ClosesWithReader(call) };
        }
    }

    private static Site? Made(IOperation operation, Lifetime lifetime) =>
        lifetime.Calls.MadeBy(operation) is { Kind: ResourceKind.Connection or ResourceKind.Context or ResourceKind.Reader or ResourceKind.Grid } made && (made.Hold is Hold.Idle or Hold.Held)
            ? new Site(operation, made.Kind, made.Hold) { ClosesConnection = true }
            : null;
}
