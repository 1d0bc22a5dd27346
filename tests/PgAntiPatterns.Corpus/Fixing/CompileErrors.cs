using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Corpus.Fixing;

/// <summary>Errors of the compiler before and after a change; code that was never built has errors of its own.</summary>
internal static class CompileErrors
{
    public static ImmutableArray<Diagnostic> Of(Compilation compilation, CancellationToken cancellation) => [.. Errors(compilation.GetDiagnostics(cancellation))];

    public static ImmutableArray<Diagnostic> Of(SemanticModel model, CancellationToken cancellation) => [.. Errors(model.GetDiagnostics(cancellationToken: cancellation))];

    /// <summary>An error that the change has brought, or nothing.</summary>
    public static Diagnostic? New(ImmutableArray<Diagnostic> before, ImmutableArray<Diagnostic> after)
    {
        var known = before.CountBy(Key).ToDictionary();
        return after.FirstOrDefault(error =>
        {
            var left = known.GetValueOrDefault(Key(error));
            known[Key(error)] = left - 1;
            return left <= 0;
        });
    }

    private static IEnumerable<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) => diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error);

    private static string Key(Diagnostic error) => $"{error.Id} {error.Location.SourceTree?.FilePath} {error.GetMessage()}";
}
