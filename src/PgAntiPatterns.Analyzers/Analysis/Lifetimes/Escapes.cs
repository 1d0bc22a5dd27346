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
            foreach (var carrier in Needs(returned, lifetime))
            {
                if (carrier.Kind is CarrierKind.Local && Disposal(regions, carrier, lifetime) is { } disposal)
                {
                    yield return new LifetimeFinding(LifetimeFault.Outlived, Carriers.Bare(returned), ImmutableArray.Create(disposal), carrier.IsContext);
                    break;
                }
            }
        }
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
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
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
            return lifetime.Runs(task).Concat(Handed(task, lifetime));
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

        return call is { Instance: null, Arguments: { IsEmpty: false } arguments } && Streams.IsLinq(call.TargetMethod) ? OfLazy(arguments[0].Value, lifetime, depth + 1) : [];
    }

    private static bool IsIterator(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is var syntax
            && syntax.DescendantNodes(node => node == syntax || node is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)).OfType<YieldStatementSyntax>().Any());

    private static IOperation? Disposal(ImmutableArray<ControlFlowRegion> regions, Carrier carrier, Lifetime lifetime)
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
