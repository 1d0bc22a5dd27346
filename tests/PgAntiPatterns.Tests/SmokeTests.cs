using Xunit;

namespace PgAntiPatterns.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Assemblies_load() => Assert.NotNull(typeof(PgAntiPatterns.Sql.AssemblyMarker).Assembly);
}
