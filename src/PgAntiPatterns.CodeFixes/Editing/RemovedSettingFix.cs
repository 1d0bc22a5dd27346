using System.Collections.Immutable;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>Takes out the setting that is reported.</summary>
public abstract class RemovedSettingFix : RuleFix
{
    private protected RemovedSettingFix(string id)
        : base(id)
    {
    }

    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (SettingEdits.Removal(place) is { } change)
        {
            yield return new FixPlan("Remove '" + place.Text.ToString(place.Span) + "'", ImmutableArray.Create(change));
        }
    }

    private protected override IEnumerable<FixPlan> PlanInFile(ConfigurationPlace place)
    {
        if (ConfigurationEdits.Removal(place) is { } change)
        {
            yield return new FixPlan("Remove '" + place.Text.ToString(place.Span) + "'", ImmutableArray.Create(change));
        }
    }
}
