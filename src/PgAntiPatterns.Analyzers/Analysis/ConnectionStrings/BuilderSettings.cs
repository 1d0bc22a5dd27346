using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>What is set on this builder after it is created: in its initializer, and through the local that holds it.</summary>
internal static class BuilderSettings
{
    /// <summary>The settings of a builder that is created here.</summary>
    /// <param name="creation">The creation.</param>
    /// <param name="uses">Who reads a single assignment.</param>
    /// <param name="platform">What the members mean.</param>
    /// <param name="isComplete">False where something else may set more of them.</param>
    public static IReadOnlyList<KnownSetting> Of(IObjectCreationOperation creation, ConnectionStringUses uses, PlatformModel platform, out bool isComplete)
    {
        var found = (creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? []).Select(uses.SettingOf).OfType<KnownSetting>().ToList();
        isComplete = IsConsumed(creation, platform);
        if (LocalOf(creation) is not { } local)
        {
            return found;
        }

        isComplete = true;
        foreach (var reference in VariableUses.Of(creation).References(local))
        {
            if (SettingThrough(reference, uses, platform) is { } setting)
            {
                found.Add(setting);
            }
            else
            {
                isComplete &= IsHarmless(reference, platform);
            }
        }

        return found;
    }

    /// <summary>True where a builder is a local that was created in the same body, so that its creation tells all its settings.</summary>
    public static bool IsFollowed(IOperation? builder)
    {
        var inner = builder?.Unwrapped();
        while (inner is IPropertyReferenceOperation { Instance: { } owner })
        {
            inner = owner.Unwrapped();
        }

        return inner is ILocalReferenceOperation { Local: var local } && VariableTrace.OnlyValue(local, inner) is IObjectCreationOperation;
    }

    /// <summary>True where a setting stands behind a condition or a directive that its builder does not stand behind.</summary>
    public static bool IsConditional(IOperation setting)
    {
        var builder = LocalIn(setting);
        for (IOperation inner = setting, outer = setting.Parent!; outer is not null; inner = outer, outer = outer.Parent!)
        {
            switch (outer)
            {
                case IConditionalOperation conditional when conditional.Condition != inner:
                case ISwitchCaseOperation or ICatchClauseOperation:
                    return true;
                case IBlockOperation { Locals: var locals } when builder is not null && locals.Contains(builder):
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return DevelopmentGuards.IsInDirective(setting.Syntax, outer.Syntax);
            }
        }

        return DevelopmentGuards.IsInDirective(setting.Syntax, setting.Root().Syntax);
    }

    private static ILocalSymbol? LocalIn(IOperation setting)
    {
        var owner = setting switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } => instance,
            IInvocationOperation { Instance: { } instance } => instance,
            _ => null,
        };
        while (owner?.Unwrapped() is IPropertyReferenceOperation { Instance: { } outer })
        {
            owner = outer;
        }

        return (owner?.Unwrapped() as ILocalReferenceOperation)?.Local;
    }

    /// <summary>The local that holds nothing but what is created here; null where there is none.</summary>
    public static ILocalSymbol? LocalOf(IOperation creation)
    {
        var outer = creation;
        while (outer.Parent is IConversionOperation or IParenthesizedOperation)
        {
            outer = outer.Parent;
        }

        return outer.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } && VariableTrace.OnlyValue(local, creation) == creation ? local : null;
    }

    private static KnownSetting? SettingThrough(IOperation reference, ConnectionStringUses uses, PlatformModel platform)
    {
        var owner = reference;
        while (owner.Parent is IConversionOperation || (owner.Parent is IPropertyReferenceOperation exposed && platform.Find(exposed.Property, Role.ExposesConnectionString) is not null))
        {
            owner = owner.Parent;
        }

        return owner.Parent switch
        {
            IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } property when assignment.Target == property => uses.SettingOf(assignment),
            IInvocationOperation call when call.Instance == owner => uses.SettingOf(call),
            _ => null,
        };
    }

    /// <summary>True where a use only reads the builder or calls a method of its own.</summary>
    private static bool IsHarmless(IOperation reference, PlatformModel platform)
    {
        var outer = reference;
        while (outer.Parent is IConversionOperation)
        {
            outer = outer.Parent;
        }

        return outer.Parent switch
        {
            IInvocationOperation call => call.Instance == outer,
            IPropertyReferenceOperation property => property.Parent is not IAssignmentOperation assignment || assignment.Target != property,
            IArgumentOperation { Parent: IInvocationOperation call } => platform.Find(call.TargetMethod, Role.CreatesDataSource) is not null,
            IInterpolationOperation => true,
            _ => false,
        };
    }

    /// <summary>True where a builder without a local is read at once, so that nobody else can set more.</summary>
    private static bool IsConsumed(IOperation creation, PlatformModel platform)
    {
        var outer = creation;
        while (outer.Parent is IConversionOperation or IParenthesizedOperation)
        {
            outer = outer.Parent;
        }

        return IsHarmless(creation, platform) || outer.Parent is IReturnOperation;
    }
}
