using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes;

/// <summary>Where a fix is asked for: the diagnostic and the file around it.</summary>
/// <param name="Diagnostic">The diagnostic.</param>
/// <param name="Root">The file.</param>
/// <param name="Model">What the compiler knows of it.</param>
/// <param name="Text">Its characters.</param>
/// <param name="Cancellation">Cancels the planning.</param>
internal sealed record FixPlace(Diagnostic Diagnostic, SyntaxNode Root, SemanticModel Model, SourceText Text, CancellationToken Cancellation)
{
    /// <summary>The reported characters.</summary>
    public TextSpan Span => Diagnostic.Location.SourceSpan;

    /// <summary>The innermost node that holds the reported characters.</summary>
    public SyntaxNode Node => Root.FindNode(Span, getInnermostNodeForTie: true);
}
