using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Answers about methods, found once: an answer that was cut short holds only for a chain of calls of the same length.</summary>
internal sealed class SummaryCache<T>
{
    private const int AnyDepth = -1;

    private readonly ConcurrentDictionary<(IMethodSymbol Method, int Question, int Depth), T> _answers = new(new KeyComparer());

    public bool TryGet(IMethodSymbol method, int question, int depth, Lifetime caller, out T answer)
    {
        if (_answers.TryGetValue((method, question, AnyDepth), out answer!))
        {
            return true;
        }

        var isKnown = _answers.TryGetValue((method, question, depth), out answer!);
        caller.IsCut |= isKnown;
        return isKnown;
    }

    public T Keep(IMethodSymbol method, int question, int depth, Lifetime lifetime, Lifetime caller, T answer)
    {
        caller.IsCut |= lifetime.IsCut;
        return _answers.GetOrAdd((method, question, lifetime.IsCut ? depth : AnyDepth), answer);
    }

    private sealed class KeyComparer : IEqualityComparer<(IMethodSymbol Method, int Question, int Depth)>
    {
        public bool Equals((IMethodSymbol Method, int Question, int Depth) first, (IMethodSymbol Method, int Question, int Depth) second) =>
            first.Question == second.Question && first.Depth == second.Depth && SymbolEqualityComparer.Default.Equals(first.Method, second.Method);

        public int GetHashCode((IMethodSymbol Method, int Question, int Depth) key) =>
            (SymbolEqualityComparer.Default.GetHashCode(key.Method) * 31) + (key.Question * 7) + key.Depth;
    }
}
