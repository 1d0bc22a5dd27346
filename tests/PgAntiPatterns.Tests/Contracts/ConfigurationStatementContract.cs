using System.Text.RegularExpressions;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>Each statement of docs/configuration.md is a test. Its tables of options, roles and presets are generated or compared elsewhere; its examples are run.</summary>
public sealed class ConfigurationStatementContract
{
    [Fact]
    public void Every_sentence_of_the_page_names_its_tests_and_no_other_does() => Assert.Equal(
        ConfigurationPage.Sentences().Concat(ConfigurationPage.Table("`PgAntiPatternsBaseline`").Select(row => $"{row[0]}: {row[1]}")).Order(StringComparer.Ordinal),
        ConfigurationStatements.All.Select(statement => statement.Statement).Order(StringComparer.Ordinal));

    [Fact]
    public void The_tests_exist()
    {
        var sources = Repository.Sources("tests").Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal) || file.EndsWith("Contract.cs", StringComparison.Ordinal))
            .ToLookup(Path.GetFileNameWithoutExtension, Repository.Read);

        Assert.All(ConfigurationStatements.All, statement =>
        {
            Assert.NotEmpty(statement.Tests);
            Assert.All(statement.Tests, test => Assert.Contains(sources[test.Split('.')[0]], source => Regex.IsMatch(source, $@"\b(Task|void) {test.Split('.')[1]}\(")));
        });
    }
}
