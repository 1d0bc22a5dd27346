using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>The choices of one generated piece of code or one call: all of them follow from the seed.</summary>
internal sealed class Dice(PCG random)
{
    /// <summary>A generator that makes its values by throwing dice.</summary>
    public static Gen<T> Gen<T>(Func<Dice, T> make) => CsCheck.Gen.ULong.Select(seed => make(new Dice(new PCG(1, seed))));

    public T Of<T>(params IReadOnlyList<T> choices) => choices[Number(choices.Count)];

    /// <summary>A number from 0 up to, and not including, the limit.</summary>
    public int Number(int limit) => (int)random.Next((uint)limit);

    public bool Chance(int percent) => Number(100) < percent;

    /// <summary>A value of one of CsCheck's own generators.</summary>
    public T Value<T>(Gen<T> values) => values.Generate(random, null, out _);

    /// <summary>Between none and so many values, one after the other.</summary>
    public List<T> Several<T>(int most, Func<T> make) => [.. Enumerable.Range(0, Number(most + 1)).Select(_ => make())];
}
