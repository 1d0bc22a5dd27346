using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>How long a file may grow before it is split by question.</summary>
public sealed class SizeContract
{
    [Fact]
    public void No_file_is_longer_than_its_kind_may_be() => Assert.DoesNotContain(
        Repository.Sources("src").Concat(Repository.Sources("tests"))
            .Select(file => (File: file, Lines: Repository.Read(file).Count(character => character == '\n'), Limit: LimitOf(file))),
        measured => measured.Lines > measured.Limit);

    private static int LimitOf(string file)
    {
        var parts = file.Split('/');
        return parts switch
        {
            ["src", "PgAntiPatterns.Analyzers", "Platform", .., var name] when name.EndsWith("Rows.cs", StringComparison.Ordinal) => int.MaxValue,
            ["src", "PgAntiPatterns.Sql", .., var name] when name.EndsWith("Keywords.cs", StringComparison.Ordinal) => int.MaxValue,
            ["src", "PgAntiPatterns.Analyzers", "Rules", _, var name] when !name.EndsWith("Analyzer.cs", StringComparison.Ordinal) => 120,
            ["src", "PgAntiPatterns.CodeFixes", not "Editing", _] => 120,
            ["src", "PgAntiPatterns.Analyzers", "Analysis", ..] => 300,
            _ => 400,
        };
    }
}
