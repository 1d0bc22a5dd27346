using System.Text.RegularExpressions;
using PgAntiPatterns.Tests.Contracts;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace PgAntiPatterns.PackageTests;

/// <summary>The workflows of the documentation can be copied: they are YAML, and what they name exists.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string[] Pages = ["README.md", .. Repository.Files("docs", "*.md")];

    public static TheoryData<string> Workflows =>
        [.. Pages.SelectMany(page => Yaml().Matches(Repository.Read(page)).Select(block => block.Groups[1].Value))];

    [Fact]
    public void There_is_a_workflow_for_each_service() => Assert.Equal(
        [true, true, true],
        new[] { "runs-on: ", "codequality: ", "vmImage: " }.Select(mark => Repository.Read("docs/pull-requests.md").Contains(mark, StringComparison.Ordinal)));

    [Theory, MemberData(nameof(Workflows))]
    public void A_workflow_is_one_document_with_jobs_or_steps(string workflow)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(workflow));

        var root = Assert.IsType<YamlMappingNode>(Assert.Single(yaml.Documents).RootNode);
        Assert.True(root.Children.ContainsKey("jobs") || root.Children.ContainsKey("steps") || root.Children.ContainsKey("pgantipatterns"), workflow);
    }

    [Fact]
    public void A_property_on_a_command_line_is_one_that_the_package_reads()
    {
        var read = new[] { "props", "targets" }.Select(kind => Repository.Read($"src/PgAntiPatterns/buildTransitive/PgAntiPatterns.{kind}")).SelectMany(file => Read().Matches(file)).Select(name => name.Groups[1].Value).ToHashSet();
        var named = Pages.SelectMany(page => Given().Matches(Repository.Read(page)).Select(name => name.Groups[1].Value)).ToHashSet();

        Assert.Contains("PgAntiPatternsReport", named);
        Assert.Subset(read, named);
    }

    [Fact]
    public void A_file_of_the_report_has_the_name_that_the_task_gives_it()
    {
        var written = Name().Matches(Repository.Read("src/PgAntiPatterns.Build/Reports/ReportFolder.cs")).Select(name => name.Groups[1].Value).ToHashSet();
        var named = Pages.SelectMany(page => Reported().Matches(Repository.Read(page)).Select(name => name.Groups[1].Value)).ToHashSet();

        Assert.Equal(written, named);
    }

    [Fact]
    public void A_code_of_the_task_is_explained()
    {
        var codes = Codes().Matches(Repository.Read("src/PgAntiPatterns.Build/JudgeFindings.cs")).Select(code => code.Groups[1].Value).ToList();
        var docs = string.Concat(Pages.Select(Repository.Read));

        Assert.Equal(5, codes.Count);
        Assert.All(codes, code => Assert.Contains($"`{code}`", docs, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^```ya?ml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"-p:(PgAntiPatterns\w+)=")]
    private static partial Regex Given();

    [GeneratedRegex(@"\$\((PgAntiPatterns\w+)[.)]")]
    private static partial Regex Read();

    [GeneratedRegex(@"report/(PgAntiPatterns\.[\w.]*\w)")]
    private static partial Regex Reported();

    [GeneratedRegex(@"Name = ""(PgAntiPatterns\.[\w.]+)""")]
    private static partial Regex Name();

    [GeneratedRegex(@"Code = ""(PGAP\w+)""")]
    private static partial Regex Codes();
}
