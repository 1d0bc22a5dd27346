using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;
using PgAntiPatterns.Sql.ConnectionStrings;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Which connection settings does this operation hand to Npgsql? As a string, or through the properties and the indexer of a builder.</summary>
internal sealed class ConnectionStringUses(PlatformModel platform, ConfigurationFiles files)
{
    private readonly ConditionalWeakTable<IOperation, IReadOnlyList<KnownSettings>> _known = new();

    /// <summary>The keywords that the driver knows.</summary>
    public KeywordCatalog Keywords { get; } = KeywordCatalog.Of(platform);

    /// <summary>The settings that are known at an operation, one set for each text that the string can be; none where it hands no settings over.</summary>
    public IReadOnlyList<KnownSettings> At(IOperation operation) =>
        Keywords.IsEmpty ? [] : _known.GetValue(operation, key => Find(key).ToList());

    /// <summary>The settings that a string of a configuration file holds.</summary>
    public KnownSettings Of(ConfiguredString configured) => Read(SettingsText.Of(configured));

    private IEnumerable<KnownSettings> Find(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.TakesConnectionString) is { } member:
                return OfText(call.ArgumentFor(member.Ordinal)?.Value).Where(known => !(PlatformModel.IsMapperMember(call.TargetMethod) && IsReference(known))).Select(known => known with { IsComplete = known.IsComplete && !IsChangedBy(call) });
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.TakesKeyword) is { } member && platform.IsPostgres(member, call.Instance) && !BuilderSettings.IsFollowed(call.Instance):
                return OfPair(call, call.ArgumentFor(member.Ordinal)?.Value, call.ArgumentFor(member.Ordinal + 1)?.Value) is { } pair ? [new KnownSettings([pair])] : [];
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                return OfCreation(creation, constructor);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation property } assignment:
                return OfAssignment(assignment, property);
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: IPropertyReferenceOperation property } appended when IsWhole(property):
                return OfText(appended.Value).Select(known => known with { IsComplete = false });
            default:
                return [];
        }
    }

    /// <summary><c>Name=ConnectionStrings:Shop</c>: EF Core looks the string up in the configuration under that name and hands Npgsql what it finds.</summary>
    private static bool IsReference(KnownSettings known) =>
        known.Text?.Value.Split('=') is [var key, _] && key.Trim().Equals("name", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<KnownSettings> OfCreation(IObjectCreationOperation creation, IMethodSymbol constructor)
    {
        var text = platform.Find(constructor, Role.TakesConnectionString) is { } member ? creation.ArgumentFor(member.Ordinal)?.Value : null;
        if (platform.Find(constructor, role => role is Role.BuildsConnectionString or Role.BuildsDataSource) is null)
        {
            return OfText(text);
        }

        var set = BuilderSettings.Of(creation, this, platform, out var isComplete);
        var texts = text is null ? [new KnownSettings([]) { IsComplete = true }] : OfText(text);
        return texts.Select(known => known with { Settings = known.Settings.Concat(set).ToList(), IsComplete = known.IsComplete && isComplete });
    }

    private IEnumerable<KnownSettings> OfAssignment(ISimpleAssignmentOperation assignment, IPropertyReferenceOperation property)
    {
        if (IsWhole(property))
        {
            return OfText(assignment.Value);
        }

        return assignment.Parent is not IObjectOrCollectionInitializerOperation && !BuilderSettings.IsFollowed(property.Instance) && SettingOf(assignment) is { } setting
            ? [new KnownSettings([setting])]
            : [];
    }

    /// <summary>True for the property of a connection or builder that takes the string as a whole.</summary>
    private bool IsWhole(IPropertyReferenceOperation property) =>
        (platform.Find(property.Property, Role.TakesConnectionString) is { } text && platform.IsPostgres(text, property.Instance))
        || (platform.Find(property.Property, Role.GivesConnectionString) is { IsProviderNeutral: true } && property.Instance?.Type is { } type && Keywords.IsBuilder(type));

    /// <summary>The setting that an assignment to a property or the indexer of a builder makes; null where it is none.</summary>
    internal KnownSetting? SettingOf(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation property)
        {
            return null;
        }

        if (Keywords.Of(property.Property) is { } keyword)
        {
            return Setting(assignment, property.Property.Name, keyword, assignment.Value);
        }

        return platform.Find(property.Property, Role.TakesKeyword) is { } member && platform.IsPostgres(member, property.Instance) && !IsOwnBuilder(property.Instance)
            ? OfPair(assignment, property.ArgumentFor(member.Ordinal)?.Value, assignment.Value)
            : null;
    }

    /// <summary>The setting that a call of Add makes; null where it is none.</summary>
    internal KnownSetting? SettingOf(IInvocationOperation call) =>
        platform.Find(call.TargetMethod, Role.TakesKeyword) is { } member && platform.IsPostgres(member, call.Instance)
            ? OfPair(call, call.ArgumentFor(member.Ordinal)?.Value, call.ArgumentFor(member.Ordinal + 1)?.Value)
            : null;

    /// <summary>True inside of a builder that somebody has written: its keywords are its own.</summary>
    private static bool IsOwnBuilder(IOperation? instance) => instance?.Unwrapped() is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    private KnownSetting? OfPair(IOperation operation, IOperation? keyword, IOperation? value) =>
        keyword?.ConstantValue is { HasValue: true, Value: string key } && value is not null ? Setting(operation, key, Keywords.Find(key), value) : null;

    private KnownSetting Setting(IOperation operation, string written, Keyword? keyword, IOperation value) =>
        ValueOf(operation, written, keyword, value) with { IsConditional = BuilderSettings.IsConditional(operation) };

    private KnownSetting ValueOf(IOperation operation, string written, Keyword? keyword, IOperation value)
    {
        var location = operation.Syntax.GetLocation();
        var inner = value.Unwrapped();
        if (inner is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum, Name: var name } })
        {
            return new KnownSetting(written, keyword, name, location, ImmutableArray<HoleText>.Empty, IsQuoted: true);
        }

        if (inner.ConstantValue is { HasValue: true, Value: var constant })
        {
            return new KnownSetting(written, keyword, Convert.ToString(constant, CultureInfo.InvariantCulture) ?? "", location, ImmutableArray<HoleText>.Empty, IsQuoted: true);
        }

        // Of several texts the one with a hole is the one that varies; of several constants none is the value.
        var variants = TextVariant.Of(TextEvaluator.Evaluate(inner, platform));
        var variant = variants.FirstOrDefault(candidate => candidate.Holes.Any()) ?? variants.FirstOrDefault();
        var holes = variant?.Holes.Select(hole => (HoleText)hole.Text).ToImmutableArray() ?? ImmutableArray<HoleText>.Empty;
        return variant is null || (holes.IsEmpty && variants.Length > 1)
            ? new KnownSetting(written, keyword, TextVariant.Hole.ToString(), location, ImmutableArray.Create(new HoleText(inner, isKnown: false)), IsQuoted: true)
            : new KnownSetting(written, keyword, variant.Value, location, holes, IsQuoted: true);
    }

    private IEnumerable<KnownSettings> OfText(IOperation? text)
    {
        if (text is null)
        {
            return [];
        }

        return TextVariant.Of(TextEvaluator.Evaluate(text, platform)).SelectMany(variant => SettingsText.Of(variant, text.Syntax, Configured)).Select(Read);
    }

    /// <summary>What the configuration files say where an expression reads one of their values.</summary>
    private IReadOnlyList<ConfiguredString> Configured(IOperation read)
    {
        switch (read.Unwrapped())
        {
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.ReadsConnectionString) is { } member:
                return Names(call.ArgumentFor(member.Ordinal)?.Value).SelectMany(name => files.At("ConnectionStrings:" + name)).ToList();
            case IPropertyReferenceOperation { Property: { IsIndexer: true } indexer } property when PathRole(indexer) is { } member && property.Arguments.Length == 1:
                return Names(property.Arguments[0].Value).SelectMany(name => files.At(SectionOf(property.Instance) + name)).ToList();
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.ReadsConfigurationPath) is { } member:
                return Names(call.ArgumentFor(member.Ordinal)?.Value).SelectMany(name => files.At(SectionOf(call.Arguments.FirstOrDefault()?.Value) + name)).ToList();
            default:
                return [];
        }
    }

    /// <summary>The path of the section that a value is read from, with its colon; nothing for the whole configuration.</summary>
    private string SectionOf(IOperation? configuration) =>
        configuration?.Unwrapped() is IInvocationOperation { TargetMethod.Name: "GetSection" or "GetRequiredSection", Arguments: { Length: > 0 } arguments } call
            ? SectionOf(call.Instance ?? arguments[0].Value) + Names(arguments[arguments.Length - 1].Value).FirstOrDefault() + ":"
            : "";

    private ApiMember? PathRole(IPropertySymbol indexer) =>
        platform.Find(indexer, Role.ReadsConfigurationPath)
        ?? indexer.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers().OfType<IPropertySymbol>()).Where(candidate => candidate.IsIndexer).Select(candidate => platform.Find(candidate, Role.ReadsConfigurationPath)).FirstOrDefault(found => found is not null);

    private IEnumerable<string> Names(IOperation? name) =>
        name is null ? [] : TextVariant.Of(TextEvaluator.Evaluate(name, platform)).Where(variant => variant.IsExact && !variant.Holes.Any()).Select(variant => variant.Value);

    /// <summary>True where a callback of the same call goes on to change the settings.</summary>
    private bool IsChangedBy(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Value.DescendantsAndSelf().OfType<IPropertyReferenceOperation>().Any(property => platform.Find(property.Property, Role.ExposesConnectionString) is not null));

    private KnownSettings Read(SettingsText text)
    {
        var read = ConnectionStringText.Read(text.Value, TextVariant.Hole);
        var holes = text.Holes.ToList();
        var settings = read.Settings.Where(setting => setting.Keyword.IndexOf(TextVariant.Hole) < 0).Select(setting => new KnownSetting(
            setting.Keyword,
            Keywords.Find(setting.Keyword),
            setting.Value,
            text.Locate(setting.Start, setting.End - setting.Start),
            holes.Where(hole => hole.At >= setting.ValueStart && hole.At < setting.End).Select(hole => hole.Hole).ToImmutableArray(),
            IsQuoted: false)).ToList();
        foreach (var emptied in read.Settings.Where(setting => setting.IsEmpty))
        {
            // A known keyword without a value is as if it were not there, and takes an earlier one away.
            settings.RemoveAll(setting => setting.Keyword is { } keyword && keyword == Keywords.Find(emptied.Keyword));
        }

        return new KnownSettings(settings) { Text = text, IsComplete = !read.HasUnknown, IsWellFormed = read.IsWellFormed || holes.Count > 0 };
    }
}
