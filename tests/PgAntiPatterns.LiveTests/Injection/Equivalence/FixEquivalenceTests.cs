using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Injection.Equivalence;

/// <summary>Every fix of pasted values, in many idioms: honest values act as before, and payloads only before.</summary>
public sealed class FixEquivalenceTests(PostgresServer server)
{
    private static readonly Dictionary<string, FixCase> Cases = new IReadOnlyList<FixCase>[] { CommandCases.All, TypeCases.All, LibraryCases.All, PatternCases.All, ConditionalCases.All }
        .SelectMany(cases => cases)
        .ToDictionary(example => example.Title);

    public static TheoryData<string> Titles => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Titles))]
    public Task Honest_values_act_as_before_and_payloads_only_before(string title) => server.RunAsync(database => FixComparison.RunAsync(Cases[title], database));
}
