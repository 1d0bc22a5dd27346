using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.Security;

/// <summary>PGAP9004: values of rows and parameters in error texts and logs, in every environment.</summary>
internal sealed class SensitiveDetailEnabled() : ConnectionRule(
    RuleId,
    "Security",
    "Values of rows and parameters in errors and logs",
    "'{0}' writes keys, rows or parameter values of the database into exceptions and logs in every environment; remove it, or do it in development only",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP9004";

    private static readonly string[] Keywords = ["Include Error Detail", "Log Parameters", "Include Failed Batched Command"];

    /// <summary>The call that shows values.</summary>
    public override Finding? Find(OperationPlace place) =>
        place.Operation is IInvocationOperation call
        && !place.IsTest
        && place.Platform.Find(call.TargetMethod, Role.ShowsValues) is { } member
        && call.ArgumentFor(member.Ordinal)?.Value.Unwrapped().ConstantValue is { HasValue: true, Value: true }
        && !IsForDevelopers(call, place.Platform)
            ? new Finding(call.NameLocation(), call.TargetMethod.Name)
            : null;

    /// <summary>The settings that show values.</summary>
    public override IEnumerable<Finding> Find(SettingsPlace place)
    {
        foreach (var keyword in Keywords)
        {
            if (place.Settings[keyword] is { IsOn: true } setting && !place.IsForDevelopers(setting.Location) && (place.Operation is null || !IsForDevelopers(place.Operation, place.Platform)))
            {
                yield return Finding.Of(setting);
            }
        }
    }

    private static bool IsForDevelopers(IOperation operation, PlatformModel platform) =>
        DevelopmentGuards.Guard(operation, platform) || DevelopmentGuards.IsForTools(operation, platform) || DevelopmentGuards.IsSample(operation.Syntax.SyntaxTree.FilePath);
}
