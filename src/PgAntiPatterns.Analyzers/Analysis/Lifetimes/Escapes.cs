using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Does a body return something that still needs the connection or context which it disposes on the way out?</summary>
internal static class Escapes
{
    public static IEnumerable<LifetimeFinding> In(Lifetime lifetime)
    {
        foreach (var block in lifetime.Body.Graph.Blocks)
        {
            if (block is not { FallThroughSuccessor: { Semantics: ControlFlowBranchSemantics.Return, FinallyRegions: { IsEmpty: false } regions }, BranchValue: { } value, IsReachable: true })
            {
                continue;
            }

            var returned = Named(value, lifetime);
            if ((Found(returned, Needs(returned, lifetime), regions, lifetime) ?? Found(value, Holds(value, lifetime), regions, lifetime, byUsing: true)) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var finding in lifetime.Body.Graph.Blocks.Where(block => block.IsReachable).SelectMany(block => Kept(block, lifetime)))
        {
            yield return finding;
        }
    }

    /// <summary>True where something that a body returns or leaves in a field still needs what is made at a place.</summary>
    public static bool Outlasts(Site site, Lifetime lifetime)
    {
        var blocks = lifetime.Body.Graph.Blocks.Where(block => block.IsReachable);
        return site.Kind is ResourceKind.Reader or ResourceKind.Grid
            ? blocks.Any(block => block.BranchValue is { } value && IsReadLater(Named(value, lifetime), site, lifetime))
            : blocks.SelectMany(block => NeededBehind(block, lifetime)).Any(carrier => Holds(carrier.Key, site, lifetime));
    }

    private static bool Holds(object variable, Site site, Lifetime lifetime) => lifetime.Body.ValuesOf(variable).Any(value => Carriers.Bare(value).Syntax == site.Operation.Syntax);

    /// <summary>True for rows that are read off a reader, or an unbuffered grid, while they are enumerated.</summary>
    private static bool IsReadLater(IOperation value, Site site, Lifetime lifetime) =>
        Plain(value) is IInvocationOperation { Type: var type } rows && Streams.IsLazy(type)
        && rows.Descendants().Any(operation => FlowBody.VariableOf(operation) is { } variable && Holds(variable, site, lifetime))
        && (site.Kind is ResourceKind.Reader || rows.DescendantsAndSelf().OfType<IInvocationOperation>().Any(Streams.IsUnbuffered));

    private static IEnumerable<Carrier> NeededBehind(BasicBlock block, Lifetime lifetime)
    {
        var returned = block is { FallThroughSuccessor.Semantics: ControlFlowBranchSemantics.Return, BranchValue: { } value } ? Needs(Named(value, lifetime), lifetime).Concat(Holds(value, lifetime)) : [];
        return returned.Concat(Stored(block).SelectMany(assignment => Needs(Named(assignment.Value, lifetime), lifetime).Concat(Holds(assignment.Value, lifetime))));
    }

    /// <summary>What a block leaves in a field or hands out through a parameter before its connection is disposed.</summary>
    private static IEnumerable<LifetimeFinding> Kept(BasicBlock block, Lifetime lifetime)
    {
        foreach (var assignment in Stored(block))
        {
            var isOut = assignment.Target is IParameterReferenceOperation;
            var value = Named(assignment.Value, lifetime);
            var needs = isOut ? Needs(value, lifetime) : OfLazy(value, lifetime, 0);
            if (Found(value, needs, FinallyRegionsAround(block.EnclosingRegion), lifetime) is { } finding)
            {
                yield return finding;
            }
        }
    }

    /// <summary>The assignments to members and to parameters that lead out.</summary>
    private static IEnumerable<ISimpleAssignmentOperation> Stored(BasicBlock block) => block.Operations
        .Select(operation => (operation as IExpressionStatementOperation)?.Operation ?? operation).OfType<ISimpleAssignmentOperation>()
        .Where(assignment => assignment.Target is IParameterReferenceOperation { Parameter.RefKind: RefKind.Out }
            or IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } or IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation });

    private static LifetimeFinding? Found(IOperation value, IEnumerable<Carrier> needs, ImmutableArray<ControlFlowRegion> regions, Lifetime lifetime, bool byUsing = false)
    {
        foreach (var carrier in needs)
        {
            if (carrier.Kind is CarrierKind.Local && Disposal(regions, carrier, lifetime) is { } disposal && (!byUsing || disposal.IsImplicit))
            {
                return new LifetimeFinding(LifetimeFault.Outlived, Carriers.Bare(value), ImmutableArray.Create<IOperation>(disposal), carrier.IsContext);
            }
        }

        return null;
    }

    private static ImmutableArray<ControlFlowRegion> FinallyRegionsAround(ControlFlowRegion? region)
    {
        var regions = ImmutableArray.CreateBuilder<ControlFlowRegion>();
        for (; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region is { Kind: ControlFlowRegionKind.Try, EnclosingRegion.NestedRegions: var siblings })
            {
                regions.AddRange(siblings.Where(sibling => sibling.Kind is ControlFlowRegionKind.Finally));
            }
        }

        return regions.ToImmutable();
    }

    /// <summary>The connection that is returned itself, or by its command, its transaction or a lambda that runs on it.</summary>
    private static IEnumerable<Carrier> Holds(IOperation value, Lifetime lifetime)
    {
        if (Plain(value) is IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation lambda })
        {
            return lifetime.RunsInFunction(lambda);
        }

        var bare = Carriers.Bare(value);
        var type = bare.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : bare.Type;
        var carrier = lifetime.Platform.Resources.KindOf(type) switch
        {
            ResourceKind.Connection when bare is ILocalReferenceOperation => lifetime.Carriers.OfConnection(bare),
            ResourceKind.Command or ResourceKind.Transaction => lifetime.Carriers.OfCommand(bare),
            _ => null,
        };
        return carrier is null ? [] : [carrier];
    }

    /// <summary>The returned expression, or the one value of the local that is returned.</summary>
    private static IOperation Named(IOperation value, Lifetime lifetime)
    {
        var current = value;
        for (var depth = 0; depth < 8; depth++)
        {
            var bare = Plain(current);
            if (bare is ILocalReferenceOperation or IFlowCaptureReferenceOperation && lifetime.Body.ValuesOf(FlowBody.VariableOf(bare)!) is [var only])
            {
                current = only;
                continue;
            }

            return bare is IAwaitOperation ? current : bare;
        }

        return current;
    }

    private static IOperation Plain(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } or ITranslatedQueryOperation)
        {
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((ITranslatedQueryOperation)operation).Operation;
        }

        return operation;
    }

    /// <summary>The connections and contexts that a returned value cannot do without.</summary>
    private static IEnumerable<Carrier> Needs(IOperation value, Lifetime lifetime)
    {
        var platform = lifetime.Platform;
        if (Carriers.Bare(value) is IInvocationOperation opening && lifetime.Carriers.OfOpenReader(opening) is { } read)
        {
            return [read];
        }

        if (Plain(value) is not { } plain || plain is IAwaitOperation)
        {
            return [];
        }

        if (plain is IInvocationOperation { Type: { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" } } task && platform.Find(task.TargetMethod, Role.Releases) is null)
        {
            if (platform.Find(task.TargetMethod, Role.AwaitsAll) is not null)
            {
                // Tasks that are named one by one are followed by themselves.
                return task.Arguments.SelectMany(argument => OfLazy(argument.Value, lifetime, 0));
            }

            return lifetime.Calls.IsFinishedAtReturn(task.TargetMethod) switch
            {
                true => [],
                false => lifetime.Runs(task).Concat(Handed(task, lifetime)),
                // What a method without source does with its arguments nobody knows, but for those of the drivers.
                null => PlatformModel.IsDatabaseMember(task.TargetMethod) ? lifetime.Runs(task).Concat(Handed(task, lifetime)) : lifetime.Runs(task),
            };
        }

        return plain.Type?.SpecialType is SpecialType.System_String ? [] : OfLazy(plain, lifetime, 0);
    }

    /// <summary>The connections and contexts that a call is given.</summary>
    private static IEnumerable<Carrier> Handed(IInvocationOperation call, Lifetime lifetime) =>
        call.Arguments.Select(argument => Of(argument.Value, lifetime)).OfType<Carrier>();

    private static Carrier? Of(IOperation value, Lifetime lifetime) => lifetime.Platform.Resources.KindOf(Carriers.Bare(value).Type) switch
    {
        ResourceKind.Connection => lifetime.Carriers.OfConnection(value),
        ResourceKind.Context => lifetime.Carriers.OfContext(value),
        ResourceKind.Command or ResourceKind.Reader or ResourceKind.Transaction => lifetime.Carriers.OfCommand(value),
        _ => null,
    };

    /// <summary>The connection of rows that are read while they are enumerated.</summary>
    private static IEnumerable<Carrier> OfLazy(IOperation value, Lifetime lifetime, int depth)
    {
        if (depth > 12)
        {
            return [];
        }

        var plain = Plain(value);
        if (Streams.CarrierOf(plain, lifetime) is { } stream)
        {
            return [stream];
        }

        if (plain is not IInvocationOperation call || !Streams.IsLazy(call.Type))
        {
            return plain is ILocalReferenceOperation && lifetime.Body.ValuesOf(FlowBody.VariableOf(plain)!) is [var only] ? OfLazy(only, lifetime, depth + 1) : [];
        }

        if (IsIterator(call.TargetMethod))
        {
            return Handed(call, lifetime);
        }

        return call is { Instance: null, Arguments: { IsEmpty: false } arguments } && Streams.IsLinq(call.TargetMethod)
            ? OfLazy(arguments[0].Value, lifetime, depth + 1).Concat(arguments.Skip(1).SelectMany(argument => RunsPerElement(argument.Value, lifetime)))
            : [];
    }

    /// <summary>The connections that a lambda runs on when somebody enumerates; an expression tree runs nothing itself.</summary>
    private static IEnumerable<Carrier> RunsPerElement(IOperation value, Lifetime lifetime) =>
        Plain(value) is IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation lambda } ? lifetime.RunsInFunction(lambda) : [];

    private static bool IsIterator(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is var syntax
            && syntax.DescendantNodes(node => node == syntax || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<YieldStatementSyntax>().Any());

    private static IInvocationOperation? Disposal(ImmutableArray<ControlFlowRegion> regions, Carrier carrier, Lifetime lifetime)
    {
        foreach (var region in regions)
        {
            for (var ordinal = region.FirstBlockOrdinal; ordinal <= region.LastBlockOrdinal; ordinal++)
            {
                foreach (var call in lifetime.Body.Graph.Blocks[ordinal].Operations.SelectMany(operation => operation.DescendantsAndSelf()).OfType<IInvocationOperation>())
                {
                    if (lifetime.EndOf(call, carrier) is Fate.Released)
                    {
                        return call;
                    }
                }
            }
        }

        return null;
    }
}
