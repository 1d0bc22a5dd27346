using System.Globalization;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Robustness;

/// <summary>Methods that all call each other: the ways through them are more than anybody could walk.</summary>
public sealed class CallWebTests
{
    private const int Methods = 30;

    [Fact(Timeout = 60_000)]
    public async Task A_web_of_calls_is_walked_once_and_what_hangs_on_it_is_found()
    {
        var calls = string.Concat(Enumerable.Range(0, Methods).Select(number => string.Create(CultureInfo.InvariantCulture, $"M{number}(id); ")));
        var web = string.Concat(Enumerable.Range(0, Methods).Select(number => string.Create(CultureInfo.InvariantCulture, $"    void M{number}(int id) {{ {calls}}}\n")));
        var specimen = Specimen.Against(References.All).With($$"""
            class C(NpgsqlConnection connection)
            {
                void All(int[] ids)
                {
                    foreach (var id in ids)
                    {
                        M0(id);
                        Delete(id);
                    }
                }

                void Delete(int id)
                {
                    using var command = new NpgsqlCommand("delete from parcels where id = @id", connection);
                    command.Parameters.AddWithValue("id", id);
                    command.ExecuteNonQuery();
                }

            {{web}}
            }
            """);

        var reported = await specimen.DiagnoseAsync([new RoundTripsAnalyzer()], TestContext.Current.CancellationToken);

        Assert.Equal(["PGAP2002"], reported.Select(diagnostic => diagnostic.Id));
    }
}
