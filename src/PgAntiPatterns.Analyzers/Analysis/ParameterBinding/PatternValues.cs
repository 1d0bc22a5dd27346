using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Does this value glue wildcards to text that keeps its own? Text that went through Replace, or through a method out of sight, counts as looked after.</summary>
internal static class PatternValues
{
    /// <summary>How many variables a value is followed through.</summary>
    private const int MaxDepth = 4;

    private static readonly HashSet<string> Harmless = ["Trim", "TrimStart", "TrimEnd", "ToLower", "ToUpper", "ToLowerInvariant", "ToUpperInvariant", "ToString", "Normalize", "Substring"];

    /// <summary>The unescaped texts, in order; none where the value has no wildcard of its own.</summary>
    public static IReadOnlyList<IOperation> UnescapedIn(IOperation value, PlatformModel platform)
    {
        foreach (var variant in TextVariant.Of(TextEvaluator.Evaluate(value, platform)))
        {
            if (variant.IsExact && variant.Parts.Any(part => part.Text is LiteralText literal && literal.Value.Contains('%')))
            {
                var glued = variant.Holes.Where(part => !part.IsChecked && IsUnescaped((HoleText)part.Text, platform)).Select(part => ((HoleText)part.Text).Value).ToList();
                if (glued.Count > 0)
                {
                    return glued;
                }
            }
        }

        return [];
    }

    private static bool IsUnescaped(HoleText hole, PlatformModel platform)
    {
        if (!hole.IsKnown || hole.Joined is not null || hole.Format is not null || hole.Value.Unwrapped().Type is not { SpecialType: SpecialType.System_String })
        {
            return false;
        }

        return IsPlain(hole.Made) && HoleOrigins.Of(hole.Value, platform) is HoleOrigin.Caller or HoleOrigin.UserInput;
    }

    /// <summary>A variable, a member or an element, or one of them trimmed or in another case; any other call may have escaped the text.</summary>
    private static bool IsPlain(IOperation value, int depth = 0) => value.Unwrapped() switch
    {
        ILocalReferenceOperation { Local: var local } reference => depth < MaxDepth && VariableUses.Of(reference).Writes(local).All(write => IsPlainWrite(write, depth + 1)),
        IParameterReferenceOperation { Parameter: var parameter } reference => depth < MaxDepth && VariableUses.Of(reference).Writes(parameter).All(write => IsPlainWrite(write, depth + 1)),
        IPropertyReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation => true,
        IInvocationOperation { Instance: { } instance, TargetMethod: { Name: var name } } => Harmless.Contains(name) && IsPlain(instance, depth),
        ICoalesceOperation coalesce => IsPlain(coalesce.Value, depth),
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod.Name: var name } } access => Harmless.Contains(name) && IsPlain(access.Operation, depth),
        { ConstantValue.HasValue: true } => true,
        _ => false,
    };

    /// <summary>What a variable is given must be plain as well.</summary>
    private static bool IsPlainWrite(IOperation write, int depth) => write switch
    {
        IVariableDeclaratorOperation { Parent: IForEachLoopOperation } => true,
        IVariableDeclaratorOperation declarator => IsPlain(VariableUses.Initializer(declarator)!, depth),
        { Parent: ISimpleAssignmentOperation assignment } => IsPlain(assignment.Value, depth),
        { Parent: IIsPatternOperation pattern } => IsPlain(pattern.Value, depth),
        _ => false,
    };
}
