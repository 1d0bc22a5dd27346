using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>Source that an experiment cannot use, with the compiler's complaints and the text itself.</summary>
internal sealed class InvalidSourceException(string problem, IEnumerable<Diagnostic> diagnostics, string source)
    : Exception($"{problem}:\n{string.Join('\n', diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))}\n\n{source}");
