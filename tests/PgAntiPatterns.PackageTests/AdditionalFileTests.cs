using System.Text.Json;
using PgAntiPatterns.PackageTests.Consuming;
using Xunit;

namespace PgAntiPatterns.PackageTests;

/// <summary>What the compiler is given: the assemblies, and as additional files configuration, rows about members, and the baseline.</summary>
public sealed class AdditionalFileTests
{
    private readonly Consumer _consumer;

    public AdditionalFileTests(Delivery delivery)
    {
        _consumer = delivery.Consumer;
        _consumer.Reset();
        _consumer.Write("appsettings.json", "{}");
        _consumer.Write("appsettings.Development.json", "{}");
        _consumer.Write("other.json", "{}");
    }

    [Fact]
    public async Task Appsettings_are_handed_to_the_compiler() =>
        Assert.Equal(["appsettings.Development.json", "appsettings.json"], await AdditionalFilesAsync());

    [Fact]
    public async Task Rows_and_baseline_in_the_projects_folder_are_handed_over_by_themselves()
    {
        _consumer.Write("PgAntiPatterns.Apis.txt", "");
        _consumer.Write("PgAntiPatterns.Baseline.json", "{}");

        Assert.Equal(["PgAntiPatterns.Apis.txt", "PgAntiPatterns.Baseline.json"], await AdditionalFilesAsync("-p:PgAntiPatternsAppSettings=false"));
        Assert.Equal(["PgAntiPatterns.Apis.txt"], await AdditionalFilesAsync("-p:PgAntiPatternsAppSettings=false", "-p:PgAntiPatternsBaseline=off"));
    }

    [Fact]
    public async Task Appsettings_are_kept_from_it_on_request() =>
        Assert.Empty(await AdditionalFilesAsync("-p:PgAntiPatternsAppSettings=false"));

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("./appsettings.json")]
    [InlineData("$(MSBuildThisFileDirectory)appsettings*.json")]
    public async Task A_file_that_the_project_hands_over_itself_is_handed_over_once(string include)
    {
        _consumer.Write("Consumer.csproj", _consumer.Read("Consumer.csproj").Replace("<ItemGroup>", $"<ItemGroup><AdditionalFiles Include=\"{include}\" />", StringComparison.Ordinal));

        Assert.Equal(["appsettings.Development.json", "appsettings.json"], await AdditionalFilesAsync());
    }

    [Fact]
    public async Task The_compiler_finds_all_assemblies_of_the_package_in_one_folder()
    {
        var analyzers = (await CommandLineAsync("/analyzer:")).Where(path => Path.GetFileName(path).StartsWith("PgAntiPatterns.", StringComparison.Ordinal)).ToList();

        Assert.Equal(["PgAntiPatterns.Analyzers.dll", "PgAntiPatterns.CodeFixes.dll", "PgAntiPatterns.Sql.dll"], analyzers.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Single(analyzers.Select(Path.GetDirectoryName).Distinct());
    }

    private async Task<IEnumerable<string?>> AdditionalFilesAsync(params string[] arguments) =>
        (await CommandLineAsync("/additionalfile:", arguments)).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    /// <summary>The values of an option that the compiler gets.</summary>
    private async Task<IEnumerable<string>> CommandLineAsync(string option, params string[] arguments)
    {
        var output = await DotNet.SucceedAsync(
            _consumer.Folder,
            ["msbuild", "Consumer.csproj", "-t:Compile", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true", "-getItem:CscCommandLineArgs", .. arguments]);
        return JsonDocument.Parse(output).RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Where(argument => argument.StartsWith(option, StringComparison.Ordinal))
            .Select(argument => argument[option.Length..].Trim('"'));
    }
}
