namespace PgAntiPatterns.Platform;

/// <summary>An assembly that the analyzers know members of.</summary>
/// <param name="Assembly">The assembly's simple name; null for what the framework itself brings, whose assembly differs between frameworks.</param>
/// <param name="Rows">What is known about its members.</param>
internal sealed record Library(string? Assembly, IReadOnlyList<ApiRow> Rows);
