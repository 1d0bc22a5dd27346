using System.Text.Json;
using PgAntiPatterns.PackageTests.Consuming;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>A query two projects away from the loop that repeats it.</summary>
public sealed class SummaryTests(Delivery delivery)
{
    private const string Repositories = """
        using Npgsql;

        namespace Fleet.Data;

        public interface IVehicles
        {
            Task<string?> PlateOfAsync(int id);
            Task<int> CountAsync();
        }

        public sealed class Vehicles(NpgsqlDataSource database) : IVehicles
        {
            public async Task<string?> PlateOfAsync(int id)
            {
                await using var command = database.CreateCommand("select plate from vehicles where id = $1");
                command.Parameters.AddWithValue(id);
                return (string?)await command.ExecuteScalarAsync();
            }

            public Task<int> CountAsync() => Task.FromResult(0);
        }

        """;

    private const string Services = """
        using Fleet.Data;

        namespace Fleet.Services;

        public sealed class Garage(IVehicles vehicles)
        {
            public async Task<string> LabelAsync(int id) => "[" + await vehicles.PlateOfAsync(id) + "]";

            public Task<int> SizeAsync(int least) => vehicles.CountAsync();
        }

        """;

    private const string Web = """
        using Fleet.Services;

        namespace Fleet.Web;

        public sealed class Labels(Garage garage)
        {
            public async Task<List<string>> PrintAsync(IReadOnlyList<int> ids)
            {
                var labels = new List<string>();
                foreach (var id in ids)
                {
                    labels.Add(await garage.LabelAsync(id));
                    await garage.SizeAsync(id);
                }

                return labels;
            }
        }

        """;

    [Fact]
    public async Task A_loop_is_reported_with_the_chain_down_to_the_query_in_the_third_project_unless_a_property_switches_it_off()
    {
        var web = await FleetAsync("told");

        var outcome = await web.BuildAsync("-m:1");

        Assert.True(outcome.Succeeded, outcome.Output);
        var result = Assert.Single(outcome.SarifResults("PGAP2001"));
        Assert.Equal((Consumer.Source, Consumer.Line(Web, "LabelAsync(id)")), PlaceOf(result.GetProperty("locations")[0]));
        Assert.Equal(
            [("Garage.cs", Consumer.Line(Services, "PlateOfAsync(id)")), ("Vehicles.cs", Consumer.Line(Repositories, "ExecuteScalarAsync()"))],
            result.GetProperty("relatedLocations").EnumerateArray().Select(PlaceOf).Where(place => place.File != Consumer.Source));

        var silent = await web.BuildAsync("-m:1", "-p:PgAntiPatternsSummaries=false");
        Assert.True(silent.Succeeded, silent.Output);
        Assert.Empty(silent.SarifResults("PGAP2001"));
    }

    private async Task<Consumer> FleetAsync(string name)
    {
        Add("data", Repositories, "Vehicles.cs", null);
        Add("services", Services, "Garage.cs", "data");
        var web = Add("web", Web, Consumer.Source, "services");
        var (exitCode, output) = await web.RestoreAsync();
        Assert.True(exitCode == 0, output);
        return web;

        Consumer Add(string project, string source, string file, string? reference)
        {
            var text = delivery.ProjectText($"""
                <TargetFramework>net10.0</TargetFramework>
                <AssemblyName>Fleet.{project}</AssemblyName>
                </PropertyGroup>
                <ItemGroup>
                  {(reference is null ? "" : $"<ProjectReference Include=\"../{name}-{reference}/Consumer.csproj\" />")}
                </ItemGroup>
                <PropertyGroup>
                """);
            var consumer = delivery.Add($"{name}-{project}", text);
            File.Delete(consumer.PathOf(Consumer.Source));
            consumer.Write(file, source);
            return consumer;
        }
    }

    private static (string File, int Line) PlaceOf(JsonElement location)
    {
        var place = location.GetProperty("physicalLocation");
        return (Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!), place.GetProperty("region").GetProperty("startLine").GetInt32());
    }
}
