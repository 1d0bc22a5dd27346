using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>Which room knows which: read from the namespaces that the product's files name.</summary>
public sealed partial class RoomContract
{
    /// <summary>A room and what of ours it may use besides itself; the first that a namespace begins with is its room.</summary>
    private static readonly (string Room, string[] MayUse, bool KnowsRoslyn)[] Rooms =
    [
        ("PgAntiPatterns.Sql", [], false),
        ("PgAntiPatterns.Baselines", [], false),
        ("PgAntiPatterns.Roslyn", [], true),
        ("PgAntiPatterns.Options", [], true),
        ("PgAntiPatterns.Platform", ["PgAntiPatterns.Roslyn"], true),
        ("PgAntiPatterns.Analysis", ["PgAntiPatterns.Platform", "PgAntiPatterns.Roslyn", "PgAntiPatterns.Sql", "PgAntiPatterns.Options"], true),
        ("PgAntiPatterns.Rules", ["PgAntiPatterns.Analysis", "PgAntiPatterns.Platform", "PgAntiPatterns.Roslyn", "PgAntiPatterns.Sql", "PgAntiPatterns.Options", "PgAntiPatterns.Baselines"], true),
        ("PgAntiPatterns.Build", ["PgAntiPatterns.Baselines"], true),
        ("PgAntiPatterns.CodeFixes", ["PgAntiPatterns.Rules", "PgAntiPatterns.Roslyn", "PgAntiPatterns.Sql"], true),
    ];

    private static readonly Lazy<IReadOnlyList<SourceFile>> Product = new(() => [.. Repository.Sources("src").Select(SourceFile.Read).Where(file => file.Namespace != "PgAntiPatterns")]);

    [Fact]
    public void A_room_names_only_the_rooms_that_it_may_use() => Assert.Empty(
        from file in Product.Value
        let room = Rooms.First(room => IsIn(file.Namespace, room.Room))
        from used in file.Used
        where IsIn(used, "PgAntiPatterns")
            ? !room.MayUse.Append(room.Room).Any(allowed => IsIn(used, allowed))
            : !IsIn(used, "System") && !(room.KnowsRoslyn && IsIn(used, "Microsoft.CodeAnalysis")) && !(room.Room == "PgAntiPatterns.Build" && IsIn(used, "Microsoft.Build"))
        select $"{file.Path}: {used}");

    [Fact]
    public void An_area_uses_no_other_area() => Assert.Empty(
        from file in Product.Value
        from parent in new[] { "PgAntiPatterns.Rules", "PgAntiPatterns.CodeFixes" }
        where AreaOf(file.Namespace, parent) is not null
        from used in file.Used
        where AreaOf(used, parent) is { } other && other != AreaOf(file.Namespace, parent) && other != "Editing"
        select $"{file.Path}: {used}");

    [Fact]
    public void A_namespace_follows_the_folders() => Assert.Empty(
        from file in Product.Value
        let parts = file.Path.Split('/')[1..^1]
        let root = parts[0] == "PgAntiPatterns.Analyzers" ? "PgAntiPatterns" : parts[0]
        let expected = string.Join('.', parts[1..].Prepend(root))
        // Sql is one room in one assembly; its folders only sort the files.
        where expected != file.Namespace && !(root == "PgAntiPatterns.Sql" && IsIn(expected, file.Namespace))
        select $"{file.Path}: {file.Namespace}");

    [Fact]
    public void Engines_know_no_descriptor_and_report_nothing() => Assert.Empty(
        from file in Product.Value
        where IsIn(file.Namespace, "PgAntiPatterns.Analysis")
        from token in file.Root.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "DiagnosticDescriptor" or "ReportDiagnostic" or "SupportedDiagnostics"
        select $"{file.Path}: {token}");

    [Fact]
    public void Names_of_libraries_are_written_in_Platform_and_by_fixes_only() => Assert.Empty(
        from file in Product.Value
        where !IsIn(file.Namespace, "PgAntiPatterns.Platform") && !IsIn(file.Namespace, "PgAntiPatterns.CodeFixes")
        from token in file.Root.DescendantTokens()
        where token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        where LibraryName().IsMatch(token.ValueText)
        select $"{file.Path}: {token}");

    private static bool IsIn(string name, string room) => name == room || name.StartsWith(room + ".", StringComparison.Ordinal);

    private static string? AreaOf(string name, string parent) => IsIn(name, parent) && name != parent ? name[(parent.Length + 1)..].Split('.')[0] : null;

    /// <summary>An assembly's or a type's name as reflection would want it; a sentence about Npgsql is not meant.</summary>
    [GeneratedRegex(@"^(Npgsql|Dapper)$|\b(Npgsql|Dapper)\.[A-Z]|Microsoft\.EntityFrameworkCore|System\.Data\.")]
    private static partial Regex LibraryName();

    private sealed record SourceFile(string Path, CompilationUnitSyntax Root)
    {
        public string Namespace { get; } = Root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";

        /// <summary>The namespaces of the using lines and of names that are written out.</summary>
        public IEnumerable<string> Used { get; } =
        [
            .. Root.Usings.Select(line => line.NamespaceOrType.ToString()),
            .. Root.Members.SelectMany(member => member.DescendantNodes()).Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax && node.Parent is not BaseNamespaceDeclarationSyntax)
                .Select(name => name.ToString()).Where(name => IsIn(name, "PgAntiPatterns") || IsIn(name, "Microsoft")),
        ];

        public static SourceFile Read(string path) => new(path, CSharpSyntaxTree.ParseText(Repository.Read(path), CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview), path).GetCompilationUnitRoot());
    }
}
