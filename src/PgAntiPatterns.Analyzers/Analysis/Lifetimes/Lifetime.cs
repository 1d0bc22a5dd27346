using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Everything that one body's resources are judged by.</summary>
internal sealed class Lifetime
{
    private readonly Dictionary<IInvocationOperation, IReadOnlyList<Carrier>> _runs = [];

    public Lifetime(FlowBody body, PlatformModel platform, Summaries summaries, int depth, CancellationToken cancellation)
    {
        Body = body;
        Platform = platform;
        Cancellation = cancellation;
        Carriers = new Carriers(body, platform);
        Calls = new Calls(this, summaries, depth);
    }

    public FlowBody Body { get; }

    public PlatformModel Platform { get; }

    public Carriers Carriers { get; }

    public Conditions Conditions => field ??= new Conditions(Body);

    public Calls Calls { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>True where a call was not followed because the chain of calls was too long.</summary>
    public bool IsCut { get; set; }

    /// <summary>The connections and contexts that a call runs commands on, itself or through helpers of the source.</summary>
    public IReadOnlyList<Carrier> Runs(IInvocationOperation call)
    {
        if (!_runs.TryGetValue(call, out var runs))
        {
            _runs[call] = runs = FindRuns(call).ToList();
        }

        return runs;
    }

    private IEnumerable<Carrier> FindRuns(IInvocationOperation call)
    {
        if (Carriers.OfRun(call) is { } carrier)
        {
            return [carrier];
        }

        return Platform.Find(call.TargetMethod, Role.RunsBeside) is not null
            ? call.Arguments.SelectMany(argument => RunsInFunction(argument.Value))
            : Calls.RunsOn(call);
    }

    /// <summary>The connections and contexts of its surroundings that a lambda runs commands on.</summary>
    public IEnumerable<Carrier> RunsInFunction(IOperation function)
    {
        var lambda = function.DescendantsAndSelf().OfType<IFlowAnonymousFunctionOperation>().FirstOrDefault();
        if (lambda is null || Body.BodyOf(lambda.Symbol) is not { } body)
        {
            return [];
        }

        return body.Operations.OfType<IInvocationOperation>()
            .SelectMany(call => Carriers.OfRun(call) is { } carrier ? [carrier] : Calls.RunsOn(call))
            .Where(carrier => carrier.Kind is not (CarrierKind.Hidden or CarrierKind.Inline) && !(carrier.Symbol is { } symbol && body.Declares(symbol)))
            .Distinct();
    }

    /// <summary>What a call does to a connection or context as a whole: gives it back, or nobody knows; null where it does neither.</summary>
    public Fate? EndOf(IInvocationOperation call, Carrier carrier)
    {
        if (Platform.Find(call.TargetMethod, Role.Releases) is { Ordinal: -1 })
        {
            return Is(call.Instance, carrier) ? Fate.Released : null;
        }

        foreach (var argument in call.Arguments)
        {
            if (Is(argument.Value, carrier) && Calls.FateOf(call.TargetMethod, argument) is var fate and not (Fate.Borrowed or Fate.Returned))
            {
                return fate;
            }
        }

        return null;
    }

    private bool Is(IOperation? expression, Carrier carrier) =>
        expression is not null && Platform.Resources.KindOf(global::PgAntiPatterns.Analysis.Lifetimes.Carriers.Bare(expression).Type) switch
        {
            ResourceKind.Context => carrier.Equals(Carriers.OfContext(expression)),
            ResourceKind.Connection => carrier.Equals(Carriers.OfConnection(expression)),
            _ => false,
        };
}
