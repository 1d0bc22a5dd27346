using PgAntiPatterns.Analysis.ParameterBinding;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>PGAP4010: placeholders and parameters that do not belong together.</summary>
internal sealed class PlaceholderMismatch() : BindingRule(
    RuleId,
    "Placeholders and parameters do not match",
    "'{0}' {1}; {2}",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP4010";

    /// <summary>The key of the name that is meant.</summary>
    public const string Name = nameof(Name);

    public override BindingFinding? Find(BoundText text) => Mismatches.Of(text) is not { } mismatch ? null : Finding(mismatch, text);

    private static BindingFinding Finding(Mismatch mismatch, BoundText text)
    {
        var label = mismatch.Label;
        switch (mismatch.Kind)
        {
            case MismatchKind.Mixed:
                return new BindingFinding(label, "has a name and another parameter of the command has none, which Npgsql refuses (NotSupportedException)", "name all parameters or none");
            case MismatchKind.SeveralInBatch:
                return new BindingFinding(label, "ends a statement inside a batch command, which takes exactly one", "add a batch command for each statement");
            case MismatchKind.SeveralStatements:
                return new BindingFinding(label, "ends a statement, and with positional parameters Npgsql sends the whole text as one, which the server refuses (42601)", "name the parameters or use a batch");
            case MismatchKind.NamedForPositional:
                return new BindingFinding(label, "is satisfied by a parameter without a name only, and these have names, so that the server is sent none for it (08P01)", "take the names away or write the name");
            case MismatchKind.PositionalForNamed:
                return new BindingFinding(label, "is satisfied by a parameter of that name only, and these have none: the server reads @ as an operator in front of a column, which fails or matches other rows", "name the parameter or write $1");
            case MismatchKind.TooFew:
                return new BindingFinding(label, $"stands for a parameter that is not there: the command has {text.Parameters.Parameters.Length}", "add it");
            case MismatchKind.NoArgument:
                return new BindingFinding(label, "stands for an argument that is not there, and EF Core throws a FormatException", "pass it");
            default:
                var finding = new BindingFinding(
                    label,
                    "is the name of no parameter, so that " + (label[0] == ':' ? "the server finds a syntax error (42601)" : "the server reads @ as an operator in front of a column, which fails or matches other rows"),
                    mismatch.Meant is { } meant ? $"'{meant.Name}' is what is bound" : "add the parameter");
                return mismatch.Meant is { } candidate ? WithRename(finding, candidate, mismatch, text) : finding;
        }
    }

    private static BindingFinding WithRename(BindingFinding finding, BoundParameter meant, Mismatch mismatch, BoundText text) =>
        meant.NameSource is { ConstantValue.HasValue: true } written
            ? finding.Knowing(Name, mismatch.Label.Substring(1)).At(written.Syntax.GetLocation())
            : finding.Knowing(Name, meant.Name).At(text.Slots.Where(slot => slot.Literal is null && string.Equals(slot.Label, mismatch.Label, StringComparison.OrdinalIgnoreCase)).Select(slot => text.SourceOf(slot.Start + 1, slot.End)).ToArray());
}
