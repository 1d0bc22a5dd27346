using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;

namespace PgAntiPatterns.Analysis.RoundTripSummaries;

/// <summary>Writes into a library which of its methods make a round trip, so that the projects that use it learn of it. It runs in builds only, never while somebody types.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SummaryGenerator : IIncrementalGenerator
{
    /// <summary>Registers the one output.</summary>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var isOn = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            !Says(options.GlobalOptions, SummaryAttribute.Switch, "false") && !Says(options.GlobalOptions, SummaryAttribute.Mode, "none"));
        context.RegisterImplementationSourceOutput(
            context.CompilationProvider.Combine(isOn).Combine(context.AdditionalTextsProvider.Collect()),
            static (output, input) =>
            {
                var ((compilation, isOn), files) = input;
                // Nobody calls the methods of a program.
                if (isOn && compilation.Options.OutputKind is OutputKind.DynamicallyLinkedLibrary
                    && PlatformModel.MayReferenceDriver(compilation)
                    && PlatformModel.Of(WithoutNullability(compilation), files) is { IsTestProject: false } platform
                    && PublishedMethods.Summarize(platform, output.CancellationToken) is { Count: > 0 } summaries)
                {
                    var resolver = compilation.Options.SourceReferenceResolver;
                    // Paths as the compiler writes them into debugging information: mapped where the build maps them.
                    output.AddSource("RoundTripSummaries.g.cs", SummaryAttribute.SourceOf(SummaryText.Write(summaries, path => resolver?.NormalizePath(path, null) ?? path)));
                }
            });
    }

    /// <summary>Which references may be null changes nothing of what is told, and finding it out takes as long as binding does.</summary>
    private static Compilation WithoutNullability(Compilation compilation) =>
        compilation.Options is CSharpCompilationOptions { NullableContextOptions: not NullableContextOptions.Disable } options ? compilation.WithOptions(options.WithNullableContextOptions(NullableContextOptions.Disable)) : compilation;

    private static bool Says(Microsoft.CodeAnalysis.Diagnostics.AnalyzerConfigOptions options, string key, string value) =>
        options.TryGetValue(key, out var said) && string.Equals(said.Trim(), value, StringComparison.OrdinalIgnoreCase);
}
