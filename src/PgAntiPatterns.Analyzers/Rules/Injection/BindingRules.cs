using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Analysis.ParameterBinding;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>The rules about parameters, asked in order; the first one that has something to say speaks.</summary>
/// <param name="rules">The rules.</param>
internal sealed class BindingRules(ImmutableArray<IBindingRule> rules)
{
    /// <summary>What is wrong with the parameters of a sink; null where nothing is.</summary>
    public Diagnostic? Finding(SqlSink sink, ImmutableArray<SinkText> texts, PlatformModel platform)
    {
        var bound = BoundTexts.Of(sink, texts, platform).ToList();
        foreach (var rule in rules)
        {
            foreach (var text in bound)
            {
                if (rule.Find(text) is { } found)
                {
                    return rule.At(sink.Expression.Syntax.GetLocation(), found.Places, found.Properties, found.Words);
                }
            }
        }

        return null;
    }
}
