namespace PgAntiPatterns.Baselines;

/// <summary>A finding told so that it is found again after the code around it has moved or was formatted anew.</summary>
/// <param name="Rule">The id of the rule.</param>
/// <param name="File">The file, relative to the folder of the baseline and with slashes.</param>
/// <param name="Member">The namespace, the types and the member that hold it; empty in a configuration file.</param>
/// <param name="Text">What stands for the reported code, whatever its white space and comments.</param>
/// <param name="Ordinal">How many times the same code stands before it in the same member.</param>
internal sealed record KnownFinding(string Rule, string File, string Member, string Text, int Ordinal)
{
    /// <summary>The property of a diagnostic that holds its member.</summary>
    public const string MemberProperty = "PgAntiPatterns.Member";

    /// <summary>The property of a diagnostic that holds what stands for its code.</summary>
    public const string TextProperty = "PgAntiPatterns.Text";

    /// <summary>The property of a diagnostic that holds its number among equal ones.</summary>
    public const string OrdinalProperty = "PgAntiPatterns.Ordinal";

    /// <summary>The key under which equal findings are the same; one machine spells the case of a path as another does not.</summary>
    public string Key => string.Join("|", Rule, File.ToUpperInvariant(), Member, Text, Ordinal);

    /// <summary>The finding that the properties of a diagnostic tell; null where they tell none.</summary>
    public static KnownFinding? Of(string rule, string file, Func<string, string?> property) =>
        property(MemberProperty) is { } member && property(TextProperty) is { } text && int.TryParse(property(OrdinalProperty), out var ordinal)
            ? new KnownFinding(rule, file, member, text, ordinal)
            : null;
}
