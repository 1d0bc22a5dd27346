using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.RoundTripSummaries;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Which round trip does a method of another project make? Assemblies tell it themselves; a project that is loaded beside this one is read.</summary>
internal sealed class ForeignTrips
{
    private static readonly ConditionalWeakTable<Compilation, ForeignTrips> Cache = new();

    /// <summary>An assembly that is a file stays the same object from one compilation to the next.</summary>
    private static readonly ConditionalWeakTable<IAssemblySymbol, Dictionary<string, SummarizedTrip?>> TextsRead = new();

    private readonly Lazy<ImmutableArray<IAssemblySymbol>> _telling;
    private readonly Compilation _compilation;

    private ForeignTrips(Compilation compilation)
    {
        _compilation = compilation;
        _telling = new(() => compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => ProjectOf(assembly) is not null || Told(assembly).Count > 0).ToImmutableArray());
    }

    /// <summary>The trip of a method that a reference declares; null where nobody tells of one, or not of every way the call can go.</summary>
    public static SummarizedTrip? Of(IMethodSymbol method, bool isVirtual, PlatformModel platform)
    {
        // Most calls leave for the framework, of which nothing is told: they must cost nothing.
        var found = Cache.GetValue(platform.Compilation, static compilation => new ForeignTrips(compilation));
        var isOpen = isVirtual && (method.IsAbstract || method.ContainingType.TypeKind is TypeKind.Interface);
        if (found._telling.Value.IsEmpty || !(isOpen || found._telling.Value.Contains(method.ContainingAssembly, SymbolEqualityComparer.Default)) || method.OriginalDefinition.GetDocumentationCommentId() is not { } id)
        {
            return null;
        }

        return isOpen ? found.Common(id, method.ContainingAssembly) : found.By(method.ContainingAssembly, id);
    }

    /// <summary>False where nothing is told of a method, whatever it implements.</summary>
    public static bool MayTell(IMethodSymbol method, PlatformModel platform)
    {
        var telling = Cache.GetValue(platform.Compilation, static compilation => new ForeignTrips(compilation))._telling.Value;
        return !telling.IsEmpty && (method.IsAbstract || method.ContainingType.TypeKind is TypeKind.Interface || telling.Contains(method.ContainingAssembly, SymbolEqualityComparer.Default));
    }

    /// <summary>The names of the methods that references tell of, without their types.</summary>
    public static IEnumerable<string> NamesIn(Compilation compilation)
    {
        var found = Cache.GetValue(compilation, static key => new ForeignTrips(key));
        return found._telling.Value.SelectMany(assembly => Told(assembly).Keys).Select(NameOf);
    }

    private static string NameOf(string id)
    {
        var end = id.IndexOfAny(['(', '`']);
        var name = end < 0 ? id : id.Substring(0, end);
        name = name.Substring(name.LastIndexOf('.') + 1);
        return name.StartsWith("get_", StringComparison.Ordinal) ? name.Substring(4) : name;
    }

    /// <summary>What every assembly that implements a member says of it; a declaring project alone may know none of its implementations.</summary>
    private SummarizedTrip? Common(string id, IAssemblySymbol declaring)
    {
        SummarizedTrip? common = By(declaring, id);
        foreach (var assembly in _telling.Value)
        {
            if (SymbolEqualityComparer.Default.Equals(assembly, declaring) && ProjectOf(assembly) is null ? Told(assembly).TryGetValue(id, out var told) : Implementing(assembly, id, out told))
            {
                if (told is null)
                {
                    return null;
                }

                common ??= told;
            }
        }

        return common;
    }

    private SummarizedTrip? By(IAssemblySymbol assembly, string id)
    {
        if (ProjectOf(assembly) is { } project)
        {
            return PlatformModel.Of(project, ImmutableArray<AdditionalText>.Empty) is { } platform && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, project) is IMethodSymbol method
                && CalledTrips.Of(method, platform) is { } trip
                ? trip with { Chain = trip.Chain.Select(Outside).ToImmutableArray() }
                : null;
        }

        return Told(assembly).TryGetValue(id, out var told) ? told : null;
    }

    private bool Implementing(IAssemblySymbol assembly, string id, out SummarizedTrip? told)
    {
        if (ProjectOf(assembly) is not { } project)
        {
            return Told(assembly).TryGetValue(id, out told);
        }

        told = null;
        if (PlatformModel.Of(project, ImmutableArray<AdditionalText>.Empty) is not { } platform
            || DocumentationCommentId.GetFirstSymbolForDeclarationId(id, project) is not IMethodSymbol member
            || Targets.Implementing(member, platform) is not { Length: > 0 } targets)
        {
            return false;
        }

        var trips = targets.Select(target => CalledTrips.Of(target, platform)).ToList();
        told = trips.Contains(null) ? null : trips[0]! with { Chain = trips[0]!.Chain.Select(Outside).ToImmutableArray() };
        return true;
    }

    private static Dictionary<string, SummarizedTrip?> Told(IAssemblySymbol assembly) =>
        TextsRead.GetValue(assembly, static asked => SummaryAttribute.TextOf(asked) is { } text ? SummaryText.Read(text) : new Dictionary<string, SummarizedTrip?>());

    private Compilation? ProjectOf(IAssemblySymbol assembly) => (_compilation.GetMetadataReference(assembly) as CompilationReference)?.Compilation;

    /// <summary>A diagnostic may only point into its own compilation's trees; into others it points by path and line.</summary>
    private static Location Outside(Location place) =>
        place.GetLineSpan() is { IsValid: true } span ? Location.Create(span.Path, place.SourceSpan, span.Span) : place;
}
