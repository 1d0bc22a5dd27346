namespace PgAntiPatterns.Baselines;

/// <summary>A value of a JSON text, with the line on which it begins.</summary>
/// <param name="Line">The line, counted from zero.</param>
/// <param name="Text">The text of a string, or the word or number as it is written; null for objects and arrays.</param>
/// <param name="Members">The members of an object, in their order; null for anything else.</param>
/// <param name="Items">The items of an array; null for anything else.</param>
internal sealed record JsonValue(int Line, string? Text, IReadOnlyList<KeyValuePair<string, JsonValue>>? Members = null, IReadOnlyList<JsonValue>? Items = null)
{
    /// <summary>A member of an object; null where it has none of that name, and for anything else.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            // The last one of a name counts, as everywhere.
            for (var i = (Members?.Count ?? 0) - 1; i >= 0; i--)
            {
                if (Members![i].Key == name)
                {
                    return Members[i].Value;
                }
            }

            return null;
        }
    }

    /// <summary>The items of a member that is an array; none where it is not.</summary>
    public IEnumerable<JsonValue> ItemsOf(string name) => this[name]?.Items ?? [];

    /// <summary>The text of a member; null where it is none.</summary>
    public string? TextOf(string name) => this[name]?.Text;

    /// <summary>The whole number of a member; null where it is none.</summary>
    public int? NumberOf(string name) => int.TryParse(TextOf(name), out var number) ? number : null;
}
