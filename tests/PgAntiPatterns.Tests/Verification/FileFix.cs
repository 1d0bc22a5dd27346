using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace PgAntiPatterns.Tests.Verification;

/// <summary>Applies a fix to every place that a rule reports in a configuration file, one after the other, as an editor would.</summary>
internal static class FileFix
{
    private const int MostPlaces = 20;

    /// <summary>The file after the fix; it reports the rule no more.</summary>
    public static async Task<string> ApplyAsync<TAnalyzer, TFix>(string file, string id)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var project = ProjectId.CreateNewId();
        var name = DocumentId.CreateNewId(project);
        var solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(project, VersionStamp.Default, "Shop", "Shop", LanguageNames.CSharp)
                .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
                .WithMetadataReferences(References.All))
            .AddDocument(DocumentId.CreateNewId(project), "Store.cs", SourceText.From("class Store { }"))
            .AddAdditionalDocument(name, "appsettings.json", SourceText.From(file), filePath: "/shop/appsettings.json");

        for (var places = 0; places < MostPlaces; places++)
        {
            var reported = await ReportedAsync(solution.GetProject(project)!, new TAnalyzer(), id);
            if (reported is null)
            {
                Assert.True(places > 0, $"{id} reports nothing.");
                return (await solution.GetAdditionalDocument(name)!.GetTextAsync(cancellation)).ToString();
            }

            CodeAction? first = null;
            await new TFix().RegisterCodeFixesAsync(new CodeFixContext(solution.GetAdditionalDocument(name)!, reported, (action, _) => first ??= action, cancellation));
            Assert.NotNull(first);
            solution = (await first.GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        }

        throw new InvalidOperationException($"{id} is still reported after {MostPlaces} fixes.");
    }

    private static async Task<Diagnostic?> ReportedAsync(Project project, DiagnosticAnalyzer analyzer, string id)
    {
        var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var found = await compilation.WithAnalyzers(ImmutableArray.Create(analyzer), project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return found.FirstOrDefault(diagnostic => diagnostic.Id == id && !diagnostic.Location.IsInSource);
    }
}
