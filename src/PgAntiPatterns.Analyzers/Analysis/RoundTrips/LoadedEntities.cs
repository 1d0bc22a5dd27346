using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Entities that a query has loaded, and what it has loaded with them.</summary>
internal sealed class LoadedEntities
{
    private const int MaxDepth = 24;

    private readonly HashSet<string> _included = new(StringComparer.Ordinal);

    private LoadedEntities(IOperation terminal, IOperation query, ITypeSymbol? context)
    {
        Terminal = terminal;
        Query = query;
        Context = context;
    }

    /// <summary>The call that runs the query, or the query where it is walked over.</summary>
    public IOperation Terminal { get; }

    /// <summary>The query as it is written: the call chain that begins at the set.</summary>
    public IOperation Query { get; }

    /// <summary>The type of the context.</summary>
    public ITypeSymbol? Context { get; }

    /// <summary>False where a step of the query runs in the program, as <c>AsEnumerable</c> and filters that are no expressions do.</summary>
    public bool IsAskedOfTheDatabase { get; private set; } = true;

    /// <summary>The entities behind a sequence; null where it is no query for whole entities that the code shows from end to end.</summary>
    public static LoadedEntities? Of(IOperation source, PlatformModel platform)
    {
        var loaded = Loaded(source, platform);
        if (loaded is not var (terminal, query) || EntityQueries.ContextOf(query)?.Type is not { } context || !SessionTypes.IsContext(context))
        {
            return null;
        }

        var entities = new LoadedEntities(terminal, query, context);
        return entities.Read(query, platform) ? entities : null;
    }

    /// <summary>True where every navigation of the path comes with the entities.</summary>
    public bool Includes(ImmutableArray<string> path) => _included.Contains(string.Join(".", path));

    private static (IOperation Terminal, IOperation Query)? Loaded(IOperation source, PlatformModel platform)
    {
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            source = source.Unwrapped();
            switch (source)
            {
                case IAwaitOperation { Operation: var awaited }:
                    source = awaited;
                    continue;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner }:
                    source = inner;
                    continue;
                case ILocalReferenceOperation { Local: var local } when VariableUses.Of(source).Writes(local) is [var write] && CommandTexts.ValueOf(write) is { } value:
                    source = value;
                    continue;
                case IInvocationOperation call when platform.Find(call.TargetMethod, role => role is Role.SendsQuery or Role.SendsQueryOrWalks) is { } member && Sequences.IsCollection(ResultOf(call.Type)):
                    return call.ArgumentFor(member.Ordinal)?.Value is { } query ? (call, query) : null;
                default:
                    return EntityQueries.RunsWhenWalked(source, platform) ? (source, source) : null;
            }
        }

        return null;
    }

    private static ITypeSymbol? ResultOf(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : type;

    /// <summary>Reads the chain from its end to the set; a call that changes what the elements are ends the reading.</summary>
    private bool Read(IOperation query, PlatformModel platform)
    {
        var steps = new List<IInvocationOperation>();
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            query = query.Unwrapped();
            if (SessionTypes.IsEntitySet(query.Type))
            {
                steps.Reverse();
                return Include(steps, platform);
            }

            switch (query)
            {
                case ILocalReferenceOperation { Local: var local } when VariableUses.Of(query).Writes(local) is [var write] && CommandTexts.ValueOf(write) is { } value:
                    query = value;
                    continue;
                case IInvocationOperation call when KeepsElements(call) && (call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value) is { } source:
                    IsAskedOfTheDatabase &= SessionTypes.IsQueryable(call.Type) || (steps.Count == 0 && call.TargetMethod.Name is "AsAsyncEnumerable");
                    steps.Add(call);
                    query = source;
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    private static bool KeepsElements(IInvocationOperation call) => call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && call.TargetMethod.Name is
        "Where" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Skip" or "Take" or "Distinct" or "Reverse"
        or "Include" or "ThenInclude" or "AsNoTracking" or "AsTracking" or "AsNoTrackingWithIdentityResolution" or "AsSplitQuery" or "AsSingleQuery"
        or "AsQueryable" or "AsEnumerable" or "AsAsyncEnumerable" or "IgnoreQueryFilters" or "TagWith" or "TagWithCallSite" or "FromSqlRaw" or "FromSqlInterpolated" or "FromSql";

    private bool Include(IEnumerable<IInvocationOperation> steps, PlatformModel platform)
    {
        var last = "";
        foreach (var step in steps)
        {
            if (platform.Find(step.TargetMethod, Role.IncludesNavigation) is null)
            {
                continue;
            }

            var value = step.Arguments.Length > 1 ? step.Arguments[1].Value : null;
            var path = value is null ? null : value.ConstantValue is { HasValue: true, Value: string text } ? text : PathOf(value);
            if (path is null)
            {
                return false;
            }

            last = step.TargetMethod.Name is "ThenInclude" ? last + "." + path : path;
            for (var end = last.Length; end > 0; end = last.LastIndexOf('.', end - 1))
            {
                _included.Add(last.Substring(0, end));
            }
        }

        return true;
    }

    /// <summary>The navigations that an Include's lambda names, through filters and casts.</summary>
    private static string? PathOf(IOperation lambda)
    {
        var body = lambda.Unwrapped() is IAnonymousFunctionOperation function ? function.Body.Operations.OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue : null;
        var names = new List<string>();
        for (var part = body?.Unwrapped(); part is not null; part = part.Unwrapped())
        {
            switch (part)
            {
                case IPropertyReferenceOperation { Property.Name: var name, Instance: { } instance }:
                    names.Insert(0, name);
                    part = instance;
                    continue;
                case IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: { Length: > 0 } arguments }:
                    part = arguments[0].Value;
                    continue;
                case IParameterReferenceOperation:
                    return names.Count > 0 ? string.Join(".", names) : null;
                default:
                    return null;
            }
        }

        return null;
    }
}
