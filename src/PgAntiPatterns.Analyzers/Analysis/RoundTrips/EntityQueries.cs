using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Does a LINQ query run at the server, and on which context?</summary>
internal static class EntityQueries
{
    private const int MaxDepth = 12;

    /// <summary>True for a query of a context, false for one over a collection in memory; null where the code does not say.</summary>
    public static bool? IsDatabase(IOperation query, PlatformModel platform) => IsDatabase(query, platform, 0);

    /// <summary>True where walking over the expression runs a query.</summary>
    public static bool RunsWhenWalked(IOperation collection, PlatformModel platform)
    {
        var query = collection.Unwrapped();
        while (query is IInvocationOperation { TargetMethod: { Name: "WithCancellation" or "ConfigureAwait", IsExtensionMethod: true }, Arguments: { Length: > 0 } arguments })
        {
            query = arguments[0].Value.Unwrapped();
        }

        var isDeferred = SessionTypes.IsQueryable(query.Type) || query is IInvocationOperation { TargetMethod.Name: "AsAsyncEnumerable" or "AsEnumerable" };
        return isDeferred && IsDatabase(query, platform) is true;
    }

    /// <summary>The context of a query, as far as the expression shows it.</summary>
    public static IOperation? ContextOf(IOperation query)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            query = query.Unwrapped();
            if (SessionTypes.IsSession(query.Type))
            {
                return query;
            }

            var next = query switch
            {
                IInvocationOperation call => call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value,
                IMemberReferenceOperation member => member.Instance,
                IAwaitOperation await => await.Operation,
                ILocalReferenceOperation { Local: var local } => VariableUses.Of(query).Writes(local).Select(CommandTexts.ValueOf).FirstOrDefault(value => value is not null),
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            query = next;
        }

        return null;
    }

    private static bool? IsDatabase(IOperation query, PlatformModel platform, int depth)
    {
        query = query.Unwrapped();
        if (depth > MaxDepth)
        {
            return null;
        }

        if (SessionTypes.IsEntitySet(query.Type) || SessionTypes.IsSession(query.Type))
        {
            return true;
        }

        switch (query)
        {
            case IInvocationOperation call:
                return OfCall(call, platform, depth);
            case ILocalReferenceOperation { Local: var local }:
                return Any(VariableUses.Of(query).Writes(local).Select(CommandTexts.ValueOf).OfType<IOperation>(), platform, depth);
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                return Any([choice.WhenTrue, whenFalse], platform, depth);
            case ICoalesceOperation choice:
                return Any([choice.Value, choice.WhenNull], platform, depth);
            case IPropertyReferenceOperation { Property.GetMethod: { } getter } when SourceOperations.BodyOf(getter, platform.Compilation) is { } body:
                return Returned(body, platform, depth);
            case IFieldReferenceOperation { Field: var field } when SourceOperations.InitializerOf(field, platform.Compilation) is { } value:
                return IsDatabase(value, platform, depth + 1);
            default:
                return SessionTypes.IsQueryable(query.Type) ? null : false;
        }
    }

    private static bool? OfCall(IInvocationOperation call, PlatformModel platform, int depth)
    {
        var source = call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;
        if (IsLoaded(call.Type))
        {
            return false;
        }

        if (source is not null && (SessionTypes.IsQueryable(source.Unwrapped().Type) || call.TargetMethod is { IsExtensionMethod: true, Name: "AsQueryable" }))
        {
            return IsDatabase(source, platform, depth + 1);
        }

        // An entry's Query() and what a facade's SqlQuery gives: both begin at the context.
        if (SessionTypes.IsQueryable(call.Type) && source is not null && call.TargetMethod.DeclaringSyntaxReferences.IsEmpty)
        {
            return EntityQueries.ContextOf(source) is not null ? true : null;
        }

        return SourceOperations.BodyOf(call.TargetMethod, platform.Compilation) is { } body
            ? Returned(body, platform, depth)
            : SessionTypes.IsQueryable(call.Type) ? null : false;
    }

    /// <summary>A list, an array, a single value: whatever was asked, it has been answered.</summary>
    private static bool IsLoaded(ITypeSymbol? type) =>
        type is not null && !SessionTypes.IsQueryable(type) && !SessionTypes.IsEntitySet(type) && type is { TypeKind: not TypeKind.Interface and not TypeKind.TypeParameter } && type.Name is not ("Task" or "ValueTask");

    private static bool? Returned(IOperation body, PlatformModel platform, int depth)
    {
        var values = body.DescendantsAndSelf().OfType<IReturnOperation>().Select(statement => statement.ReturnedValue).OfType<IOperation>().Take(MaxDepth).ToList();
        return values.Count == 0 ? null : Any(values, platform, depth);
    }

    private static bool? Any(IEnumerable<IOperation> values, PlatformModel platform, int depth)
    {
        bool? answer = null;
        foreach (var value in values)
        {
            switch (IsDatabase(value, platform, depth + 1))
            {
                case true:
                    return true;
                case false:
                    answer = false;
                    break;
            }
        }

        return answer;
    }
}
