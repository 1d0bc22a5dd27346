using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>Generated code yields and leaves behind the same before and after each automatic fix.</summary>
public abstract class GeneratedFixTests(PostgresServer server)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private protected Task RunAsync(GeneratedFix fix) => server.RunAsync(
        async database => TestContext.Current.TestOutputHelper?.WriteLine(await EquivalenceRun.RunAsync(fix, database, Amount.Wanted)),
        Limit,
        fix.ToString());
}
