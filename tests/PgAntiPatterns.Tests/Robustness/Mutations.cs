using System.Collections.Concurrent;
using System.Collections.Immutable;
using CsCheck;
using Microsoft.CodeAnalysis.CSharp;

namespace PgAntiPatterns.Tests.Robustness;

/// <summary>C# that once made sense: sources with tokens taken out, doubled, swapped and borrowed from another source, or cut off anywhere.</summary>
internal static class Mutations
{
    private static readonly ConcurrentDictionary<int, ImmutableArray<string>> Tokens = new();

    private static readonly Gen<(int Kind, int At, int Other)> Edits = Gen.Select(Gen.Int[0, 6], Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]);

    public static Gen<string> All { get; } = Gen.Select(Gen.Int[0, Corpus.All.Length - 1], Edits.Array[1, 5])
        .Select((source, edits) => Edited(source, edits));

    private static string Edited(int source, (int Kind, int At, int Other)[] edits)
    {
        var tokens = TokensOf(source).ToList();
        foreach (var (kind, place, otherPlace) in edits.Where(_ => tokens.Count > 1))
        {
            var (at, other) = (place % tokens.Count, otherPlace % tokens.Count);
            switch (kind)
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3:
                    tokens.RemoveRange(at, Math.Min(other % 12, tokens.Count - at));
                    break;
                case 4:
                    tokens.InsertRange(at, tokens.GetRange(other, Math.Min(place % 24, tokens.Count - other)));
                    break;
                case 5:
                    var foreign = TokensOf(otherPlace % Corpus.All.Length);
                    tokens.InsertRange(at, foreign.Skip(place % foreign.Length).Take(otherPlace % 24));
                    break;
                default:
                    tokens[at] = tokens[at][..(other % (tokens[at].Length + 1))];
                    tokens.RemoveRange(at + 1, tokens.Count - at - 1);
                    break;
            }
        }

        return string.Concat(tokens);
    }

    private static ImmutableArray<string> TokensOf(int source) =>
        Tokens.GetOrAdd(source, index => [.. CSharpSyntaxTree.ParseText(Corpus.All[index]).GetRoot().DescendantTokens().Select(token => token.ToFullString())]);
}
