using Microsoft.CodeAnalysis;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Configuration;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Contracts;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Configuration;

public sealed class ApiRowNotUnderstoodTests
{
    private const string Program = """
        namespace Shop
        {
            public class Database
            {
                public virtual int Run(string statement, int seconds) => statement.Length + seconds;

                public string Name(string table) => table.Trim();
            }

            public class Parcels(Database database, NpgsqlDataSource source)
            {
                public int Delete(string town) => database.Run($"delete from parcels where town = '{town}'", 5);

                public void Count(string table) => source.CreateCommand("select count(*) from " + database.Name(table));

                public void CountPlain(string table) => source.CreateCommand("select count(*) from " + table);
            }
        }
        """;

    private static readonly Specimen Project = Specimen.Against(References.All).With(Program);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_make_members_known()
    {
        var without = await Ids(Project);
        var with = await Ids(Project.Additional("PgAntiPatterns.Apis.txt", """
            # What our own members do.
            TakesSql         Shop.Database.Run   statement
            quotesidentifier Shop.Database.Name  table   # checked inside
            """));

        Assert.Equal([IdentifierFromVariable.RuleId, IdentifierFromVariable.RuleId], without);
        Assert.Equal([UnparameterizedSql.RuleId, IdentifierFromVariable.RuleId], with);
    }

    [Theory]
    [InlineData("Takes Shop.Database.Run statement", "begin with one of")]
    [InlineData("TakesSql", "write a role, a member")]
    [InlineData("TakesSql Shop.Database.Run statement please", "write a role, a member")]
    [InlineData("TakesSql Run statement", "Namespace.Type.Member")]
    [InlineData("TakesSql .Run", "Namespace.Type.Member")]
    public async Task A_line_that_is_no_row_is_reported_where_it_stands(string line, string reason)
    {
        var reported = await Diagnose(Project.Additional("PgAntiPatterns.Apis.txt", "\n" + line + "\nTakesSql Shop.Database.Run statement\n"));

        var mistake = Assert.Single(reported, diagnostic => diagnostic.Id == ApiRowNotUnderstood.RuleId);
        Assert.Equal(1, mistake.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Contains(reason, mistake.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains(reported, diagnostic => diagnostic.Id == UnparameterizedSql.RuleId);
    }

    [Fact]
    public async Task Rows_of_other_projects_and_other_files_are_quiet()
    {
        var reported = await Ids(Project
            .Additional("PgAntiPatterns.Apis.txt", "TakesSql Elsewhere.Database.Run statement\nTakesSql Shop.Database.Walk statement\nTakesSql Shop.Database.Run text")
            .Additional("Notes.txt", "No rows here."));

        Assert.DoesNotContain(ApiRowNotUnderstood.RuleId, reported);
        Assert.DoesNotContain(UnparameterizedSql.RuleId, reported);
    }

    private static async Task<IReadOnlyList<Diagnostic>> Diagnose(Specimen project)
    {
        Assert.Empty(await project.CompileErrorsAsync(Cancellation));
        return await project.DiagnoseAsync(AllRules.Analyzers, Cancellation);
    }

    private static async Task<IEnumerable<string>> Ids(Specimen project) =>
        (await Diagnose(project)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).Select(diagnostic => diagnostic.Id);
}
