using System.Collections.Immutable;
using PgAntiPatterns.Analysis.Lifetimes;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Connections;

/// <summary>Which rule speaks for which fault.</summary>
internal sealed class FaultRules
{
    private readonly Rule _concurrentCommands = new ConcurrentCommands();
    private readonly Rule _sharedConnection = new SharedConnection();
    private readonly Rule _sharedContext = new SharedContext();
    private readonly ImmutableDictionary<LifetimeFault, Rule> _rules;

    public FaultRules()
    {
        var copy = new CopyNotFinished();
        var state = new ConnectionStateIgnored();
        _rules = ImmutableDictionary<LifetimeFault, Rule>.Empty
            .Add(LifetimeFault.Leak, new ConnectionNotDisposed())
            .Add(LifetimeFault.LeakOnFailure, new ConnectionClosedOnlyOnSuccess())
            .Add(LifetimeFault.ReaderLeak, new ReaderNotDisposed())
            .Add(LifetimeFault.Outlived, new ResultOutlivesConnection())
            .Add(LifetimeFault.Busy, new CommandDuringReader())
            .Add(LifetimeFault.NotOwned, new ContextConnectionDisposed())
            .Add(LifetimeFault.ContextLeak, new ContextKeepsConnection())
            .Add(LifetimeFault.OpenedTwice, state)
            .Add(LifetimeFault.NeverOpened, state)
            .Add(LifetimeFault.DataSourceCommand, new DataSourceCommandMisused())
            .Add(LifetimeFault.CopyLeak, copy)
            .Add(LifetimeFault.BusyWithCopy, copy)
            .Add(LifetimeFault.NotBinary, copy);
    }

    public ImmutableArray<Rule> All => _rules.Values.Append(_concurrentCommands).Append(_sharedConnection).Append(_sharedContext).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal).ToImmutableArray();

    public Rule For(LifetimeFinding finding) =>
        finding.Fault is LifetimeFault.Concurrent ? finding.IsContext ? _sharedContext : _concurrentCommands : _rules[finding.Fault];

    public Rule? ForShared(ResourceKind kind) => kind switch
    {
        ResourceKind.Connection => _sharedConnection,
        ResourceKind.Context => _sharedContext,
        _ => null,
    };
}
