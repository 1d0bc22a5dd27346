namespace PgAntiPatterns.Platform;

/// <summary>An assembly that the analyzers know members of.</summary>
/// <param name="Assembly">The assembly's simple name; null for what the framework itself brings, whose assembly differs between frameworks.</param>
/// <param name="Rows">What is known about its members.</param>
/// <param name="IsProviderNeutral">True where the members speak to whichever database the value belongs to.</param>
internal sealed record Library(string? Assembly, IReadOnlyList<ApiRow> Rows, bool IsProviderNeutral = false)
{
    /// <summary>The same fact about several members of a type.</summary>
    public static IEnumerable<ApiRow> Members(string type, Role role, string? parameter, params string[] members) =>
        members.Select(member => new ApiRow(type, member, role, parameter));
}
