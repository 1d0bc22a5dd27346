using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Configuration;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>The examples of docs/configuration.md are run.</summary>
public sealed class ConfigurationContract
{
    private const string Members = """
        namespace Shop
        {
            public abstract class Database { public abstract int Run(string statement); }

            public abstract class Report { public abstract string Query { set; } public abstract string Target { set; } }

            public abstract class Queries { public abstract List<int> Rows(string sql, object? parameters); }

            public abstract class Connections { public abstract NpgsqlConnection Open(string settings); }

            public class Names { public string Quote(string name) => name.Trim(); }

            public class Requests { private readonly Dictionary<string, string> fields = []; public string Field(string key) => fields[key]; }

            public class Settings { public string Schema(string tenant) => tenant.Trim(); }
        }

        """;

    private static readonly string[] Severities = ["error", "warning", "suggestion", "silent", "none", "default"];

    private static readonly string[] Modes = ["None", "Default", "Strict", "All"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_settings_on_the_page_are_understood()
    {
        foreach (var block in ConfigurationPage.Blocks("ini"))
        {
            var settings = block.Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
            Assert.NotEmpty(settings);
            Assert.All(settings, setting => Assert.True(
                setting[0].StartsWith(KnownOptions.Prefix, StringComparison.Ordinal)
                    ? KnownOptions.All.Single(option => option.Key == setting[0]).Understands(setting[1])
                    : AllRules.ById(setting[0].Split('.')[1]) is not null && Severities.Contains(setting[1]),
                string.Join(" = ", setting)));

            // The compiler reads them as the page means them, and the rule about options has nothing to say.
            Assert.Empty(await Specimen.Against(References.All).With("class Program;").Configured("root = true\n\n" + block).DiagnoseAsync([new ConfigurationAnalyzer()], Cancellation));
        }
    }

    [Fact]
    public async Task Options_differ_from_folder_to_folder()
    {
        const string source = """class Part$ { public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create("Host=$H;Database=shop;Pooling=false"); }""";
        static string At(string part, string host) => source.Replace("$H", host, StringComparison.Ordinal).Replace("$", part, StringComparison.Ordinal);
        var project = Specimen.Against(References.All).With("class Program;")
            .Beside("src/Orders/Near.cs", At("Near", "db-proxy.internal"))
            .Beside("src/Far.cs", At("Far", "db.internal"))
            .Beside("tools/Other.cs", At("Other", "db-proxy.internal"))
            .Beside("src/Bouncer.cs", At("Bouncer", "pgbouncer.internal"))
            .Beside("src/Rds.cs", At("Rds", "shop.proxy-abc.eu.rds.amazonaws.com"));

        // The list of the page stands instead of the default list, which knows the proxy of RDS and not the one of the page.
        Assert.Equal(["Far", "Near", "Other"], await PlacesAsync(project));
        Assert.Equal(["Far", "Other", "Rds"], await PlacesAsync(project.Configured("root = true\n\n" + ConfigurationPage.Blocks("ini")[0], "/0/.editorconfig")));

        static async Task<IEnumerable<string>> PlacesAsync(Specimen project) => (await project.DiagnoseAsync(AllRules.Analyzers, Cancellation))
            .Where(diagnostic => diagnostic.Id == "PGAP3003").Select(diagnostic => Path.GetFileNameWithoutExtension(diagnostic.Location.SourceTree!.FilePath)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_severity_counts_in_its_folder()
    {
        const string source = """class $ { public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create("Host=db;Database=shop;Pooling=false"); }""";
        var project = Specimen.Against(References.All).With("class Program;")
            .Beside("src/Orders.cs", source.Replace("$", "Orders", StringComparison.Ordinal))
            .Beside("tools/Import.cs", source.Replace("$", "Import", StringComparison.Ordinal));

        Assert.Equal(["Warning Import", "Warning Orders"], await SeveritiesAsync(project));
        Assert.Equal(["Error Orders"], await SeveritiesAsync(project.Configured("root = true\n\n" + ConfigurationPage.Blocks("ini")[1], "/0/.editorconfig")));

        static async Task<IEnumerable<string>> SeveritiesAsync(Specimen project) => (await project.DiagnoseAsync(AllRules.Analyzers, Cancellation))
            .Select(diagnostic => $"{diagnostic.Severity} {Path.GetFileNameWithoutExtension(diagnostic.Location.SourceTree!.FilePath)}").Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("int Run(string text) { using var command = new NpgsqlCommand(text, connection); return command.ExecuteNonQuery(); }", "Run($\"delete from parcels where town = '{name}'\")", "PGAP4001")]
    [InlineData("static string Name(string name) => name.Trim();", "new NpgsqlCommand(\"select count(*) from \" + Name(name), connection).Dispose()", "PGAP4005")]
    [InlineData("static string Name(string name) => \"\\\"\" + name.Replace(\"\\\"\", \"\\\"\\\"\") + \"\\\"\";", "new NpgsqlCommand(\"select count(*) from \" + Name(name), connection).Dispose()", null)]
    [InlineData("static string Name(string name) => name is \"parcels\" or \"towns\" ? name : throw new ArgumentException(name);", "new NpgsqlCommand(\"select count(*) from \" + Name(name), connection).Dispose()", null)]
    public async Task A_method_whose_source_is_there_needs_no_row(string method, string use, string? id)
    {
        var project = Specimen.Against(References.All).With($"class Uses(NpgsqlConnection connection) {{ {method} void Use(string name) => {use}; }}");

        Assert.Empty(await project.CompileErrorsAsync(Cancellation));
        Assert.Equal(id, (await project.DiagnoseAsync(AllRules.Analyzers, Cancellation)).SingleOrDefault()?.Id);
    }

    [Theory]
    [InlineData("TakesSql Shop.Database.Run", """void Use(Shop.Database database, string town) => database.Run($"delete from parcels where town = '{town}'");""", null, "PGAP4001")]
    [InlineData("TakesSql Shop.Report.Query", """void Use(Shop.Report report, string town) => report.Query = $"select id from parcels where town = '{town}'";""", null, "PGAP4001")]
    [InlineData("TakesDapperSql Shop.Queries.Rows", """void Use(Shop.Queries queries, string town) => queries.Rows($"select id from parcels where town = '{town}'", null);""", null, "PGAP4002")]
    [InlineData("TakesConnectionString Shop.Connections.Open", """void Use(Shop.Connections connections) => connections.Open("Host=db;Database=shop;Pooling=false");""", null, "PGAP3003")]
    [InlineData("TakesConnectionString Shop.Report.Target", """void Use(Shop.Report report) => report.Target = "Host=db;Database=shop;Pooling=false";""", null, "PGAP3003")]
    [InlineData("QuotesIdentifier Shop.Names.Quote", """void Use(NpgsqlDataSource source, Shop.Names names, string table) => source.CreateCommand("select count(*) from " + names.Quote(table));""", "PGAP4005", null)]
    [InlineData("ReadsUserInput Shop.Requests.Field", """void Use(NpgsqlDataSource source, Shop.Requests requests) => source.CreateCommand("select count(*) from " + requests.Field("table"));""", null, "PGAP4005")]
    [InlineData("ReadsConfiguration Shop.Settings.Schema", """void Use(NpgsqlDataSource source, Shop.Settings settings, string tenant) => source.CreateCommand("select count(*) from " + settings.Schema(tenant) + ".parcels");""", "PGAP4005", null)]
    public async Task A_row_of_every_role_says_what_the_page_says(string row, string use, string? without, string? with)
    {
        var rows = Assert.Single(ConfigurationPage.Blocks("text")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var mine = Assert.Single(rows, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var role, var member, ..] && $"{role} {member}" == row);
        var project = Specimen.Against(References.All).With(Members + $"public class Uses {{ public {use} }}");
        Assert.Empty(await project.CompileErrorsAsync(Cancellation));

        Assert.Equal((without, with), (await IdAsync(rows.Where(line => line != mine)), await IdAsync(rows)));

        async Task<string?> IdAsync(IEnumerable<string> lines) =>
            (await project.Additional("PgAntiPatterns.Apis.txt", string.Join('\n', lines)).DiagnoseAsync(AllRules.Analyzers, Cancellation)).SingleOrDefault()?.Id;
    }

    [Fact]
    public void The_rows_on_the_page_are_of_all_roles() => Assert.Equal(
        ApisFile.Roles.Select(role => role.Role.ToString()).Order(StringComparer.Ordinal),
        ConfigurationPage.Blocks("text").Single().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_excuses_on_the_page_silence_the_rule_and_without_them_it_speaks()
    {
        var blocks = ConfigurationPage.Blocks("csharp");
        Assert.Equal([true, false], blocks.Select(block => block.Contains("#pragma", StringComparison.Ordinal)));
        foreach (var block in blocks)
        {
            var isLeft = (string line) => !line.StartsWith("#pragma", StringComparison.Ordinal) && !line.TrimStart().StartsWith("[SuppressMessage", StringComparison.Ordinal);
            Assert.Empty(await NotSuppressedAsync(block));
            Assert.Equal(["PGAP3003"], await NotSuppressedAsync(string.Join('\n', block.Split('\n').Where(isLeft))));
        }

        static async Task<IEnumerable<string>> NotSuppressedAsync(string source)
        {
            var project = Specimen.Against(References.All).With(source);
            Assert.Empty(await project.CompileErrorsAsync(Cancellation));
            return (await project.DiagnoseAsync(AllRules.Analyzers, Cancellation)).Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => diagnostic.Id);
        }
    }

    [Theory]
    [InlineData("is_global = true\ndotnet_diagnostic.PGAP3003.severity = none\n", "/.globalconfig", false)]
    [InlineData("root = true\n[*.json]\ndotnet_diagnostic.PGAP3003.severity = none\n", "/.editorconfig", true)]
    public async Task A_finding_in_a_configuration_file_has_the_severity_of_a_global_config(string settings, string path, bool isReported)
    {
        var project = Specimen.Against(References.All).With("class Empty { }").Configured(settings, path)
            .Additional("appsettings.json", """{ "ConnectionStrings": { "Shop": "Host=db;Database=shop;Username=shop;Pooling=false" } }""");

        Assert.Equal(isReported, (await project.DiagnoseAsync(AllRules.Analyzers, Cancellation)).Any(diagnostic => diagnostic.Id == "PGAP3003"));
    }

    [Fact]
    public void The_presets_are_those_of_the_package()
    {
        var rows = ConfigurationPage.Table("Mode");
        Assert.Equal(Modes, rows.Select(row => row[0]));
        foreach (var row in rows)
        {
            var preset = Repository.Read($"src/PgAntiPatterns/config/{row[0]}.globalconfig");
            Assert.All(AllRules.Rules.Where(rule => rule.Descriptor.Category is not PresetContract.ConfigurationCategory), rule => Assert.Equal(row[1 + (int)rule.Confidence], SeverityIn(preset, rule.Descriptor)));
        }

        static string SeverityIn(string preset, DiagnosticDescriptor rule)
        {
            var setting = $"dotnet_diagnostic.{rule.Id}.severity = ";
            return preset.Split('\n').FirstOrDefault(line => line.StartsWith(setting, StringComparison.Ordinal)) is { } line ? line[setting.Length..].Replace("none", "off", StringComparison.Ordinal)
                : !rule.IsEnabledByDefault ? "off"
                : rule.DefaultSeverity is DiagnosticSeverity.Info ? "suggestion" : "warning";
        }
    }

    [Fact]
    public void The_properties_on_the_page_are_those_that_the_package_reads()
    {
        var build = Repository.Files("src/PgAntiPatterns/buildTransitive", "*").Select(Repository.Read).ToList();
        var property = Assert.Single(ConfigurationPage.Blocks("xml").Select(block => XElement.Parse(block).Elements().Single()));
        Assert.Equal(("PgAntiPatternsMode", "Strict"), (property.Name.LocalName, property.Value));
        Assert.All(
            System.Text.RegularExpressions.Regex.Matches(Repository.Read(ConfigurationPage.File), @"PgAntiPatterns(Mode|AppSettings|Summaries|Baseline\w*)\b").Select(match => match.Value).Distinct(),
            name => Assert.Contains(build, text => text.Contains(name, StringComparison.Ordinal)));
    }
}
