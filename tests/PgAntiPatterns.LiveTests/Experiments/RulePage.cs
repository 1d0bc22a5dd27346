using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>Reads a rule's page in docs/rules, so that what it shows is what an experiment runs.</summary>
internal static class RulePage
{
    /// <summary>The code that the page shows as wrong.</summary>
    public static string Before(string id) => Before(id, File.ReadAllText(FileOf(id)));

    /// <summary>The code that the page shows as right, for rules whose correction is not a fix.</summary>
    public static string After(string id) => FixedSource.IsFixed(id)
        ? throw new ArgumentException($"{id} has a code fix; what it makes of the before-block is what an experiment runs.", nameof(id))
        : Block(id, File.ReadAllText(FileOf(id)), "After");

    public static string FileOf(string id) => Path.Combine(RepositoryRoot(), "docs", "rules", id + ".md");

    internal static string Before(string id, string page) => Block(id, page, "Before");

    private static string Block(string id, string page, string heading)
    {
        var block = FirstBlock(page, "## " + heading) ?? throw new InvalidSourceException($"The page of {id} has no csharp block under '## {heading}'", [], page);
        var root = CSharpSyntaxTree.ParseText(block, CompileReferences.Parsing).GetCompilationUnitRoot();
        return root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).Any(node => node is BaseTypeDeclarationSyntax)
            ? block
            : throw new InvalidSourceException($"The {heading.ToLowerInvariant()}-block of {id} declares no type", [], block);
    }

    private static string? FirstBlock(string page, string heading)
    {
        var lines = page.ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(line => line.TrimEnd() != heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .SkipWhile(line => line.TrimEnd() != "```csharp")
            .ToArray();
        var end = Array.FindIndex(lines, line => line.TrimEnd() == "```");
        return end < 0 ? null : string.Join('\n', lines[1..end]) + "\n";
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PgAntiPatterns.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds PgAntiPatterns.sln.");
    }
}
