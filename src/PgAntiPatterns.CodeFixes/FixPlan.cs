using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes;

/// <summary>A rewrite that is known to the last character before it is offered.</summary>
/// <param name="Title">What the fix does, as the menu shows it.</param>
/// <param name="Changes">The edits, all in the file of the diagnostic.</param>
internal sealed record FixPlan(string Title, ImmutableArray<TextChange> Changes)
{
    /// <summary>Tells fixes of one rule apart where it has several strategies; fix-all applies one of them everywhere.</summary>
    public string Strategy { get; init; } = "Fix";

    /// <summary>True where behaviour changes beyond the defect (atomicity, locking, plan): the title says so, and fix-all leaves it alone.</summary>
    public bool ChangesBehaviour { get; init; }
}
