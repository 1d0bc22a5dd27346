using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Sql.ConnectionStrings;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>A string that a configuration file gives under a path.</summary>
/// <param name="File">The file.</param>
/// <param name="Source">Its characters.</param>
/// <param name="Text">The string and its place in them.</param>
internal sealed record ConfiguredString(AdditionalText File, SourceText Source, JsonString Text)
{
    /// <summary>The characters of the string.</summary>
    public string Value => Text.Value;

    /// <summary>The keys that lead to it, joined by colons.</summary>
    public string Path => Text.Path;

    /// <summary>Where some of the characters stand in the file.</summary>
    public Location Locate(int start, int length)
    {
        var span = TextSpan.FromBounds(Text.PositionOf(start), Text.PositionOf(start + length));
        return Location.Create(File.Path, span, Source.Lines.GetLinePositionSpan(span));
    }
}

/// <summary>Which strings do the configuration files hold that the compiler was given?</summary>
internal sealed class ConfigurationFiles
{
    /// <summary>A larger file is data, not configuration.</summary>
    private const int MaxLength = 16 * 1024 * 1024;

    private static readonly ConditionalWeakTable<AdditionalText, StrongBox<ImmutableArray<ConfiguredString>>> Cache = new();

    private static readonly string[] ForDevelopers = ["Development", "Local", "Debug", "Dev", "Test", "Testing", "Tests", "Docker"];

    private readonly ImmutableArray<AdditionalText> _files;
    private readonly CancellationToken _cancellation;

    public ConfigurationFiles(ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        _files = files.Where(IsConfiguration).ToImmutableArray();
        _cancellation = cancellation;
    }

    /// <summary>True for a file of the kind that .NET's configuration reads.</summary>
    public static bool IsConfiguration(AdditionalText file) => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>True where a file's name says that it is for a developer's machine, as in <c>appsettings.Development.json</c>.</summary>
    public static bool IsForDevelopers(string path)
    {
        var parts = Path.GetFileNameWithoutExtension(path).Split('.');
        return parts.Skip(1).Any(part => ForDevelopers.Contains(part, StringComparer.OrdinalIgnoreCase)) || string.Equals(parts[0], "local", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The strings of a file, in order; none where it cannot be read.</summary>
    public static ImmutableArray<ConfiguredString> Read(AdditionalText file, CancellationToken cancellation) => Cache.GetValue(file, key =>
    {
        var source = key.GetText(cancellation);
        return new(source is null || source.Length > MaxLength
            ? ImmutableArray<ConfiguredString>.Empty
            : JsonStrings.Read(source.ToString()).Where(text => text.Value.Length > 0).Select(text => new ConfiguredString(key, source, text)).ToImmutableArray());
    }).Value;

    /// <summary>What the files say under a path; where one file says it twice, the last of them.</summary>
    public IReadOnlyList<ConfiguredString> At(string path) => _files
        .Select(file => Read(file, _cancellation).LastOrDefault(found => string.Equals(found.Path, path, StringComparison.OrdinalIgnoreCase)))
        .OfType<ConfiguredString>()
        .ToList();
}
