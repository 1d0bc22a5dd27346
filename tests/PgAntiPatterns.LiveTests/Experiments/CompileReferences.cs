using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>What experiments are compiled with: .NET, ASP.NET Core and the real packages, as this project itself was.</summary>
internal static class CompileReferences
{
    /// <summary>The usings that a project with implicit usings has.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static IReadOnlyList<MetadataReference> All { get; } =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "CompileReferences.txt")).Select(path => MetadataReference.CreateFromFile(path))];

    public static CSharpParseOptions Parsing { get; } = new(LanguageVersion.CSharp14);

    public static CSharpCompilationOptions Compiling { get; } = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
}
