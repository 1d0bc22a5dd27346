using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PgAntiPatterns.Options;

/// <summary>A setting that users write into .editorconfig or a global config.</summary>
/// <param name="Key">The key, which begins with <c>pgap.</c></param>
/// <param name="Default">The value that counts where none is given, or none that is understood.</param>
/// <param name="Allowed">Which values are understood, in words.</param>
/// <param name="Meaning">What the setting does, in one sentence.</param>
internal abstract record Option(string Key, string Default, string Allowed, string Meaning)
{
    /// <summary>True where a value is understood.</summary>
    public abstract bool Understands(string value);

    /// <summary>The text that counts for a file: the user's where it is understood, else the default.</summary>
    protected string TextFor(AnalyzerOptions options, SyntaxTree tree) => TextFor(options.AnalyzerConfigOptionsProvider.GetOptions(tree));

    /// <summary>The text that counts where these settings of the user do.</summary>
    protected string TextFor(AnalyzerConfigOptions options) =>
        options.TryGetValue(Key, out var value) && Understands(value.Trim()) ? value.Trim() : Default;
}

/// <summary>A setting that is on or off.</summary>
internal sealed record Switch(string Key, bool IsOn, string Meaning) : Option(Key, IsOn ? "true" : "false", "true or false", Meaning)
{
    public override bool Understands(string value) => bool.TryParse(value, out _);

    /// <summary>True where the setting is on for a file.</summary>
    public bool IsOnFor(AnalyzerOptions options, SyntaxTree tree) => bool.Parse(TextFor(options, tree));

    /// <summary>True where these settings of the user switch it on.</summary>
    public bool IsOnFor(AnalyzerConfigOptions options) => bool.Parse(TextFor(options));
}

/// <summary>A setting that lists names, separated by commas.</summary>
internal sealed record NameList(string Key, string Default, string Meaning) : Option(Key, Default, "names separated by commas, * standing for any characters", Meaning)
{
    public override bool Understands(string value) => value.Split(',').All(name => name.Trim() is { Length: > 0 } trimmed && !trimmed.Any(char.IsWhiteSpace)) || value.Length == 0;

    /// <summary>The names for a file.</summary>
    public IEnumerable<string> For(AnalyzerConfigOptions options) =>
        TextFor(options).Split(',').Select(name => name.Trim()).Where(name => name.Length > 0);
}

/// <summary>A setting that is a whole number.</summary>
internal sealed record Number(string Key, int Value, string Meaning) : Option(Key, Value.ToString(System.Globalization.CultureInfo.InvariantCulture), "a whole number above zero", Meaning)
{
    public override bool Understands(string value) => int.TryParse(value, out var number) && number > 0;

    /// <summary>The number where these settings of the user count.</summary>
    public int For(AnalyzerConfigOptions options) => int.Parse(TextFor(options), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A setting that is one of a few words.</summary>
internal sealed record Choice(string Key, string Word, IReadOnlyList<string> Words, string Meaning) : Option(Key, Word, string.Join(" or ", Words), Meaning)
{
    public override bool Understands(string value) => Words.Contains(value, StringComparer.OrdinalIgnoreCase);

    /// <summary>True where these settings of the user choose a word.</summary>
    public bool Is(string word, AnalyzerConfigOptions options) => string.Equals(TextFor(options), word, StringComparison.OrdinalIgnoreCase);
}
