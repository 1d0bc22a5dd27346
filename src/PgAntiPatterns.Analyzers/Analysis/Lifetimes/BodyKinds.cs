using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>What can be asked of a body at all? Every body of a program is walked for it, once for all areas.</summary>
internal sealed class BodyKinds
{
    private static readonly ConditionalWeakTable<IOperation, BodyKinds> Cache = new();

    private BodyKinds(IOperation body, PlatformModel platform)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (!Sites.MayMatter(operation, platform))
            {
                continue;
            }

            MayHold = true;
            if (Unfinished.MayMatter(operation, platform))
            {
                MayStayUnfinished = true;
                return;
            }
        }
    }

    /// <summary>It may make a resource or run a command, and is worth a flow graph.</summary>
    public bool MayHold { get; }

    /// <summary>It may begin a transaction or a COPY.</summary>
    public bool MayStayUnfinished { get; }

    /// <summary>The kinds of a body, of which other areas ask as well.</summary>
    public static BodyKinds Of(IOperation body, PlatformModel platform)
    {
        if (!Cache.TryGetValue(body, out var kinds))
        {
            kinds = Cache.GetValue(body, _ => new BodyKinds(body, platform));
        }

        return kinds;
    }
}
