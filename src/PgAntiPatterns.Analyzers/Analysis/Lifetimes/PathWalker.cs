using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>What happens to a resource inside one operation, and at the ends of the paths.</summary>
internal interface IPathEvents
{
    /// <summary>The states behind an operation; those with which it throws go into <paramref name="thrown"/>.</summary>
    IEnumerable<PathState> Run(IOperation operation, PathState state, List<PathState> thrown);

    /// <summary>The states in which a condition holds or not.</summary>
    void Decide(IOperation condition, PathState state, List<PathState> whenTrue, List<PathState> whenFalse, List<PathState> thrown);

    /// <summary>The states with which a value is returned; none where the path is of no more interest.</summary>
    IEnumerable<PathState> Return(IOperation value, PathState state, List<PathState> thrown);

    /// <summary>A path has come to the end of the body.</summary>
    void Leave(PathState state);

    /// <summary>An exception has left the body.</summary>
    void Escape(PathState state);
}

/// <summary>Follows one resource along every path of a flow graph, exceptions and finally blocks included, until no new state turns up.</summary>
internal sealed class PathWalker(ControlFlowGraph graph, IPathEvents events, CancellationToken cancellation)
{
    /// <summary>So many states are followed; a body with more is not understood.</summary>
    private const int Budget = 12_000;

    private readonly Stack<Node> _pending = new();
    private readonly HashSet<Node> _seen = [];

    /// <summary>Follows all paths; false where the budget did not suffice, so that nothing may be concluded.</summary>
    public bool Walk(PathState start)
    {
        if (graph.Blocks.Length > FlowBody.MaxBlocks)
        {
            return false;
        }

        Push(graph.Blocks[0], start, null);
        while (_pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_seen.Count > Budget)
            {
                return false;
            }

            Visit(_pending.Pop());
        }

        return true;
    }

    private void Visit(Node node)
    {
        var block = graph.Blocks[node.Block];
        if (block.Kind is BasicBlockKind.Exit)
        {
            events.Leave(node.State);
            return;
        }

        var thrown = new List<PathState>();
        var states = new List<PathState> { node.State };
        foreach (var operation in block.Operations)
        {
            states = states.SelectMany(state => events.Run(operation, state, thrown)).Distinct().ToList();
        }

        foreach (var state in states)
        {
            Leave(block, state, node.Then, thrown);
        }

        foreach (var state in thrown.Distinct())
        {
            Raise(state.IsHeld ? state.With(Marks.Thrown) : state, block.EnclosingRegion, node.Then);
        }
    }

    private void Leave(BasicBlock block, PathState state, Continuation? then, List<PathState> thrown)
    {
        if (block is { ConditionKind: not ControlFlowConditionKind.None, BranchValue: { } condition, ConditionalSuccessor: { } conditional, FallThroughSuccessor: { } other })
        {
            var whenTrue = new List<PathState>();
            var whenFalse = new List<PathState>();
            events.Decide(condition, state, whenTrue, whenFalse, thrown);
            var isTaken = block.ConditionKind is ControlFlowConditionKind.WhenTrue;
            whenTrue.ForEach(branch => Follow(isTaken ? conditional : other, branch, then));
            whenFalse.ForEach(branch => Follow(isTaken ? other : conditional, branch, then));
            return;
        }

        if (block.FallThroughSuccessor is not { } successor)
        {
            return;
        }

        switch (successor.Semantics)
        {
            case ControlFlowBranchSemantics.Return when block.BranchValue is { } value:
                foreach (var returned in events.Return(value, state, thrown))
                {
                    Follow(successor, returned, then);
                }

                break;
            case ControlFlowBranchSemantics.Throw:
                var states = block.BranchValue is { } exception ? events.Run(exception, state, thrown).ToList() : [state];
                states.ForEach(at => Raise(at.IsHeld ? at.With(Marks.Thrown) : at, block.EnclosingRegion, then));
                break;
            case ControlFlowBranchSemantics.Rethrow:
                Raise(state, OutOfHandler(block.EnclosingRegion), then);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                Resume(state, then);
                break;
            case ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return:
                Follow(successor, state, then);
                break;
        }
    }

    private void Follow(ControlFlowBranch branch, PathState state, Continuation? then)
    {
        if (branch.FinallyRegions.IsEmpty)
        {
            if (branch.Destination is { } destination)
            {
                Push(destination, state, then);
            }

            return;
        }

        Push(graph.Blocks[branch.FinallyRegions[0].FirstBlockOrdinal], state, new Continuation(branch, 0, null, then));
    }

    /// <summary>A finally block has ended: on to the next one, to where the branch led, or further out with the exception.</summary>
    private void Resume(PathState state, Continuation? then)
    {
        switch (then)
        {
            case { Branch: { } branch } when then.Index + 1 < branch.FinallyRegions.Length:
                Push(graph.Blocks[branch.FinallyRegions[then.Index + 1].FirstBlockOrdinal], state, then with { Index = then.Index + 1 });
                break;
            case { Branch.Destination: { } destination }:
                Push(destination, state, then.Next);
                break;
            case { ThrownThrough: { } region }:
                Raise(state, region.EnclosingRegion, then.Next);
                break;
        }
    }

    private void Raise(PathState state, ControlFlowRegion? region, Continuation? then)
    {
        // The root of a lambda's graph lies inside a region of its parent's graph, which is not ours.
        for (; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind is ControlFlowRegionKind.Finally)
            {
                then = then?.Next;
            }

            if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { } whole })
            {
                continue;
            }

            if (whole.NestedRegions.FirstOrDefault(inner => inner.Kind is ControlFlowRegionKind.Finally) is { } last)
            {
                Push(graph.Blocks[last.FirstBlockOrdinal], state, new Continuation(null, 0, whole, then));
                return;
            }

            if (EnterHandlers(whole, state, then))
            {
                return;
            }
        }

        events.Escape(state);
    }

    /// <summary>Goes into each handler; true where one of them takes every exception that a database call throws.</summary>
    private bool EnterHandlers(ControlFlowRegion whole, PathState state, Continuation? then)
    {
        foreach (var handler in whole.NestedRegions)
        {
            switch (handler.Kind)
            {
                case ControlFlowRegionKind.Catch:
                    Push(graph.Blocks[handler.FirstBlockOrdinal], state, then);
                    if (TakesDatabaseErrors(handler.ExceptionType))
                    {
                        return true;
                    }

                    break;
                case ControlFlowRegionKind.FilterAndHandler when handler.NestedRegions.FirstOrDefault(inner => inner.Kind is ControlFlowRegionKind.Catch) is { } filtered:
                    Push(graph.Blocks[filtered.FirstBlockOrdinal], state, then);
                    break;
            }
        }

        return false;
    }

    private static bool TakesDatabaseErrors(ITypeSymbol? type) =>
        type is null or { SpecialType: SpecialType.System_Object } || type is { Name: "Exception" or "SystemException", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } || PlatformModel.IsDatabaseMember(type);

    /// <summary>What lies around the catch block that a rethrow stands in.</summary>
    private static ControlFlowRegion? OutOfHandler(ControlFlowRegion region)
    {
        var current = region;
        while (current is { Kind: not (ControlFlowRegionKind.Catch or ControlFlowRegionKind.Root), EnclosingRegion: { } outer })
        {
            current = outer;
        }

        while (current is { Kind: not (ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.Root), EnclosingRegion: { } outer })
        {
            current = outer;
        }

        return current.EnclosingRegion;
    }

    private void Push(BasicBlock block, PathState state, Continuation? then)
    {
        var node = new Node(block.Ordinal, state, then);
        if (_seen.Add(node))
        {
            _pending.Push(node);
        }
    }

    private readonly record struct Node(int Block, PathState State, Continuation? Then);

    /// <summary>What follows a finally block: the rest of a branch, or an exception on its way out.</summary>
    private sealed record Continuation(ControlFlowBranch? Branch, int Index, ControlFlowRegion? ThrownThrough, Continuation? Next);
}
