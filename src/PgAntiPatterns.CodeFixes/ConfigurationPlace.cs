using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes;

/// <summary>Where a fix is asked for in a configuration file: the diagnostic and the characters of the file.</summary>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Text">The file.</param>
internal sealed record ConfigurationPlace(Diagnostic Diagnostic, SourceText Text)
{
    /// <summary>The kind of document that a configuration file is to an editor, next to that of source.</summary>
    public const string Kind = "AdditionalDocument";

    /// <summary>The kind of document that source is to an editor.</summary>
    public const string SourceKind = "Document";

    /// <summary>The reported characters.</summary>
    public TextSpan Span => Diagnostic.Location.SourceSpan;
}
