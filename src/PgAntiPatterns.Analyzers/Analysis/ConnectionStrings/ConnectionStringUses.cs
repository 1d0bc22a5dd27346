using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;
using PgAntiPatterns.Sql.ConnectionStrings;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Which connection settings does this operation hand to Npgsql? As a string, or through the properties and the indexer of a builder.</summary>
internal static class ConnectionStringUses
{
    /// <summary>The operations that can hand settings over.</summary>
    public static ImmutableArray<OperationKind> Kinds { get; } = ImmutableArray.Create(OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment);

    /// <summary>The settings that are known at an operation, one set for each text that the string can be; none where it hands no settings over.</summary>
    public static IEnumerable<KnownSettings> At(IOperation operation, PlatformModel platform)
    {
        switch (operation)
        {
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.TakesConnectionString) is { } member:
                return OfText(call.ArgumentFor(member.Ordinal)?.Value, platform);
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.TakesKeyword) is { } member && platform.IsPostgres(member, call.Instance):
                return OfPair(call, call.ArgumentFor(member.Ordinal)?.Value, call.ArgumentFor(member.Ordinal + 1)?.Value, call.Instance);
            case IObjectCreationOperation { Constructor: { } constructor } creation when platform.Find(constructor, Role.TakesConnectionString) is { } member:
                return OfText(creation.ArgumentFor(member.Ordinal)?.Value, platform);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment:
                return OfAssignment(assignment, property, platform);
            default:
                return [];
        }
    }

    private static IEnumerable<KnownSettings> OfAssignment(ISimpleAssignmentOperation assignment, IPropertyReferenceOperation property, PlatformModel platform)
    {
        if (platform.Find(property.Property, Role.TakesConnectionString) is not null)
        {
            return OfText(assignment.Value, platform);
        }

        if (platform.Find(property.Property, Role.TakesSetting) is { Row.Detail: { } keyword })
        {
            return assignment.Value.Unwrapped().ConstantValue is { HasValue: true, Value: { } value }
                ? [new KnownSettings(Beside(assignment, platform).Append(Setting(assignment, keyword, value)).ToList())]
                : [];
        }

        return platform.Find(property.Property, Role.TakesKeyword) is { } member && platform.IsPostgres(member, property.Instance)
            ? OfPair(assignment, property.ArgumentFor(member.Ordinal)?.Value, assignment.Value, property.Instance)
            : [];
    }

    private static IEnumerable<KnownSettings> OfPair(IOperation operation, IOperation? keyword, IOperation? value, IOperation? _) =>
        keyword?.ConstantValue is { HasValue: true, Value: string key } && value?.Unwrapped().ConstantValue is { HasValue: true, Value: { } constant }
            ? [new KnownSettings([Setting(operation, key, constant)])]
            : [];

    /// <summary>The other constants of the same object initializer.</summary>
    private static IEnumerable<KnownSetting> Beside(ISimpleAssignmentOperation assignment, PlatformModel platform)
    {
        if (assignment.Parent is not IObjectOrCollectionInitializerOperation initializer)
        {
            yield break;
        }

        foreach (var other in initializer.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (other != assignment && other.Target is IPropertyReferenceOperation { Property: var property } && other.Value.Unwrapped().ConstantValue is { HasValue: true, Value: { } value })
            {
                yield return Setting(other, platform.Find(property, Role.TakesSetting)?.Row.Detail ?? property.Name, value);
            }
        }
    }

    private static KnownSetting Setting(IOperation operation, string keyword, object value) =>
        new(keyword, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "", operation.Syntax.GetLocation());

    private static IEnumerable<KnownSettings> OfText(IOperation? text, PlatformModel platform)
    {
        if (text is null)
        {
            return [];
        }

        return TextVariant.Of(TextEvaluator.Evaluate(text, platform)).Select(variant =>
            new KnownSettings(ConnectionStringText.Read(variant.Value).Settings
                .Where(setting => setting.Keyword.IndexOf(TextVariant.Hole) < 0 && setting.Value.IndexOf(TextVariant.Hole) < 0)
                .Select(setting => new KnownSetting(setting.Keyword, setting.Value, TextLocations.Of(variant, setting.Start, setting.End - setting.Start) ?? text.Syntax.GetLocation()))
                .ToList()));
    }
}
