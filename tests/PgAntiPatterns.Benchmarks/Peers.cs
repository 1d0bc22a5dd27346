using System.Runtime.Loader;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PgAntiPatterns.Benchmarks;

/// <summary>Analyzers of others, loaded from the output.</summary>
internal static class Peers
{
    /// <summary>The analyzer of an assembly that reports an id.</summary>
    public static DiagnosticAnalyzer Load(string folder, string assembly, string id)
    {
        var peers = Path.Combine(AppContext.BaseDirectory, "peers", folder);
        var context = new AssemblyLoadContext(folder);
        // What the compiler brings is shared; the rest lies next to the peer.
        context.Resolving += (_, name) => File.Exists(Path.Combine(peers, name.Name + ".dll")) ? context.LoadFromAssemblyPath(Path.Combine(peers, name.Name + ".dll")) : null;
        return context.LoadFromAssemblyPath(Path.Combine(peers, assembly)).GetTypes()
            .Where(type => type.IsAssignableTo(typeof(DiagnosticAnalyzer)) && !type.IsAbstract && !type.IsGenericTypeDefinition && type.GetConstructor(Type.EmptyTypes) is not null)
            .Where(type => type.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name == nameof(DiagnosticAnalyzerAttribute) && attribute.ConstructorArguments.Any(argument => Equals(argument.Value, "C#"))))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
            .First(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == id));
    }
}
