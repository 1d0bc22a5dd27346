using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>What was proven about a resource.</summary>
internal enum LifetimeFault
{
    /// <summary>An open connection is never given back on some path.</summary>
    Leak,

    /// <summary>A connection is given back only where nothing fails.</summary>
    LeakOnFailure,

    /// <summary>A reader or grid stays open.</summary>
    ReaderLeak,

    /// <summary>A COPY stays open.</summary>
    CopyLeak,

    /// <summary>A context keeps its connection.</summary>
    ContextLeak,

    /// <summary>The connection of a context is disposed.</summary>
    NotOwned,

    /// <summary>Something is handed out whose connection is disposed behind it.</summary>
    Outlived,

    /// <summary>A second command on a connection or context that is busy with a task.</summary>
    Concurrent,

    /// <summary>A second command on a connection that is busy with a reader.</summary>
    Busy,

    /// <summary>A second command on a connection that is busy with a COPY.</summary>
    BusyWithCopy,

    /// <summary>An open connection is opened.</summary>
    OpenedTwice,

    /// <summary>A command runs on a connection that nothing opened.</summary>
    NeverOpened,

    /// <summary>A command of a data source is asked for what only a connection of its own could do.</summary>
    DataSourceCommand,

    /// <summary>A COPY in text is begun as a binary one.</summary>
    NotBinary,
}

/// <summary>One fault and where it is.</summary>
/// <param name="Fault">What was proven.</param>
/// <param name="Place">Where it is reported.</param>
/// <param name="Evidence">The places that prove it.</param>
/// <param name="IsContext">True where the connection is an EF Core context's.</param>
internal sealed record LifetimeFinding(LifetimeFault Fault, IOperation Place, ImmutableArray<IOperation> Evidence, bool IsContext = false)
{
    /// <summary>True where somebody still needs the resource when the body ends, so that it must not end with the body.</summary>
    public bool IsNeededBehind { get; init; }

    /// <summary>The connection or context that two commands want at once; null for every other fault.</summary>
    public ISymbol? Busy { get; init; }
}

/// <summary>Which resources does a body lose, and which does it use wrongly?</summary>
internal static class BodyFindings
{
    /// <summary>So many resources of one body are followed.</summary>
    private const int MaxSites = 60;

    /// <summary>What is wrong in a body and in the lambdas and local functions inside it.</summary>
    public static IEnumerable<LifetimeFinding> In(FlowBody root, IOperation block, bool endsWithProcess, PlatformModel platform, CancellationToken cancellation)
    {
        var whole = new Lifetime(root, platform, Summaries.Of(platform), 0, cancellation);
        foreach (var finding in block.Descendants().OfType<IForEachLoopOperation>().Select(loop => Streams.In(loop, whole)).OfType<LifetimeFinding>().Concat(DataSourceCommands.Misused(whole)))
        {
            yield return finding;
        }

        foreach (var body in root.WithNested)
        {
            var lifetime = new Lifetime(body, platform, Summaries.Of(platform), 0, cancellation);
            var isQuiet = endsWithProcess && body.Parent is null;
            foreach (var finding in InOne(lifetime, isQuiet))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<LifetimeFinding> InOne(Lifetime lifetime, bool endsWithProcess)
    {
        foreach (var finding in Concurrency.In(lifetime).Concat(Escapes.In(lifetime)))
        {
            yield return finding;
        }

        foreach (var call in lifetime.Body.Operations.OfType<IInvocationOperation>().Where(call => lifetime.Platform.Find(call.TargetMethod, Role.ReachesContextConnection) is not null))
        {
            foreach (var finding in OfLent(call, lifetime))
            {
                yield return finding;
            }
        }

        var sites = Sites.In(lifetime).Take(MaxSites + 1).ToList();
        if (sites.Count <= MaxSites)
        {
            foreach (var site in sites)
            {
                foreach (var finding in OfSite(site, lifetime, endsWithProcess))
                {
                    yield return finding;
                }
            }
        }
    }

    private static IEnumerable<LifetimeFinding> OfLent(IInvocationOperation call, Lifetime lifetime)
    {
        var context = lifetime.Carriers.OfConnection(call);
        var isOwn = context is { Kind: CarrierKind.Local } && lifetime.Body.ValuesOf(context.Key) is [var made] && Carriers.Bare(made) is IObjectCreationOperation;
        var tracking = new BorrowedConnectionTracking(lifetime, call);
        return !isOwn && tracking.Follow() ? tracking.Outcome.Misuses.Select(misuse => Finding(LifetimeFault.NotOwned, misuse.Place)) : [];
    }

    private static IEnumerable<LifetimeFinding> OfSite(Site site, Lifetime lifetime, bool endsWithProcess)
    {
        var tracking = site.Tracking(lifetime);
        if (!tracking.Follow())
        {
            return [];
        }

        var outcome = tracking.Outcome;
        var findings = site.Kind switch
        {
            ResourceKind.Connection => OfConnection(site, outcome, endsWithProcess),
            ResourceKind.Context => IsLost(outcome) && !endsWithProcess ? [Finding(LifetimeFault.ContextLeak, site.Operation)] : [],
            ResourceKind.Copy => OfCopy(site, outcome, lifetime),
            _ => OfReader(site, outcome, lifetime, endsWithProcess),
        };
        return findings.Select(finding => finding.Place == site.Operation && (outcome.IsGivenAway || outcome.IsKept || Escapes.Outlasts(site, lifetime) || HandsOutReader(site.Operation, lifetime) || NeededLater.Is(site, lifetime)) ? finding with { IsNeededBehind = true } : finding);
    }

    /// <summary>True where a reader or COPY of the connection that is made at a place goes to somebody who may read on when the body has ended.</summary>
    private static bool HandsOutReader(IOperation made, Lifetime lifetime) => Sites.In(lifetime)
        .Where(site => site.Carrier is { Kind: CarrierKind.Local } carrier && lifetime.Body.ValuesOf(carrier.Key).Any(value => Carriers.Bare(value).Syntax == made.Syntax))
        .Select(site => site.Tracking(lifetime))
        .Any(reader => !reader.Follow() || reader.Outcome.IsGivenAway || reader.Outcome.Returned.Count > 0);

    /// <summary>A resource that is made for somebody else is not held against its maker where making it fails halfway.</summary>
    private static bool IsLost(Outcome outcome) => outcome.IsLost || (outcome.IsLostOnThrow && !outcome.IsGivenAway);

    private static IEnumerable<LifetimeFinding> OfConnection(Site site, Outcome outcome, bool endsWithProcess)
    {
        foreach (var (kind, place) in outcome.Misuses)
        {
            yield return Finding(kind is Misuse.OpenedTwice ? LifetimeFault.OpenedTwice : LifetimeFault.NeverOpened, place, site.Operation);
        }

        if (IsLost(outcome) && !endsWithProcess)
        {
            yield return Finding(outcome.IsLost || !outcome.IsReleased ? LifetimeFault.Leak : LifetimeFault.LeakOnFailure, site.Operation);
        }
    }

    private static IEnumerable<LifetimeFinding> OfReader(Site site, Outcome outcome, Lifetime lifetime, bool endsWithProcess)
    {
        var ownsConnection = site.ClosesConnection || site.Carrier is { Kind: CarrierKind.Hidden };
        var isLost = ownsConnection ? IsLost(outcome) : outcome.IsLost && (site.Carrier is { Kind: CarrierKind.Foreign } || IsOpenedByReader(site.Carrier, lifetime));
        var isInTheWay = outcome.Misuses.Count > 0 && !outcome.IsReleased;
        if ((isLost && !endsWithProcess) || isInTheWay)
        {
            return [Finding(LifetimeFault.ReaderLeak, site.Operation, outcome.Misuses.Select(misuse => misuse.Place).ToArray())];
        }

        return outcome.Misuses.Select(misuse => Finding(LifetimeFault.Busy, misuse.Place, site.Operation));
    }

    /// <summary>True for a connection that the body makes and neither opens nor ends: Dapper opens it, and closes it with the reader.</summary>
    private static bool IsOpenedByReader(Carrier? carrier, Lifetime lifetime)
    {
        if (carrier is not { Kind: CarrierKind.Local } || lifetime.Body.ValuesOf(carrier.Key) is not [var value] || Sites.OfClosedConnection(Carriers.Bare(value), lifetime) is not { } made)
        {
            return false;
        }

        var tracking = made.Tracking(lifetime);
        return tracking.Follow() && tracking.Outcome is { IsLost: false, IsReleased: false, IsGivenAway: false, Returns.Count: 0 };
    }

    private static IEnumerable<LifetimeFinding> OfCopy(Site site, Outcome outcome, Lifetime lifetime)
    {
        if (site.Copy is Platform.Lifetimes.LifetimeRows.BinaryImport or Platform.Lifetimes.LifetimeRows.BinaryExport
            && CommandTexts.Of((IInvocationOperation)site.Operation, lifetime) is { Count: > 0 } texts && texts.All(text => text.IndexOf("binary", StringComparison.OrdinalIgnoreCase) < 0 && text.IndexOf(Texts.TextVariant.Hole) < 0))
        {
            return [Finding(LifetimeFault.NotBinary, site.Operation)];
        }

        var isInTheWay = outcome.Misuses.Count > 0 && !outcome.IsReleased;
        var losesRows = site.Copy is Platform.Lifetimes.LifetimeRows.TextImport || (site.Copy is Platform.Lifetimes.LifetimeRows.RawCopy && IsImport((IInvocationOperation)site.Operation, lifetime));
        if (isInTheWay || (losesRows && outcome.IsLeftToConnection) || (outcome.IsLost && (losesRows || site.Carrier is { Kind: CarrierKind.Foreign })))
        {
            return [Finding(LifetimeFault.CopyLeak, site.Operation)];
        }

        return outcome.Misuses.Select(misuse => Finding(LifetimeFault.BusyWithCopy, misuse.Place, site.Operation));
    }

    /// <summary>True for a raw COPY that, as its text says, takes rows in.</summary>
    private static bool IsImport(IInvocationOperation copy, Lifetime lifetime) =>
        CommandTexts.Of(copy, lifetime) is { Count: > 0 } texts && texts.All(text => text.IndexOf("stdin", StringComparison.OrdinalIgnoreCase) >= 0 && text.IndexOf("stdout", StringComparison.OrdinalIgnoreCase) < 0);

    private static LifetimeFinding Finding(LifetimeFault fault, IOperation place, params IOperation[] evidence) => new(fault, place, evidence.ToImmutableArray());
}
