using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does a change to the builder of a data source come too late, or is a mapping missing that the context relies on?</summary>
internal static class BuilderChanges
{
    /// <summary>The call of Build that comes before a change, after which no other one follows; null where the change is in time.</summary>
    public static IOperation? BuildBefore(IOperation change, PlatformModel platform)
    {
        if (ChangedBuilder(change, platform) is not { } reference || StatementOf(change) is not { Parent: IBlockOperation } statement)
        {
            return null;
        }

        var uses = VariableUses.Of(reference).References(reference.Local);
        if (uses.Any(use => IsInside<ILoopOperation>(use) || IsInside<IAnonymousFunctionOperation>(use) != IsInside<IAnonymousFunctionOperation>(reference) || (use.Parent is IArgumentOperation && !IsReceiver(use))))
        {
            return null;
        }

        var builds = uses.Select(BuildOf).OfType<IInvocationOperation>().ToList();
        return builds.Count == 1 && builds[0].Syntax.Span.End <= change.Syntax.SpanStart && IsAlwaysBefore(builds[0], statement) ? builds[0] : null;

        IInvocationOperation? BuildOf(IOperation use)
        {
            // A chain of calls on the builder may end in Build.
            for (var outer = use.Parent; outer is IInvocationOperation or IConversionOperation; outer = outer.Parent)
            {
                if (outer is IInvocationOperation call && platform.Find(call.TargetMethod, Role.CreatesDataSource) is not null)
                {
                    return call;
                }
            }

            return null;
        }
    }

    /// <summary>True where a context maps a type that the builder of the data source it is given does not map.</summary>
    public static bool IsUnknownToDataSource(IInvocationOperation mapping, PlatformModel platform)
    {
        if (mapping.TargetMethod is not { Name: "MapEnum", ContainingType.InstanceConstructors: var constructors }
            || !constructors.Any(constructor => platform.Find(constructor, Role.OffersMapEnum) is not null)
            || UseAround(mapping, platform) is not { } use
            || platform.Find(use.TargetMethod, Role.UsesDataSource) is not { } member
            || use.ArgumentFor(member.Ordinal)?.Value.Unwrapped() is not { } source)
        {
            return false;
        }

        var mapped = TypeOf(mapping);
        return mapped is not null && MappingsOf(source, platform) is { } known && !known.Any(type => SymbolEqualityComparer.Default.Equals(type, mapped));
    }

    private static ILocalReferenceOperation? ChangedBuilder(IOperation change, PlatformModel platform)
    {
        switch (change)
        {
            case IInvocationOperation call when call.Parent is IExpressionStatementOperation or IInvocationOperation && platform.Find(call.TargetMethod, Role.CreatesDataSource) is null:
                return (call.Instance ?? ExtendedBy(call))?.Unwrapped() is ILocalReferenceOperation called && IsBuilder(called.Type, platform) && !HasBuildBehind(call, platform) ? called : null;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } owner } }:
                return owner.Unwrapped() switch
                {
                    ILocalReferenceOperation local when IsBuilder(local.Type, platform) => local,
                    IPropertyReferenceOperation { Instance: ILocalReferenceOperation local } exposed when platform.Find(exposed.Property, Role.ExposesConnectionString) is not null => local,
                    _ => null,
                };
            default:
                return null;
        }
    }

    private static IOperation? ExtendedBy(IInvocationOperation call) =>
        call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ Value: var extended }, ..] } ? extended : null;

    private static bool IsReceiver(IOperation use) =>
        use.Parent is IArgumentOperation { Parent: IInvocationOperation call } && ExtendedBy(call)?.Unwrapped() == use.Unwrapped();

    /// <summary>True for <c>builder.MapEnum().Build()</c>, which builds after all.</summary>
    private static bool HasBuildBehind(IOperation call, PlatformModel platform)
    {
        for (var outer = call.Parent; outer is IInvocationOperation next; outer = outer.Parent)
        {
            if (platform.Find(next.TargetMethod, Role.CreatesDataSource) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBuilder(ITypeSymbol? type, PlatformModel platform) =>
        type is INamedTypeSymbol named && named.InstanceConstructors.Any(constructor => platform.Find(constructor, Role.BuildsDataSource) is not null);

    private static IOperation? StatementOf(IOperation operation)
    {
        var current = operation;
        while (current.Parent is { } parent and not IBlockOperation)
        {
            current = parent;
        }

        return current.Parent is null ? null : current;
    }

    /// <summary>True where a call stands in the same block as a statement, or in one around it.</summary>
    private static bool IsAlwaysBefore(IOperation earlier, IOperation statement)
    {
        var block = StatementOf(earlier)?.Parent;
        for (var outer = statement.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer == block)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInside<T>(IOperation operation)
        where T : class, IOperation
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is T)
            {
                return true;
            }
        }

        return false;
    }

    private static IInvocationOperation? UseAround(IOperation mapping, PlatformModel platform)
    {
        for (var outer = mapping.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IInvocationOperation call && platform.Find(call.TargetMethod, Role.UsesDataSource) is not null)
            {
                return call;
            }
        }

        return null;
    }

    /// <summary>The types that the builder of a data source maps; null where the builder is out of sight.</summary>
    private static List<ITypeSymbol>? MappingsOf(IOperation source, PlatformModel platform)
    {
        var creation = source switch
        {
            ILocalReferenceOperation { Local: var local } => VariableTrace.OnlyValue(local, source),
            IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: true } field } => SourceOperations.InitializerOf(field, platform.Compilation)?.Unwrapped(),
            _ => source,
        };
        if (creation is not IInvocationOperation build || platform.Find(build.TargetMethod, Role.CreatesDataSource) is null || build.Instance is null)
        {
            return null;
        }

        var calls = new List<IInvocationOperation>();
        var root = build.Instance.Unwrapped();
        while (root is IInvocationOperation { Instance: { } inner } call)
        {
            calls.Add(call);
            root = inner.Unwrapped();
        }

        if (root is ILocalReferenceOperation { Local: var builder })
        {
            var uses = VariableUses.Of(root).References(builder);
            if (uses.Any(use => use.Parent is IArgumentOperation) || VariableTrace.OnlyValue(builder, root) is not IObjectCreationOperation)
            {
                return null;
            }

            calls.AddRange(uses.SelectMany(Chain));
        }
        else if (root is not IObjectCreationOperation)
        {
            return null;
        }

        // An extension method may map whatever it likes.
        return calls.Any(call => call.Instance is null) ? null : calls.Where(call => platform.Find(call.TargetMethod, Role.MapsTypeInDataSource) is not null).Select(TypeOf).OfType<ITypeSymbol>().ToList();
    }

    private static IEnumerable<IInvocationOperation> Chain(IOperation use)
    {
        for (var outer = use.Parent; outer is IInvocationOperation call; outer = outer.Parent)
        {
            yield return call;
        }
    }

    private static ITypeSymbol? TypeOf(IInvocationOperation mapping) =>
        mapping.TargetMethod.TypeArguments.FirstOrDefault()
        ?? mapping.Arguments.Select(argument => argument.Value.Unwrapped()).OfType<ITypeOfOperation>().FirstOrDefault()?.TypeOperand;
}
