using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Does a round trip take one key of the turn, or all keys of a collection at once?</summary>
internal static class Keys
{
    /// <summary>True where the turn's values reach the round trip.</summary>
    public static bool DependOn(RoundTrip trip, Origins elements) => trip.Inputs.Any(input => elements.Of(input) != 0);

    /// <summary>True where a whole collection of the turn goes into one statement.</summary>
    public static bool AreSet(RoundTrip trip, Repetition loop, Origins elements)
    {
        if (trip.Sql is { TakesSet: false, Effect: not SqlEffect.Unknown } && trip.Kind is RoundTripKind.Read or RoundTripKind.Write && !Sequences.IsCollection(loop.ElementType))
        {
            return false;
        }

        if (Sequences.IsCollection(loop.ElementType) && !OnlyMembersAreUsed(trip, loop))
        {
            return true;
        }

        var related = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        return trip.Inputs.Any(input => HoldsSet(input, elements, related, 0));
    }

    /// <summary>Of a group only the key is asked for: one key after the other.</summary>
    private static bool OnlyMembersAreUsed(RoundTrip trip, Repetition loop)
    {
        var mentions = trip.Inputs.SelectMany(input => Mentions(input, loop, 0)).ToList();
        return mentions.Count > 0 && mentions.All(mention => mention.Parent is IPropertyReferenceOperation { Property: { Name: "Key", IsIndexer: false } } or IPropertyReferenceOperation { Property.IsIndexer: true } or IArrayElementReferenceOperation);
    }

    private static IEnumerable<IOperation> Mentions(IOperation input, Repetition loop, int depth)
    {
        foreach (var operation in input.DescendantsAndSelf())
        {
            if (operation is not (ILocalReferenceOperation or IParameterReferenceOperation) || ValueFlows.RootOf(operation) is not { } symbol)
            {
                continue;
            }

            if (loop.Elements.Contains(symbol, SymbolEqualityComparer.Default))
            {
                yield return operation;
            }
            else if (depth < 4)
            {
                foreach (var flow in ValueFlows.Of(operation).All)
                {
                    if (SymbolEqualityComparer.Default.Equals(flow.Target, symbol) && !input.Syntax.Span.Contains(flow.Value.Syntax.Span))
                    {
                        foreach (var mention in Mentions(flow.Value, loop, depth + 1))
                        {
                            yield return mention;
                        }
                    }
                }
            }
        }
    }

    private static bool HoldsSet(IOperation input, Origins elements, HashSet<ISymbol> seen, int depth)
    {
        foreach (var operation in input.DescendantsAndSelf())
        {
            if (operation is not (ILocalReferenceOperation or IParameterReferenceOperation or IPropertyReferenceOperation or IFieldReferenceOperation or IInvocationOperation or IArrayCreationOperation))
            {
                continue;
            }

            // FindAsync(id) makes an array of its one argument.
            if (operation is not IArrayCreationOperation { IsImplicit: true } && Sequences.IsCollection(operation.Type) && elements.Of(operation) != 0 && !IsNoValue(operation.Type) && IsWhole(operation))
            {
                return true;
            }

            if (depth < 4 && operation is ILocalReferenceOperation { Local: var local } && seen.Add(local))
            {
                foreach (var flow in ValueFlows.Of(operation).All)
                {
                    // What an object of the program's own holds besides the key does not go into the statement.
                    if (SymbolEqualityComparer.Default.Equals(flow.Target, local) && !(flow.IsContent && local.Type.DeclaringSyntaxReferences.Length > 0) && HoldsSet(flow.Value, elements, seen, depth + 1))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool IsNoValue(ITypeSymbol? type) => SessionTypes.IsQueryable(type) || SessionTypes.IsCommand(type) || SessionTypes.IsParameterSet(type);

    /// <summary>True where the collection goes on as a collection: handed over, or asked whether it contains a column.</summary>
    private static bool IsWhole(IOperation operation)
    {
        for (var part = operation; part.Parent is { } parent; part = parent)
        {
            switch (parent)
            {
                case IConversionOperation or IParenthesizedOperation or IAwaitOperation:
                    continue;
                case IMemberReferenceOperation or IArrayElementReferenceOperation:
                    return false;
                case IInvocationOperation call when call.Instance == part:
                    if (Sequences.IsCollection(call.Type))
                    {
                        continue;
                    }

                    return call.TargetMethod.Name is "Contains";
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } argument when argument.Parameter?.Ordinal == 0:
                    if (Sequences.IsCollection(call.Type))
                    {
                        continue;
                    }

                    return call.TargetMethod.Name is "Contains" or "Any" or "All";
                case IInvocationOperation when part is IArgumentOperation:
                    continue;
                case IArgumentOperation or IAssignmentOperation or IVariableInitializerOperation or IPropertyInitializerOperation or IArrayInitializerOperation or IInterpolationOperation:
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }
}
