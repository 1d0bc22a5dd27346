namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Numbers the variables that come to hold a resource, so that a path can carry them as bits.</summary>
internal sealed class Variables
{
    private readonly Dictionary<object, int> _numbers = [];

    /// <summary>True where there were more variables than bits, so that nothing may be concluded.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The bit of a variable that is given the resource.</summary>
    public ulong BitFor(object variable)
    {
        if (!_numbers.TryGetValue(variable, out var number))
        {
            number = _numbers.Count;
            if (number >= 64)
            {
                IsFull = true;
                return 0;
            }

            _numbers[variable] = number;
        }

        return 1ul << number;
    }

    /// <summary>The bit of a variable; 0 where it never held the resource.</summary>
    public ulong Bit(object variable) => _numbers.TryGetValue(variable, out var number) ? 1ul << number : 0;

    /// <summary>The variables that hold the resource in a state.</summary>
    public IEnumerable<object> In(PathState state) => _numbers.Where(entry => (state.Holders & (1ul << entry.Value)) != 0).Select(entry => entry.Key);
}
