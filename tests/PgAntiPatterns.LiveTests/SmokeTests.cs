using Xunit;

namespace PgAntiPatterns.LiveTests;

public sealed class SmokeTests
{
    [Fact]
    public void Assemblies_load() => Assert.NotNull(typeof(PgAntiPatterns.Sql.AssemblyMarker).Assembly);
}
