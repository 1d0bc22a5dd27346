using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Where do the elements of a sequence come from: named by the code, arriving from outside, or as many as there are?</summary>
internal static class Sequences
{
    private const int MaxDepth = 6;

    /// <summary>True where the code itself names the elements, so that their number never grows with the data.</summary>
    public static bool IsBounded(IOperation source, PlatformModel platform) => IsBounded(source, platform, 0);

    /// <summary>True where the elements arrive one by one from outside, from a queue, a channel or a subscription.</summary>
    public static bool IsConsumed(IOperation elements, bool isAwaited, PlatformModel platform)
    {
        var source = Origin(elements);
        if (source is not IInvocationOperation call)
        {
            return false;
        }

        return platform.Find(call.TargetMethod, Role.ConsumesQueue) is not null
            || (isAwaited && platform.Find(call.TargetMethod, role => role is Role.SendsSql or Role.SendsQuery) is null
                && !EntityQueries.RunsWhenWalked(source, platform)
                && !HasRows(call, platform));
    }

    /// <summary>True for collections, whose elements can be handed over together; text and bytes are single values.</summary>
    public static bool IsCollection(ITypeSymbol? type)
    {
        switch (type)
        {
            case null or { SpecialType: SpecialType.System_String }:
                return false;
            case IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }:
                return false;
            case IArrayTypeSymbol:
                return true;
            default:
                return type.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T
                    || type.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T
                    || (type.Name is not ("JsonElement" or "JsonNode" or "JObject" or "JToken" or "ExpandoObject") && type.AllInterfaces.Any(candidate => candidate.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T))
                    || (type.Name is "Memory" or "ReadOnlyMemory" && type is INamedTypeSymbol { TypeArguments: [{ SpecialType: not (SpecialType.System_Byte or SpecialType.System_Char) }] });
        }
    }

    /// <summary>The sequence below the calls that only say how it is walked over.</summary>
    public static IOperation Origin(IOperation source)
    {
        while (true)
        {
            source = source.Unwrapped();
            switch (source)
            {
                case IInvocationOperation { TargetMethod.Name: "WithCancellation" or "ConfigureAwait" or "AsEnumerable" or "ToList" or "ToArray" or "ToListAsync" or "ToArrayAsync" or "AsParallel" or "ToBlockingEnumerable" } call
                    when (call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value) is { } inner:
                    source = inner;
                    continue;
                case IAwaitOperation { Operation: var awaited }:
                    source = awaited;
                    continue;
                default:
                    return source;
            }
        }
    }

    /// <summary>An async iterator with source that reads a database or a list gives rows; anything else may wait for events.</summary>
    private static bool HasRows(IInvocationOperation call, PlatformModel platform) =>
        SourceOperations.BodyOf(call.TargetMethod, platform.Compilation) is { } body
        && body.Descendants().OfType<IInvocationOperation>().All(inner => platform.Find(inner.TargetMethod, role => role is Role.ConsumesQueue or Role.Pauses) is null)
        && body.Descendants().OfType<ILoopOperation>().All(loop => loop is not IWhileLoopOperation { Condition.ConstantValue: { HasValue: true, Value: true } });

    private static bool IsBounded(IOperation source, PlatformModel platform, int depth)
    {
        if (depth > MaxDepth)
        {
            return false;
        }

        source = source.Unwrapped();
        if (CollectionExpressions.ElementsOf(source, platform.Compilation) is { } elements)
        {
            return elements.Count <= Loops.FewTurns;
        }

        switch (source)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                return initializer.ElementValues.Length <= Loops.FewTurns;
            case IArrayInitializerOperation { ElementValues: var values }:
                return values.Length <= Loops.FewTurns;
            case IObjectCreationOperation { Initializer.Initializers: { Length: > 0 } items } creation:
                return items.Length <= Loops.FewTurns && creation.Arguments.All(argument => !IsCollection(argument.Value.Unwrapped().Type));
            case IInvocationOperation call:
                return IsBounded(call, platform, depth);
            case ILocalReferenceOperation { Local: var local }:
                var uses = VariableUses.Of(source);
                return uses.Writes(local) is [var write] && CommandTexts.ValueOf(write) is { } value && IsBounded(value, platform, depth + 1) && (local.Type is IArrayTypeSymbol || !uses.References(local).Any(Grows));
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field }:
                return SourceOperations.InitializerOf(field, platform.Compilation) is { } initial && IsBounded(initial, platform, depth + 1);
            case IPropertyReferenceOperation { Property: { IsReadOnly: true } property }:
                return SourceOperations.InitializerOf(property, platform.Compilation) is { } given
                    ? IsBounded(given, platform, depth + 1)
                    : property.GetMethod is { } getter && SourceOperations.BodyOf(getter, platform.Compilation) is { } body && ReturnsBounded(body, platform, depth);
            default:
                return false;
        }
    }

    private static bool IsBounded(IInvocationOperation call, PlatformModel platform, int depth)
    {
        var method = call.TargetMethod;
        if (platform.Find(method, Role.ListsEnumValues) is not null)
        {
            return true;
        }

        if (method is { IsExtensionMethod: true, Name: "Take" } && call.Arguments.Length == 2 && call.Arguments[1].Value.ConstantValue is { HasValue: true, Value: int count })
        {
            return count <= Loops.FewTurns;
        }

        if (method is { Name: "Range" or "Repeat", ContainingType.Name: "Enumerable" } && call.Arguments.Length == 2)
        {
            return call.Arguments[1].Value.ConstantValue is { HasValue: true, Value: int turns } && turns <= Loops.FewTurns;
        }

        if (method.IsExtensionMethod && method.Name is not ("SelectMany" or "Concat" or "Union" or "Append" or "Zip") && method.DeclaringSyntaxReferences.IsEmpty && call.Arguments.Length > 0)
        {
            return IsBounded(call.Arguments[0].Value, platform, depth + 1);
        }

        return SourceOperations.BodyOf(method, platform.Compilation) is { } body && ReturnsBounded(body, platform, depth);
    }

    private static bool ReturnsBounded(IOperation body, PlatformModel platform, int depth)
    {
        var returned = body.DescendantsAndSelf().OfType<IReturnOperation>().Take(4).ToList();
        return returned is [{ Kind: OperationKind.Return, ReturnedValue: { } value }] && IsBounded(value, platform, depth + 1);
    }

    private static bool Grows(IOperation reference) => reference.Parent switch
    {
        IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert" or "Push" or "Enqueue" or "UnionWith" or "TryAdd" } call => call.Instance == reference,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: false } } => true,
        _ => false,
    };
}
