using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Rows that are inserted one by one, sent with COPY instead.</summary>
public sealed class CopyFixTests
{
    [Fact]
    public Task Commands_that_insert_become_a_binary_import() => Verify.FixesOneByOne<RoundTripsAnalyzer, WritePerElementFix>(
        """
        class Shelf(NpgsqlConnection connection)
        {
            public async Task Fill(IEnumerable<(int Number, string? Label)> jars, CancellationToken stop)
            {
                // From the left.
                foreach (var (number, label) in jars.ToList())
                {
                }

                for (var at = 0; at < 30; at++)
                {
                    var label = "jar " + at;
                    await using var command = new NpgsqlCommand("INSERT INTO shop.jars (nr, label) VALUES ($1, $2)", connection);
                    command.Parameters.AddWithValue(at);
                    command.Parameters.AddWithValue(label);
                    await {|PGAP2002:command.ExecuteNonQueryAsync(stop)|};
                }

                Console.WriteLine("full");
            }
        }
        """,
        """
        class Shelf(NpgsqlConnection connection)
        {
            public async Task Fill(IEnumerable<(int Number, string? Label)> jars, CancellationToken stop)
            {
                // From the left.
                foreach (var (number, label) in jars.ToList())
                {
                }

                await using (var importer = await connection.BeginBinaryImportAsync("COPY shop.jars (nr, label) FROM STDIN (FORMAT binary)", stop))
                {
                    for (var at = 0; at < 30; at++)
                    {
                        var label = "jar " + at;
                        await importer.WriteRowAsync(stop, at, label);
                    }

                    await importer.CompleteAsync(stop);
                }

                Console.WriteLine("full");
            }
        }
        """,
        "PGAP2002.Copy");

    [Fact]
    public Task Types_that_are_given_are_given_to_the_import_and_missing_values_stay_missing() => Verify.FixesOneByOne<RoundTripsAnalyzer, WritePerElementFix>(
        """
        record Jar(long Number, string? Label, DateTime? Filled, Guid Key);

        class Shelf
        {
            public static void Fill(NpgsqlConnection connection, NpgsqlTransaction transaction, List<Jar> jars)
            {
                foreach (var jar in jars)
                {
                    using var command = new NpgsqlCommand("insert into jars (key, nr, label, filled) values (@key, @nr, @label, @filled);", connection, transaction);
                    command.Parameters.Add("@nr", NpgsqlTypes.NpgsqlDbType.Bigint).Value = jar.Number;
                    command.Parameters.Add(new NpgsqlParameter("label", NpgsqlTypes.NpgsqlDbType.Text) { Value = (object?)jar.Label?.Trim() ?? DBNull.Value });
                    command.Parameters.AddWithValue("filled", NpgsqlTypes.NpgsqlDbType.TimestampTz, jar.Filled is null ? DBNull.Value : jar.Filled);
                    command.Parameters.Add(new NpgsqlParameter<Guid>("key", jar.Key));
                    {|PGAP2002:command.ExecuteNonQuery()|};
                }
            }
        }
        """,
        """
        record Jar(long Number, string? Label, DateTime? Filled, Guid Key);

        class Shelf
        {
            public static void Fill(NpgsqlConnection connection, NpgsqlTransaction transaction, List<Jar> jars)
            {
                using (var importer = connection.BeginBinaryImport("copy jars (key, nr, label, filled) from stdin (format binary)"))
                {
                    foreach (var jar in jars)
                    {
                        importer.StartRow();
                        importer.Write(jar.Key);
                        importer.Write(jar.Number, NpgsqlTypes.NpgsqlDbType.Bigint);
                        importer.Write((object?)jar.Label?.Trim() ?? DBNull.Value, NpgsqlTypes.NpgsqlDbType.Text);
                        importer.Write<object>(jar.Filled is null ? DBNull.Value : jar.Filled, NpgsqlTypes.NpgsqlDbType.TimestampTz);
                    }

                    importer.Complete();
                }
            }
        }
        """,
        "PGAP2002.Copy");

    [Fact]
    public Task Dapper_on_a_connection_that_was_opened_here_imports_too() => Verify.FixesOneByOne<RoundTripsAnalyzer, WritePerElementFix>(
        """
        record Jar(int Number, string? Label, decimal? Grams);

        class Shelf(NpgsqlDataSource source)
        {
            public async Task Fill(List<Jar> jars, int shelf)
            {
                await using var connection = await source.OpenConnectionAsync();
                foreach (var jar in jars)
                {
                    await {|PGAP2002:connection.ExecuteAsync("insert into jars (nr, label, shelf) values (@Number, @label, @shelf)", new { jar.Number, Label = jar.Label ?? "none", shelf })|};
                }
            }
        }
        """,
        """
        record Jar(int Number, string? Label, decimal? Grams);

        class Shelf(NpgsqlDataSource source)
        {
            public async Task Fill(List<Jar> jars, int shelf)
            {
                await using var connection = await source.OpenConnectionAsync();
                await using (var importer = await connection.BeginBinaryImportAsync("copy jars (nr, label, shelf) from stdin (format binary)"))
                {
                    foreach (var jar in jars)
                    {
                        await importer.WriteRowAsync(default, jar.Number, jar.Label ?? "none", shelf);
                    }

                    await importer.CompleteAsync();
                }
            }
        }
        """,
        "PGAP2002.Copy");

    [Fact]
    public Task One_call_with_all_rows_becomes_an_import_of_each() => Verify.FixesOneByOne<RoundTripsAnalyzer, DapperExecutePerElementFix>(
        """
        record Jar(int Number, string? Label, decimal? Grams);

        class Shelf
        {
            public static void Fill(NpgsqlConnection connection, List<Jar> jars)
            {
                connection.Open();
                {|PGAP2007:connection.Execute("insert into jars (nr, label, grams) values (@Number, @Label, @Grams)", jars)|};
            }
        }
        """,
        """
        record Jar(int Number, string? Label, decimal? Grams);

        class Shelf
        {
            public static void Fill(NpgsqlConnection connection, List<Jar> jars)
            {
                connection.Open();
                using (var importer = connection.BeginBinaryImport("copy jars (nr, label, grams) from stdin (format binary)"))
                {
                    foreach (var row in jars)
                    {
                        importer.WriteRow(row.Number, row.Label, row.Grams);
                    }

                    importer.Complete();
                }
            }
        }
        """,
        "PGAP2007.Copy");

    [Theory]
    [InlineData("insert into jars (nr) values (@nr) returning id", "AddWithValue(\"nr\", jar)", "")]
    [InlineData("insert into jars (nr) values (@nr) on conflict do nothing", "AddWithValue(\"nr\", jar)", "")]
    [InlineData("insert into jars (nr, label) values (@nr, 'new')", "AddWithValue(\"nr\", jar)", "")]
    [InlineData("insert into jars (nr, filled) values (@nr, now())", "AddWithValue(\"nr\", jar)", "")]
    [InlineData("insert into jars values (@nr)", "AddWithValue(\"nr\", jar)", "")]
    [InlineData("insert into jars (nr, twice) values (@nr, @nr)", "AddWithValue(\"nr\", jar)", "")]
    [InlineData("insert into jars (nr) select @nr", "AddWithValue(\"nr\", jar)", "")]
    [InlineData("update jars set full = true where nr = @nr", "AddWithValue(\"nr\", jar)", "")]
    [InlineData("insert into jars (filled) values (@filled)", "AddWithValue(\"filled\", DateTime.UnixEpoch.AddDays(jar))", "")]
    [InlineData("insert into jars (grams) values (@grams)", "AddWithValue(\"grams\", jar / 2.0)", "")]
    [InlineData("insert into jars (day) values (@day)", "AddWithValue(\"day\", (DayOfWeek)jar)", "")]
    [InlineData("insert into jars (tags) values (@tags)", "AddWithValue(\"tags\", new[] { jar.ToString() })", "")]
    [InlineData("insert into jars (nr) values (@nr)", "AddWithValue(\"nr\", Next(jar))", "")]
    [InlineData("insert into jars (nr) values (@nr)", "AddWithValue(\"other\", jar)", "")]
    [InlineData("insert into jars (nr) values (@nr)", "AddWithValue(\"nr\", jar); command.Parameters.AddWithValue(\"label\", \"new\")", "")]
    [InlineData("insert into jars (nr) values (@nr)", "AddWithValue(\"nr\", jar)", "Console.WriteLine(jar);")]
    [InlineData("insert into jars (nr) values (@nr)", "AddWithValue(\"nr\", jar)", "/* each */")]
    public async Task Statements_and_values_that_a_copy_does_not_carry_stay(string sql, string parameter, string besides)
    {
        var specimen = Specimen.Against(References.All).With($$"""
            class Shelf(NpgsqlConnection connection)
            {
                public void Fill(List<int> jars)
                {
                    foreach (var jar in jars)
                    {
                        {{besides}}
                        using var command = new NpgsqlCommand("{{sql}}", connection);
                        command.Parameters.{{parameter}};
                        command.ExecuteNonQuery();
                    }
                }

                private int Next(int jar) => connection.State == ConnectionState.Open ? jar : 0;
            }
            """);

        Assert.DoesNotContain("Copy", await OfferedAsync(specimen));
    }

    [Theory]
    [InlineData("NpgsqlConnection")]
    [InlineData("IDbConnection")]
    public async Task Dapper_on_a_connection_that_may_be_closed_or_another_keeps_its_insert(string type)
    {
        var specimen = Specimen.Against(References.All).With($$"""
            class Shelf({{type}} connection)
            {
                public void Fill(List<int> jars)
                {
                    {{(type == "IDbConnection" ? "connection.Open();" : "")}}
                    foreach (var jar in jars)
                    {
                        connection.Execute("insert into jars (nr) values (@jar)", new { jar });
                    }
                }
            }
            """);

        Assert.DoesNotContain("Copy", await OfferedAsync(specimen));
    }

    private static async Task<IEnumerable<string>> OfferedAsync(Specimen specimen)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal([], await specimen.CompileErrorsAsync(cancellation));
        var write = (await specimen.DiagnoseAsync([new RoundTripsAnalyzer()], cancellation)).Single(diagnostic => diagnostic.Id == WritePerElement.RuleId);
        return (await specimen.PlansAsync(new WritePerElementFix(), write, cancellation)).Select(plan => plan.Strategy);
    }
}
