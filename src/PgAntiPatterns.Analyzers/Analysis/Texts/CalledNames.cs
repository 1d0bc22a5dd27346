using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>Where in a compilation a name is called. Asked for methods that the whole assembly can call, and answered from the files that have the name.</summary>
internal static class CalledNames
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<string, IReadOnlyList<SimpleNameSyntax>>> Cache = new();

    /// <summary>The calls of a name, in the order of the files.</summary>
    public static IReadOnlyList<SimpleNameSyntax> Of(string name, Compilation compilation) =>
        Cache.GetValue(compilation, static _ => new()).GetOrAdd(name, key => Find(key, compilation).ToList());

    private static IEnumerable<SimpleNameSyntax> Find(string name, Compilation compilation) =>
        from tree in TreeWords.TreesWith(name, compilation)
        from call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
        let called = call.Expression switch
        {
            SimpleNameSyntax simple => simple,
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => null,
        }
        where called?.Identifier.ValueText == name
        select called;
}
