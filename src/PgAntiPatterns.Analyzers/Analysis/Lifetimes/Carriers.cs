using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>On which connection or context does this run?</summary>
internal sealed class Carriers(FlowBody body, PlatformModel platform)
{
    private const int MaxDepth = 12;

    /// <summary>The connection that a call runs something on, and reads or writes through; null where it runs nothing or on nobody knows what.</summary>
    public Carrier? OfRun(IOperation operation) =>
        operation is IInvocationOperation call ? OfOpenReader(call) ?? OfPlainRun(call) : null;

    /// <summary>The connection of a call that gives an open reader.</summary>
    public Carrier? OfOpenReader(IInvocationOperation call)
    {
        if (platform.Find(call.TargetMethod, Role.OpensReader) is not null)
        {
            return OfCommand(call.Instance);
        }

        return platform.Find(call.TargetMethod, Role.OpensReaderOnConnection) is { } member ? OfConnection(call.ArgumentFor(member.Ordinal)?.Value) : null;
    }

    /// <summary>The connection of an expression of a connection's type.</summary>
    public Carrier? OfConnection(IOperation? expression) => OfConnection(expression, 0);

    /// <summary>The connection behind a command or batch.</summary>
    public Carrier? OfCommand(IOperation? expression) => OfCommand(expression, 0);

    /// <summary>True for a command that a data source made, whatever was set on it since.</summary>
    public bool IsDataSourceCommand(IOperation command) =>
        Bare(command) is var bare && (FlowBody.VariableOf(bare) is { } variable ? body.ValuesOf(variable) is [var only] && OfCommand(only, 1) is { Kind: CarrierKind.Hidden } : OfCommand(bare, 0) is { Kind: CarrierKind.Hidden });

    /// <summary>The connection or context behind a connection, command, transaction or context.</summary>
    public Carrier? Of(IOperation value) => platform.Resources.KindOf(Bare(value).Type) switch
    {
        ResourceKind.Connection => OfConnection(value),
        ResourceKind.Command or ResourceKind.Reader or ResourceKind.Transaction => OfCommand(value),
        _ => OfContext(value),
    };

    /// <summary>The context that a context, facade, set or query leads to.</summary>
    public Carrier? OfContext(IOperation? expression) => OfContext(expression, 0);

    /// <summary>The context that a query is sent through; null where it walks over rows that are there already.</summary>
    public Carrier? OfQuery(IOperation? source) => OfQuery(source, 0);

    /// <summary>An expression without awaits, conversions and the like around it.</summary>
    public static IOperation Bare(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IAwaitOperation wait:
                    operation = wait.Operation;
                    continue;
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    continue;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    continue;
                case ITranslatedQueryOperation query:
                    operation = query.Operation;
                    continue;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult" } call when call.Instance is { } instance:
                    operation = instance;
                    continue;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation", Instance: null, Arguments: { IsEmpty: false } arguments }:
                    operation = arguments[0].Value;
                    continue;
                case IPropertyReferenceOperation { Property: { Name: "Result", ContainingNamespace.Name: "Tasks" }, Instance: { } task }:
                    operation = task;
                    continue;
                default:
                    return operation;
            }
        }
    }

    private Carrier? OfPlainRun(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (platform.Find(method, Role.RunsCommand) is not null)
        {
            return OfCommand(call.Instance);
        }

        if (platform.Find(method, role => role is Role.RunsOnConnection or Role.StreamsOnConnection or Role.BeginsTransaction or Role.BeginsCopy) is { } member)
        {
            return OfConnection(member.Row.Role is Role.BeginsTransaction or Role.BeginsCopy ? call.Instance : call.ArgumentFor(member.Ordinal)?.Value);
        }

        if (platform.Find(method, role => role is Role.Commits or Role.RollsBack) is not null)
        {
            return platform.Resources.KindOf(call.Instance?.Type) is ResourceKind.Transaction ? OfCommand(call.Instance) : OfContext(call.Instance);
        }

        if (platform.Find(method, role => role is Role.RunsOnContext or Role.WritesOnContext or Role.OpensContext or Role.BeginsContextTransaction) is { } onContext)
        {
            return OfContext(onContext.Ordinal < 0 ? call.Instance : call.ArgumentFor(onContext.Ordinal)?.Value);
        }

        return platform.Find(method, Role.SendsQueryOrWalks) is { } query ? OfQuery(call.ArgumentFor(query.Ordinal)?.Value) : null;
    }

    private Carrier? OfQuery(IOperation? source, int depth)
    {
        if (source is null || depth > MaxDepth || Bare(source) is not { } bare || !Streams.IsQuery(bare.Type))
        {
            return null;
        }

        return bare switch
        {
            IInvocationOperation { Instance: null, Arguments: { IsEmpty: false } arguments } when Streams.IsQuery(Bare(arguments[0].Value).Type) => OfQuery(arguments[0].Value, depth + 1),
            IInvocationOperation { Instance: null, TargetMethod: var method } when !PlatformModel.IsMapperMember(method) => null,
            ILocalReferenceOperation or IFlowCaptureReferenceOperation when FlowBody.VariableOf(bare) is { } variable => Agreed(ValuesOf(variable).Select(value => OfQuery(value, depth + 1))),
            _ => OfContext(bare),
        };
    }

    private Carrier? OfConnection(IOperation? expression, int depth)
    {
        if (expression is null || depth > MaxDepth)
        {
            return null;
        }

        var bare = Bare(expression);
        switch (bare)
        {
            case IFlowCaptureReferenceOperation capture:
                return body.ValuesOf(capture.Id) is [var captured] ? OfConnection(captured, depth + 1) : null;
            case ILocalReferenceOperation { Local: var local }:
                return OfLocal(local, depth);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return new Carrier(CarrierKind.Foreign, parameter);
            case IFieldReferenceOperation { Field: var field } reference when reference.Instance is null or IInstanceReferenceOperation:
                return new Carrier(CarrierKind.Foreign, field);
            case IPropertyReferenceOperation { Instance: { } owner, Property: var property } when platform.Find(property, Role.CarriesConnection) is not null:
                return OfCommand(owner, depth + 1);
            case IPropertyReferenceOperation { Property: var property } reference when (reference.Instance is null or IInstanceReferenceOperation) && IsStored(property):
                return new Carrier(CarrierKind.Foreign, property);
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.ReachesContextConnection) is { } member:
                return OfContext(call.ArgumentFor(member.Ordinal)?.Value, depth + 1);
            case IInvocationOperation or IObjectCreationOperation when platform.Resources.KindOf(bare.Type) is ResourceKind.Connection || IsTaskOfConnection(bare.Type):
                return new Carrier(CarrierKind.Inline, bare.Syntax);
            default:
                return null;
        }
    }

    private bool IsTaskOfConnection(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments: [var result] } && platform.Resources.KindOf(result) is ResourceKind.Connection;

    /// <summary>A local, or what it stands for where it is only another name.</summary>
    private Carrier OfLocal(ILocalSymbol local, int depth)
    {
        var itself = new Carrier(CarrierKind.Local, local);
        if (body.ValuesOf(local) is not [var value] || OfConnection(value, depth + 1) is not { } carrier)
        {
            return itself;
        }

        return carrier.Kind is CarrierKind.Inline ? itself : carrier;
    }

    private Carrier? OfCommand(IOperation? expression, int depth)
    {
        if (expression is null || depth > MaxDepth)
        {
            return null;
        }

        var bare = Bare(expression);
        switch (bare)
        {
            case IObjectCreationOperation { Constructor: { } constructor } creation when platform.Find(constructor, Role.MakesCommand) is { } member:
                return OfConnection(creation.ArgumentFor(member.Ordinal)?.Value, depth + 1);
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.MakesDataSourceCommand) is not null:
                return new Carrier(CarrierKind.Hidden, call.Syntax);
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.MakesCommand) is { Ordinal: -1 }:
                return OfConnection(call.Instance, depth + 1);
            case IInvocationOperation call when platform.Find(call.TargetMethod, role => role is Role.BeginsTransaction) is not null:
                return OfConnection(call.Instance, depth + 1);
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.BeginsContextTransaction) is { } begin:
                return OfContext(begin.Ordinal < 0 ? call.Instance : call.ArgumentFor(begin.Ordinal)?.Value, depth + 1);
            case IInvocationOperation call when OfOpenReader(call) is { } read:
                return read;
            case IParameterReferenceOperation { Parameter: var parameter }:
                return new Carrier(CarrierKind.Foreign, parameter);
            case IFieldReferenceOperation { Field: var field } reference when reference.Instance is null or IInstanceReferenceOperation:
                return new Carrier(CarrierKind.Foreign, field);
        }

        if (FlowBody.VariableOf(bare) is not { } variable)
        {
            return null;
        }

        if (body.ConnectionSetOn(variable) is { } connection)
        {
            return OfConnection(connection, depth + 1);
        }

        return Agreed(ValuesOf(variable).Select(value => OfCommand(value, depth + 1)));
    }

    private Carrier? OfContext(IOperation? expression, int depth)
    {
        if (expression is null || depth > 4 * MaxDepth)
        {
            return null;
        }

        var bare = Bare(expression);
        if (platform.Resources.KindOf(bare.Type) is ResourceKind.Context)
        {
            return ContextItself(bare, depth);
        }

        switch (bare)
        {
            case IPropertyReferenceOperation { Instance: { } owner }:
                return OfContext(owner, depth + 1);
            case IInvocationOperation { Instance: { } owner }:
                return OfContext(owner, depth + 1);
            case IInvocationOperation { Instance: null, Arguments: { IsEmpty: false } arguments, TargetMethod.IsExtensionMethod: true }:
                return OfContext(arguments[0].Value, depth + 1);
            case ILocalReferenceOperation or IFlowCaptureReferenceOperation when FlowBody.VariableOf(bare) is { } variable:
                return Agreed(ValuesOf(variable).Select(value => OfContext(value, depth + 1)));
            default:
                return null;
        }
    }

    private Carrier? ContextItself(IOperation bare, int depth)
    {
        switch (bare)
        {
            case IFlowCaptureReferenceOperation capture:
                return body.ValuesOf(capture.Id) is [var captured] ? OfContext(captured, depth + 1) : null;
            case ILocalReferenceOperation { Local: var local }:
                var alias = body.ValuesOf(local) is [var value] ? OfContext(value, depth + 1) : null;
                return alias is { Kind: CarrierKind.Foreign } ? alias : new Carrier(CarrierKind.Local, local) { IsContext = true };
            case IParameterReferenceOperation { Parameter: var parameter }:
                return new Carrier(CarrierKind.Foreign, parameter) { IsContext = true };
            case IFieldReferenceOperation { Field: var field } reference when reference.Instance is null or IInstanceReferenceOperation:
                return new Carrier(CarrierKind.Foreign, field) { IsContext = true };
            case IPropertyReferenceOperation { Property: var property } reference when (reference.Instance is null or IInstanceReferenceOperation) && IsStored(property):
                return new Carrier(CarrierKind.Foreign, property) { IsContext = true };
            case IInstanceReferenceOperation { Type: { } type }:
                return new Carrier(CarrierKind.Foreign, type) { IsContext = true };
            default:
                return null;
        }
    }

    /// <summary>True for a property that gives the same object each time, as far as its declaration shows.</summary>
    private static bool IsStored(IPropertySymbol property) =>
        property.IsIndexer is false
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>The values of a variable, without those that are made of the variable itself, as in <c>query = query.Where(…)</c>.</summary>
    private IEnumerable<IOperation> ValuesOf(object variable) =>
        body.ValuesOf(variable).Where(value => !value.DescendantsAndSelf().Any(part => variable.Equals(FlowBody.VariableOf(part))));

    private static Carrier? Agreed(IEnumerable<Carrier?> carriers)
    {
        var known = carriers.Distinct().ToList();
        return known is [{ } only] ? only : null;
    }
}
