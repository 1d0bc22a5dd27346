using NJsonSchema;
using PgAntiPatterns.Tests.Contracts;
using Xunit;

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>The schema of SARIF 2.1, as OASIS publishes it.</summary>
internal static class SarifSchema
{
    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => JsonSchema.FromFileAsync(Repository.PathOf("tests/PgAntiPatterns.PackageTests/Schemas/sarif-schema-2.1.0.json")));

    /// <summary>Fails where a file is no SARIF, with the places that are wrong.</summary>
    public static async Task CheckAsync(string file) => Assert.Empty(await MistakesAsync(await File.ReadAllTextAsync(file)));

    /// <summary>What is wrong with a text, each with its place.</summary>
    public static async Task<IReadOnlyList<string>> MistakesAsync(string text) =>
        [.. (await Schema.Value).Validate(text).Select(mistake => $"{mistake.Path}: {mistake.Kind} (line {mistake.LineNumber})")];
}
