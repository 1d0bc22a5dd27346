using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.Lifetimes;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Is what a transaction or a COPY wrote ever made permanent?</summary>
internal static class Unfinished
{
    private static readonly string[] ReadingWords = ["select", "show", "set", "lock", "values", "explain", "table", "declare", "fetch", "listen", "unlisten", "reset", "begin", "start", "savepoint", "release", "discard", "analyze", "vacuum", ""];

    private static readonly string[] WritingWords = ["insert", "update", "delete", "merge", "truncate", "create", "alter", "drop", "copy", "call", "do"];

    private static readonly string[] EndingWords = ["commit", "rollback", "end", "abort"];

    /// <summary>True where an operation may begin a transaction or a COPY.</summary>
    public static bool MayMatter(IOperation operation, PlatformModel platform) => operation switch
    {
        IInvocationOperation call => platform.Find(call.TargetMethod, role => role is Role.BeginsTransaction or Role.BeginsContextTransaction or Role.BeginsCopy) is not null,
        IObjectCreationOperation creation => platform.Resources.KindOf(creation.Type) is ResourceKind.Scope,
        _ => false,
    };

    /// <summary>The binary imports of a body that nobody completes.</summary>
    public static IEnumerable<IOperation> Imports(FlowBody root, PlatformModel platform, CancellationToken cancellation) =>
        from lifetime in Lifetimes(root, platform, cancellation)
        from call in lifetime.Body.Operations.OfType<IInvocationOperation>()
        where platform.Find(call.TargetMethod, Role.BeginsCopy) is { Row.Detail: LifetimeRows.BinaryImport }
        let uses = ResourceUses.Of(call, lifetime)
        where uses is { Escapes: false } && !uses.Calls(Role.CompletesCopy) && uses.Calls(Role.ReadsOn)
        select call;

    /// <summary>The transactions of a body that write and that nobody commits or rolls back.</summary>
    public static IEnumerable<IOperation> Transactions(FlowBody root, PlatformModel platform, CancellationToken cancellation)
    {
        foreach (var lifetime in Lifetimes(root, platform, cancellation))
        {
            foreach (var operation in lifetime.Body.Operations.Where(operation => MayMatter(operation, platform)))
            {
                if (operation is IInvocationOperation call && platform.Find(call.TargetMethod, Role.BeginsCopy) is null && IsLost(call, lifetime.Carriers.OfRun(call), lifetime))
                {
                    yield return operation;
                }
                else if (operation is IObjectCreationOperation && IsLost(operation, null, lifetime))
                {
                    yield return operation;
                }
            }
        }
    }

    private static IEnumerable<Lifetime> Lifetimes(FlowBody root, PlatformModel platform, CancellationToken cancellation) =>
        root.WithNested.Select(body => new Lifetime(body, platform, Summaries.Of(platform), 0, cancellation));

    private static bool IsLost(IOperation begin, Carrier? carrier, Lifetime lifetime)
    {
        var uses = ResourceUses.Of(begin, lifetime);
        if (uses is not { Escapes: false } || uses.Calls(Role.Commits) || uses.CallsOnPurpose(Role.RollsBack) || (carrier is null && begin is IInvocationOperation))
        {
            return false;
        }

        var isWritten = false;
        foreach (var call in lifetime.Body.Root.WithNested.SelectMany(body => body.Operations).OfType<IInvocationOperation>())
        {
            if (IsEnd(call, carrier, lifetime))
            {
                return false;
            }

            isWritten |= call.Syntax.SpanStart > begin.Syntax.SpanStart && Writes(call, lifetime) && (carrier is null || lifetime.Runs(call).Contains(carrier));
        }

        return isWritten;
    }

    /// <summary>True for a commit through the context, or one that is written as SQL.</summary>
    private static bool IsEnd(IInvocationOperation call, Carrier? carrier, Lifetime lifetime)
    {
        if (lifetime.Platform.Find(call.TargetMethod, role => role is Role.Commits or Role.RollsBack) is { } end)
        {
            return !(end.Row.Role is Role.RollsBack && ResourceUses.IsInCatch(call)) && (carrier is null || call.Instance is null || (lifetime.Carriers.OfContext(call.Instance) ?? lifetime.Carriers.OfCommand(call.Instance)) is not { } other || other.Equals(carrier));
        }

        return lifetime.Carriers.OfRun(call) is not null && CommandTexts.Of(call, lifetime).Any(sql => EndingWords.Contains(CommandTexts.FirstWord(sql)));
    }

    private static bool Writes(IInvocationOperation call, Lifetime lifetime)
    {
        var platform = lifetime.Platform;
        if (platform.Find(call.TargetMethod, Role.WritesOnContext) is not null)
        {
            return true;
        }

        if (platform.Find(call.TargetMethod, role => role is Role.RunsCommand or Role.RunsOnConnection or Role.OpensReader) is null)
        {
            return false;
        }

        var words = CommandTexts.Of(call, lifetime).Select(CommandTexts.FirstWord).ToList();
        var isNonQuery = call.TargetMethod.Name is "ExecuteNonQuery" or "ExecuteNonQueryAsync" or "Execute" or "ExecuteAsync";
        return isNonQuery ? !words.Any(word => ReadingWords.Contains(word)) : words.Count > 0 && words.All(word => WritingWords.Contains(word));
    }
}
