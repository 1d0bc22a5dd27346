using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.Corpus.Inputs;

/// <summary>A tree of sources that is not built: each project file gathers the sources below it, bound against this program's own references.</summary>
internal sealed class BareFolder
{
    private const string CommonUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    private const string WebUsings = """
        global using System.Net.Http.Json;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;

        """;

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Preview)
        .WithPreprocessorSymbols(Enumerable.Range(5, 6).Select(version => $"NET{version}_0_OR_GREATER").Concat(["NET", "NETCOREAPP", "NETCOREAPP3_1_OR_GREATER", "NETSTANDARD2_0_OR_GREATER", "DEBUG", "TRACE"]).ToArray());

    private readonly string root;
    private readonly IReadOnlyList<MetadataReference> references;
    private readonly Dictionary<string, List<string>> files;
    private readonly Dictionary<string, ProjectId> ids;

    private BareFolder(string root, IReadOnlyList<MetadataReference> references)
    {
        this.root = root;
        this.references = references;
        var projects = Find("*.csproj").ToList();
        // Sources without a project of their own make up one at the root.
        ids = (projects.Count > 0 ? projects : [Path.Combine(root, Path.GetFileName(root) + ".csproj")]).ToDictionary(project => project, _ => ProjectId.CreateNewId());
        var owners = ids.Keys.GroupBy(project => Path.GetDirectoryName(project)!).ToDictionary(folder => folder.Key, folder => folder.First());
        files = Find("*.cs").Concat(Find("appsettings*.json")).Concat(Find("PgAntiPatterns.Apis.txt"))
            .GroupBy(file => OwnerOf(file, owners) ?? "")
            .ToDictionary(owner => owner.Key, owner => owner.Order(StringComparer.Ordinal).ToList());
    }

    /// <summary>The projects of a folder, in a workspace of their own.</summary>
    public static IReadOnlyList<Project> Load(string folder, IEnumerable<string> furtherReferences)
    {
        var assemblies = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "CompileReferences.txt"))
            .Concat(furtherReferences.SelectMany(further => Directory.EnumerateFiles(further, "*.dll").Order(StringComparer.Ordinal)))
            .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToList();
        return new BareFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), assemblies).Load();
    }

    private List<Project> Load()
    {
        using var workspace = new AdhocWorkspace();
        var order = ids.Keys.Where(files.ContainsKey).ToList();
        var known = order.ToHashSet();
        var infos = order.Select(project => InfoOf(project, known)).ToList();
        var solution = workspace.CurrentSolution;
        foreach (var info in infos)
        {
            solution = solution.AddProject(info);
        }

        return [.. infos.Select(info => solution.GetProject(info.Id)!)];
    }

    private ProjectInfo InfoOf(string project, HashSet<string> known)
    {
        var id = ids[project];
        var xml = TryRead(project);
        var isWeb = xml?.Root?.Attribute("Sdk")?.Value.Contains("Web", StringComparison.Ordinal) == true;
        var isProgram = isWeb || xml?.Descendants().Any(element => element is { Name.LocalName: "OutputType", Value: "Exe" or "WinExe" }) == true;
        var usings = CommonUsings + (isWeb ? WebUsings : "") + string.Concat(SharedFiles(project).Prepend(xml).SelectMany(Usings).Distinct());
        var (sources, others) = (files[project].Where(file => file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)), files[project].Where(file => !file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)));
        return ProjectInfo.Create(
            id,
            VersionStamp.Default,
            Path.GetRelativePath(root, project),
            Path.GetFileNameWithoutExtension(project),
            LanguageNames.CSharp,
            project,
            compilationOptions: new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: Parsing,
            documents: sources.Select(file => DocumentOf(id, file)).Append(DocumentInfo.Create(
                DocumentId.CreateNewId(id), "GlobalUsings.g.cs", loader: TextLoader.From(TextAndVersion.Create(SourceText.From(usings), VersionStamp.Default)), filePath: Path.Combine(root, "obj", "GlobalUsings.g.cs"))),
            projectReferences: References(xml, project).Where(known.Contains).Where(other => other != project).Distinct().Where(other => !Reaches(other, project, known, [])).Select(other => new ProjectReference(ids[other])),
            metadataReferences: references,
            additionalDocuments: others.Select(file => DocumentOf(id, file)));
    }

    private static DocumentInfo DocumentOf(ProjectId project, string file) =>
        DocumentInfo.Create(DocumentId.CreateNewId(project), Path.GetFileName(file), loader: new FileTextLoader(file, defaultEncoding: null), filePath: file);

    /// <summary>Projects that refer to each other in a circle are not taken from a workspace.</summary>
    private static bool Reaches(string from, string to, HashSet<string> known, HashSet<string> seen) =>
        seen.Add(from) && References(TryRead(from), from).Where(known.Contains).Any(next => next == to || Reaches(next, to, known, seen));

    private static IEnumerable<string> References(XDocument? xml, string project) =>
        from element in xml?.Descendants() ?? []
        where element.Name.LocalName == "ProjectReference"
        let path = element.Attribute("Include")?.Value
        where path is not null && !path.Contains('$', StringComparison.Ordinal)
        select Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, path.Replace('\\', '/')));

    private static IEnumerable<string> Usings(XDocument? xml) =>
        from element in xml?.Descendants() ?? []
        where element.Name.LocalName == "Using" && element.Attribute("Include") is not null && element.Attribute("Alias") is null
        select $"global using {(element.Attribute("Static")?.Value == "true" ? "static " : "")}{element.Attribute("Include")!.Value};\n";

    private IEnumerable<XDocument?> SharedFiles(string project)
    {
        for (var folder = Path.GetDirectoryName(project); folder is not null && folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            yield return TryRead(Path.Combine(folder, "Directory.Build.props"));
            yield return TryRead(Path.Combine(folder, "Directory.Build.targets"));
        }
    }

    private static XDocument? TryRead(string file)
    {
        try
        {
            return File.Exists(file) ? XDocument.Load(file) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string? OwnerOf(string file, Dictionary<string, string> owners)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (owners.TryGetValue(folder, out var owner))
            {
                return owner;
            }
        }

        return null;
    }

    private IEnumerable<string> Find(string pattern) => Directory
        .EnumerateFiles(root, pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(root, file).Split('/', '\\').Any(part => part is "bin" or "obj" or ".git" or "node_modules"))
        .Order(StringComparer.Ordinal);
}
