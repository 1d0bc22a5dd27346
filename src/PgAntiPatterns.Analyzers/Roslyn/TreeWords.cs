using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PgAntiPatterns.Roslyn;

/// <summary>Which files of a compilation have a word among their identifiers? Each file is read once for good: after an edit the other files are the same objects as before.</summary>
internal static class TreeWords
{
    private static readonly ConditionalWeakTable<SyntaxTree, int[]> Words = new();

    private static readonly ConditionalWeakTable<Compilation, Known> Cache = new();

    /// <summary>The files that may have the word, in their order. Two words can share a hash, so that a file may turn out not to have it.</summary>
    public static IReadOnlyList<SyntaxTree> TreesWith(string word, Compilation compilation) =>
        Cache.GetValue(compilation, static key => new Known(key)).TreesWith(word);

    /// <summary>The hashes of the identifiers, sorted: the words themselves would take as much memory as the sources.</summary>
    private static int[] Read(SyntaxTree tree)
    {
        var words = new HashSet<int>();
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                words.Add(StringComparer.Ordinal.GetHashCode(token.ValueText));
            }
        }

        var sorted = words.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>The words of one compilation's files, put side by side when the first is asked for.</summary>
    private sealed class Known(Compilation compilation)
    {
        private readonly Lazy<(SyntaxTree Tree, int[] Words)[]> _files = new(() => [.. compilation.SyntaxTrees.Select(tree => (tree, Words.GetValue(tree, Read)))]);
        private readonly ConcurrentDictionary<string, IReadOnlyList<SyntaxTree>> _found = new();

        public IReadOnlyList<SyntaxTree> TreesWith(string word) => _found.GetOrAdd(word, Find);

        private IReadOnlyList<SyntaxTree> Find(string word)
        {
            var hash = StringComparer.Ordinal.GetHashCode(word);
            return [.. _files.Value.Where(file => Array.BinarySearch(file.Words, hash) >= 0).Select(file => file.Tree)];
        }
    }
}
