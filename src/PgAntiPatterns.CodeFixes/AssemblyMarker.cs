namespace PgAntiPatterns.CodeFixes;

/// <summary>Names the assembly, so that tests find it by type.</summary>
internal static class AssemblyMarker;
