using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Writes what the rule proposes in the place of the setting that is reported, or takes it out where the rule proposes nothing.</summary>
public abstract class ReplacedSettingFix : RuleFix
{
    private readonly string? _warning;

    /// <param name="id">The rule.</param>
    /// <param name="warning">What else changes; null where nothing does.</param>
    private protected ReplacedSettingFix(string id, string? warning = null)
        : base(id) => _warning = warning;

    private protected sealed override bool TakesPartInFixAll => _warning is null;

    private protected override IEnumerable<FixPlan> Plan(FixPlace place) =>
        Proposal(place.Diagnostic) is not { } setting ? []
        : Plan(setting, place.Text.ToString(place.Span), setting.Length == 0 ? SettingEdits.Removal(place) : SettingEdits.Replacement(place, setting));

    private protected override IEnumerable<FixPlan> PlanInFile(ConfigurationPlace place) =>
        Proposal(place.Diagnostic) is not { } setting ? []
        : Plan(setting, place.Text.ToString(place.Span), setting.Length == 0 ? ConfigurationEdits.Removal(place) : ConfigurationEdits.Replacement(place, setting));

    private static string? Proposal(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(ConnectionRule.ReplacementProperty, out var setting) ? setting : null;

    private IEnumerable<FixPlan> Plan(string setting, string written, TextChange? change)
    {
        if (change is { } edit)
        {
            var title = setting.Length == 0 ? "Remove '" + written + "'" : "Write '" + setting + "'";
            yield return new FixPlan(title + (_warning is null ? "" : ", " + _warning), ImmutableArray.Create(edit)) { ChangesBehaviour = _warning is not null };
        }
    }
}
