using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PgAntiPatterns.PackageTests.Consuming;

/// <summary>What the tests want to know of an assembly in the package, read without loading it.</summary>
internal sealed record PackedAssembly(string Name, IReadOnlyList<(string Name, Version Version)> References, bool IsOptimized)
{
    public static IReadOnlyList<PackedAssembly> ReadAll(ZipArchive package) =>
        [.. package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)).Select(Read)];

    private static PackedAssembly Read(ZipArchiveEntry entry)
    {
        using var packed = entry.Open();
        var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        unpacked.Position = 0;
        using var file = new PEReader(unpacked);
        var metadata = file.GetMetadataReader();
        return new PackedAssembly(
            Path.GetFileNameWithoutExtension(entry.Name),
            [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (metadata.GetString(reference.Name), reference.Version))],
            !metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute).Any(attribute => SwitchesOptimizationsOff(metadata, attribute)));
    }

    private static bool SwitchesOptimizationsOff(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference
            || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } type
            || !metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type).Name, nameof(DebuggableAttribute)))
        {
            return false;
        }

        var value = metadata.GetBlobReader(attribute.Value);
        // The first two bytes open every attribute's value.
        value.Offset = sizeof(ushort);
        return ((DebuggableAttribute.DebuggingModes)value.ReadInt32()).HasFlag(DebuggableAttribute.DebuggingModes.DisableOptimizations);
    }
}
