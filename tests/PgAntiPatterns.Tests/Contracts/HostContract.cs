using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>What the built assemblies bind to.</summary>
public sealed class HostContract
{
    [Theory]
    [InlineData("PgAntiPatterns.Analyzers")]
    [InlineData("PgAntiPatterns.CodeFixes")]
    [InlineData("PgAntiPatterns.Sql")]
    public void An_assembly_asks_for_nothing_that_the_oldest_host_lacks(string assembly)
    {
        using var file = Open(assembly);
        var metadata = file.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (Name: metadata.GetString(reference.Name), reference.Version)).ToList();
        Assert.Contains(references, reference => reference.Name == "netstandard");
        Assert.DoesNotContain(references, reference => !HostFloor.Has(reference.Name, reference.Version));
    }

    [Fact]
    public void Fixes_take_constants_and_compiler_questions_from_the_analyzers_and_nothing_else()
    {
        using var file = Open("PgAntiPatterns.CodeFixes");
        var metadata = file.GetMetadataReader();
        var bound = metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference
                && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) == "PgAntiPatterns.Analyzers")
            .Select(type => metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name));
        Assert.All(bound, type => Assert.StartsWith("PgAntiPatterns.Roslyn.", type, StringComparison.Ordinal));
    }

    private static PEReader Open(string assembly) => new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
}
