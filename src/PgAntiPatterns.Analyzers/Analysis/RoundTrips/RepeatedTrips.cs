using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Is a round trip made once per element, and could it be one?</summary>
internal static class RepeatedTrips
{
    private enum Verdict
    {
        /// <summary>Once per element of this loop.</summary>
        Repeated,

        /// <summary>The same in every turn of this loop.</summary>
        Unrelated,

        /// <summary>This loop does not multiply it.</summary>
        Outward,

        /// <summary>It is meant that way.</summary>
        Meant,
    }

    /// <summary>The round trip that an operation repeats per element; null where it repeats none, or with a reason.</summary>
    public static RepeatedTrip? At(IOperation operation, PlatformModel platform)
    {
        if (operation is IInvocationOperation call && MethodGroups.At(call, platform) is { } handedOver)
        {
            return handedOver;
        }

        return MayBeTrip(operation, platform) && Repetitions.MayRepeat(operation) && Repetitions.Around(operation is IForEachLoopOperation { Collection: var collection } ? collection : operation, platform).Any()
            && (RoundTrips.At(operation, platform) ?? CalledTrips.At(operation, platform) ?? RentingCalls.At(operation, platform)) is { } trip
                ? Find(trip, platform)
                : null;
    }

    /// <summary>Asked of nearly every operation of a program, most of which are calls of the framework's members.</summary>
    private static bool MayBeTrip(IOperation operation, PlatformModel platform) => operation switch
    {
        IInvocationOperation { TargetMethod: var method } => method.MethodKind is MethodKind.DelegateInvoke || RoundTrips.MayBe(method, platform) || CalledTrips.MayBe(method, platform),
        IPropertyReferenceOperation { Property: { IsIndexer: false, GetMethod: { } getter } } => CalledTrips.MayBe(getter, platform),
        _ => operation is IForEachLoopOperation,
    };

    /// <summary>The repetition that multiplies a round trip; null where there is none, or none without a reason.</summary>
    public static RepeatedTrip? Find(RoundTrip trip, PlatformModel platform)
    {
        if (trip.Kind is RoundTripKind.Other || trip.Sql.IsClaim)
        {
            return null;
        }

        var position = trip.Operation;
        Repetition? unrelated = null;
        foreach (var loop in Repetitions.Around(trip.Operation, platform))
        {
            switch (Judge(trip, position, loop, platform))
            {
                case Verdict.Repeated:
                    return new RepeatedTrip(trip, loop, false);
                case Verdict.Unrelated:
                    unrelated ??= loop;
                    break;
                case Verdict.Meant:
                    return Invariant(trip, unrelated, platform);
            }

            position = loop.Operation;
        }

        return Invariant(trip, unrelated, platform);
    }

    private static RepeatedTrip? Invariant(RoundTrip trip, Repetition? loop, PlatformModel platform) =>
        loop is not null && Invariance.IsProven(trip, loop, platform) ? new RepeatedTrip(trip, loop, true) : null;

    private static Verdict Judge(RoundTrip trip, IOperation position, Repetition loop, PlatformModel platform)
    {
        switch (loop.Pace)
        {
            case Pace.Bounded:
                return Verdict.Outward;
            case Pace.Searching or Pace.Consuming:
                return Verdict.Meant;
            case Pace.Unknown:
                return IsTriedAgain(position, loop) ? Verdict.Outward : Verdict.Meant;
        }

        if (Exits.LeavesBehind(position, loop))
        {
            return Verdict.Outward;
        }

        var elements = loop.ElementOrigins();
        if (Guards.IsRare(position, loop.Body, elements, platform) || Guards.IsNamedTurn(position, loop) || Guards.IsPaced(loop, platform) || IsElsewhere(trip, elements) || trip.Choices.Any(text => elements.Of(text) != 0) || IsOneOfMany(position, loop, elements, platform))
        {
            return Verdict.Meant;
        }

        if (Exits.IsSearch(trip, loop, new Origins(trip.Operation, [], new Dictionary<IOperation, ulong> { [trip.Operation] = 1 })))
        {
            return Verdict.Meant;
        }

        return trip.Kind switch
        {
            RoundTripKind.Save => WriteShapes.IsMeantSave(trip, position, loop, platform) ? Verdict.Meant : Verdict.Repeated,
            RoundTripKind.Rent => Keys.DependOn(trip, elements) ? Verdict.Meant : JudgeRent(position, loop, elements, platform),
            _ => JudgeStatement(trip, position, loop, elements, platform),
        };
    }

    private static Verdict JudgeStatement(RoundTrip trip, IOperation position, Repetition loop, Origins elements, PlatformModel platform)
    {
        if (!Keys.DependOn(trip, elements))
        {
            return Verdict.Unrelated;
        }

        if (MakesObjects(trip, loop, platform) || Keys.AreSet(trip, loop, elements) || (trip.Sql.IsPage && loop.Operation is not IForEachLoopOperation) || IsCarriedOn(trip, loop))
        {
            return Verdict.Meant;
        }

        return trip.Changes && WriteShapes.IsMeant(trip, position, loop, platform) ? Verdict.Meant : Verdict.Repeated;
    }

    /// <summary>Databases, schemas or roles are made one by one in the same turn, and what is asked is whether each is there.</summary>
    private static bool MakesObjects(RoundTrip trip, Repetition loop, PlatformModel platform) =>
        trip.Kind is RoundTripKind.Read && TurnTrips.Of(loop.Body, platform).All.Any(other => other is { Kind: RoundTripKind.Other, Sql.Effect: SqlEffect.Other } && other.Operation.Syntax.SpanStart > trip.Operation.Syntax.SpanStart);

    /// <summary>A connection per element, where nothing outside is waited for and each turn could use the same one.</summary>
    private static Verdict JudgeRent(IOperation position, Repetition loop, Origins elements, PlatformModel platform) =>
        loop.Pace is Pace.PerElement && loop.IsLoop && !WriteShapes.IsIsolated(position, loop) && !WriteShapes.HasOutsideEffect(loop, platform)
        && TurnTrips.Of(loop.Body, platform).All.Any(other => other.Kind is RoundTripKind.Read or RoundTripKind.Write && other.Chain.IsEmpty && ValueFlows.RootOf(other.Session) is ILocalSymbol or IFieldSymbol && Keys.DependOn(other, elements) && !Keys.AreSet(other, loop, elements))
            ? Verdict.Repeated
            : Verdict.Meant;

    /// <summary>A statement that is tried again until it succeeds.</summary>
    public static bool IsTriedAgain(IOperation position, Repetition loop)
    {
        if (Exits.LeavesBehind(position, loop))
        {
            return true;
        }

        for (var part = position; part.Parent is { } parent && part != loop.Body; part = parent)
        {
            if (parent is ITryOperation { Catches.Length: > 0 } attempt && attempt.Body == part)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the element is decides which of several statements is made: elements of many kinds, not many of a kind.</summary>
    private static bool IsOneOfMany(IOperation position, Repetition loop, Origins elements, PlatformModel platform)
    {
        for (var part = position; part.Parent is { } parent && part != loop.Body; part = parent)
        {
            if (parent is ISwitchOperation selection && selection.Value != part && elements.Of(selection.Value) != 0)
            {
                var trips = TurnTrips.Of(loop.Body, platform).All;
                return selection.Cases.Count(section => trips.Any(trip => section.Syntax.Span.Contains(trip.Operation.Syntax.Span))) > 1;
            }

            if (parent is IConditionalOperation choice && choice.WhenTrue == part && IsKind(choice.Condition, elements))
            {
                var trips = TurnTrips.Of(loop.Body, platform).All;
                return BranchesOf(choice).Count(branch => trips.Any(trip => branch.Syntax.Span.Contains(trip.Operation.Syntax.Span))) > 1;
            }
        }

        return false;
    }

    /// <summary><c>kind == Kind.Book</c>: the element is asked which of an enum's members it is.</summary>
    private static bool IsKind(IOperation condition, Origins elements) => condition.Unwrapped() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: { Type.TypeKind: TypeKind.Enum } asked, RightOperand.ConstantValue.HasValue: true } => elements.Of(asked) != 0,
        IIsPatternOperation { Value: { Type.TypeKind: TypeKind.Enum } asked } => elements.Of(asked) != 0,
        _ => false,
    };

    /// <summary>What an <c>if</c> does and each <c>else if</c> that belongs to it.</summary>
    private static IEnumerable<IOperation> BranchesOf(IConditionalOperation choice)
    {
        while (choice.Parent is IConditionalOperation outer && outer.WhenFalse == choice)
        {
            choice = outer;
        }

        for (IOperation? next = choice; next is not null; next = (next as IConditionalOperation)?.WhenFalse)
        {
            yield return next is IConditionalOperation one ? one.WhenTrue : next;
        }
    }

    /// <summary>Each element has a database of its own.</summary>
    private static bool IsElsewhere(RoundTrip trip, Origins elements) =>
        trip.Session is { } session && elements.OfIdentity(session) != 0;

    /// <summary>What one turn answers is what the next one asks with.</summary>
    private static bool IsCarriedOn(RoundTrip trip, Repetition loop)
    {
        var results = new Origins(trip.Operation, [], new Dictionary<IOperation, ulong> { [trip.Operation] = 1 });
        return trip.Inputs.SelectMany(input => input.DescendantsAndSelf())
            .Select(ValueFlows.RootOf)
            .OfType<ISymbol>()
            .Any(symbol => !SessionTypes.IsCommand(TypeOf(symbol)) && results.OfAssigned(symbol) != 0 && !IsDeclaredIn(symbol, loop));
    }

    private static bool IsDeclaredIn(ISymbol symbol, Repetition loop) =>
        loop.Elements.Contains(symbol, SymbolEqualityComparer.Default)
        || symbol.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == loop.Body.Syntax.SyntaxTree && loop.Body.Syntax.Span.Contains(reference.Span));

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
