using PgAntiPatterns.Corpus.Inputs;
using Xunit;

namespace PgAntiPatterns.Corpus.Tests;

/// <summary>How a tree of sources becomes projects without a build.</summary>
public sealed class BareFolderTests
{
    [Fact]
    public void Sources_without_a_project_make_one()
    {
        using var sources = new Sources();
        sources.Add("a/A.cs", "class A;");
        sources.Add("b/B.cs", "class B;");
        sources.Add("b/obj/C.cs", "class C;");

        var project = Assert.Single(BareFolder.Load(sources.Root, []));

        Assert.Equal(["A.cs", "B.cs", "GlobalUsings.g.cs"], project.Documents.Select(document => document.Name));
    }

    [Fact]
    public void A_source_belongs_to_the_nearest_project_above_it()
    {
        using var sources = new Sources();
        sources.Add("Outer.csproj", Sources.Project);
        sources.Add("Outer.cs", "class Outer;");
        sources.Add("inner/Inner.csproj", Sources.Project);
        sources.Add("inner/deep/Inner.cs", "class Inner;");

        var projects = BareFolder.Load(sources.Root, []).ToDictionary(project => project.AssemblyName, project => project.Documents.Select(document => document.Name).First());

        Assert.Equal(("Outer.cs", "Inner.cs"), (projects["Outer"], projects["Inner"]));
    }

    [Fact]
    public async Task A_project_sees_the_one_that_it_refers_to_even_in_a_circle()
    {
        using var sources = new Sources();
        sources.Add("a/A.csproj", Sources.Project.Replace("</Project>", """<ItemGroup><ProjectReference Include="..\b\B.csproj" /></ItemGroup></Project>""", StringComparison.Ordinal));
        sources.Add("a/A.cs", "public class A;");
        sources.Add("b/B.csproj", Sources.Project.Replace("</Project>", """<ItemGroup><ProjectReference Include="..\c\C.csproj" /><ProjectReference Include="..\b\B.csproj" /></ItemGroup></Project>""", StringComparison.Ordinal));
        sources.Add("b/B.cs", "public class B : C;");
        sources.Add("c/C.csproj", Sources.Project.Replace("</Project>", """<ItemGroup><ProjectReference Include="..\d\D.csproj" /></ItemGroup></Project>""", StringComparison.Ordinal));
        sources.Add("c/C.cs", "public class C;");
        sources.Add("d/D.csproj", Sources.Project.Replace("</Project>", """<ItemGroup><ProjectReference Include="..\c\C.csproj" /></ItemGroup></Project>""", StringComparison.Ordinal));
        sources.Add("d/D.cs", "public class D;");

        var projects = BareFolder.Load(sources.Root, []);

        Assert.Equal(4, projects.Count);
        var compilation = await projects.Single(project => project.AssemblyName == "B").GetCompilationAsync(TestContext.Current.CancellationToken);
        Assert.Empty(compilation!.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity is Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
    }

    [Fact]
    public void A_project_file_that_is_no_xml_is_a_project_all_the_same()
    {
        using var sources = new Sources();
        sources.Add("Broken.csproj", "<Project");
        sources.Add("A.cs", "class A;");

        Assert.Equal("Broken", Assert.Single(BareFolder.Load(sources.Root, [])).AssemblyName);
    }
}
