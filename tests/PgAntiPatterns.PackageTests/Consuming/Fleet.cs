using Xunit;

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>A solution of three projects with findings in each: the loop in the third repeats a query of the first.</summary>
public sealed class Fleet(Delivery delivery) : IAsyncLifetime
{
    internal const string Solution = "Fleet.slnx";

    /// <summary>Where the service is said to show the sources, whichever service runs these tests.</summary>
    internal const string Address = "https://forge.example/fleet/fleet/blob/0123abc/";

    private static readonly (string Name, string Value)[] Service = [("GITHUB_SERVER_URL", "https://forge.example"), ("GITHUB_REPOSITORY", "fleet/fleet"), ("GITHUB_SHA", "0123abc")];

    internal const string VehiclesText = """
        using Npgsql;

        namespace Fleet.Data;

        public sealed class Vehicles(NpgsqlDataSource database)
        {
            public static NpgsqlDataSource Slow { get; } = NpgsqlDataSource.Create("Host=db;Database=fleet;Pooling=false");

            public async Task<string?> PlateOfAsync(int id)
            {
                await using var command = database.CreateCommand("select plate from vehicles where id = $1");
                command.Parameters.AddWithValue(id);
                return (string?)await command.ExecuteScalarAsync();
            }
        }

        """;

    internal const string GarageText = """
        using Fleet.Data;
        using Npgsql;

        namespace Fleet.Services;

        public sealed class Garage(Vehicles vehicles)
        {
            public async Task<string> LabelAsync(int id) => "[" + await vehicles.PlateOfAsync(id) + "]";

            public static async Task DropAsync(NpgsqlDataSource database, string name)
            {
                await using var command = database.CreateCommand($"delete from garages where name = '{name}'");
                await command.ExecuteNonQueryAsync();
            }
        }

        """;

    internal const string LabelsText = """
        using Fleet.Services;
        using Npgsql;

        namespace Fleet.Web;

        public sealed class Labels(Garage garage)
        {
        #pragma warning disable PGAP3003 // once a night
            public static NpgsqlDataSource Nightly { get; } = NpgsqlDataSource.Create("Host=db;Database=night;Pooling=false");
        #pragma warning restore PGAP3003

            public async Task<List<string>> PrintAsync(IReadOnlyList<int> ids)
            {
                var labels = new List<string>();
                foreach (var id in ids)
                {
                    labels.Add(await garage.LabelAsync(id));
                }

                return labels;
            }
        }

        """;

    private readonly Consumer _solution = delivery.Add("fleet", "");
    private readonly string?[] _before = [.. Service.Select(variable => Environment.GetEnvironmentVariable(variable.Name))];

    public async ValueTask InitializeAsync()
    {
        foreach (var (name, value) in Service)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        File.Delete(PathOf("Consumer.csproj"));
        File.Delete(PathOf(Consumer.Source));
        AddProject("Data", null);
        AddProject("Services", "Data");
        AddProject("Web", "Services");
        Write(Solution, "<Solution>\n<Project Path=\"Data/Data.csproj\" />\n<Project Path=\"Services/Services.csproj\" />\n<Project Path=\"Web/Web.csproj\" />\n</Solution>\n");
        await DotNet.SucceedAsync(_solution.Folder, "restore", "-v:q");
    }

    public ValueTask DisposeAsync()
    {
        for (var i = 0; i < Service.Length; i++)
        {
            Environment.SetEnvironmentVariable(Service[i].Name, _before[i]);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Puts back the sources, and takes away what was written beside them.</summary>
    internal void Restock()
    {
        Write("Data/Vehicles.cs", VehiclesText);
        Write("Services/Garage.cs", GarageText);
        Write("Web/Labels.cs", LabelsText);
        File.Delete(PathOf("PgAntiPatterns.Baseline.json"));
        if (Directory.Exists(PathOf("report")))
        {
            Directory.Delete(PathOf("report"), recursive: true);
        }
    }

    internal string PathOf(string file) => _solution.PathOf(file);

    internal void Write(string file, string text) => _solution.Write(file, text);

    internal string Read(string file) => _solution.Read(file);

    /// <summary>Builds what has changed; in one process where a test does not ask for more, because these projects wait for each other.</summary>
    internal Task<Outcome> BuildAsync(params string[] arguments) => _solution.BuildWhatChangedAsync([Solution, "-m:1", .. arguments]);

    private void AddProject(string name, string? reference)
    {
        Directory.CreateDirectory(PathOf(name));
        var item = reference is null ? "" : $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />";
        Write($"{name}/{name}.csproj", delivery.ProjectText().Replace("</Project>", $"<ItemGroup>{item}</ItemGroup></Project>", StringComparison.Ordinal));
    }
}
