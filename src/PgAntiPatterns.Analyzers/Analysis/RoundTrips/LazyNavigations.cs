using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>A navigation that is loaded when it is read, once per element.</summary>
/// <param name="Navigation">The read.</param>
/// <param name="Path">The navigations from the element to this one.</param>
/// <param name="Loop">What repeats it.</param>
/// <param name="Query">The query that gave the entities.</param>
internal sealed record LazyNavigation(IPropertyReferenceOperation Navigation, ImmutableArray<string> Path, Repetition Loop, LoadedEntities Query);

/// <summary>Does reading a property load a navigation from the server, once per element of a query that could have included it?</summary>
internal static class LazyNavigations
{
    public static LazyNavigation? At(IPropertyReferenceOperation property, PlatformModel platform)
    {
        if (!Repetitions.MayRepeat(property) || !IsNavigation(property.Property, platform) || IsWritten(property))
        {
            return null;
        }

        var position = (IOperation)property;
        foreach (var loop in Repetitions.Around(property, platform))
        {
            if (loop.IsPerElement && loop.Source is { } source && PathFrom(property, loop) is { } path)
            {
                return !Exits.LeavesBehind(position, loop)
                    && LoadedEntities.Of(source, platform) is { Context: { } context } loaded
                    && (property.Property.IsVirtual && LazyLoading.IsOn(context, platform) || LazyLoading.IsBy(property.Property, platform))
                    && !LazySwitches.IsOff(property, context, platform)
                    && !loaded.Includes(path)
                    && (path.Length == 1 || loaded.Includes(path.RemoveAt(path.Length - 1)))
                    && !IsLoadedOtherwise(property, loaded, platform)
                        ? new LazyNavigation(property, path, loop, loaded)
                        : null;
            }

            position = loop.Operation;
        }

        return null;
    }

    /// <summary>A virtual property, or one that loads itself, that leads to an entity or to several: a class with a key.</summary>
    private static bool IsNavigation(IPropertySymbol property, PlatformModel platform)
    {
        if (property.IsStatic || property.Parameters.Length > 0 || property.DeclaringSyntaxReferences.IsEmpty && property.ContainingType.SpecialType is not SpecialType.None)
        {
            return false;
        }

        return EntityOf(property) is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } entity
            && (property.IsVirtual || LazyLoading.IsBy(property, platform))
            && HasKey(entity);
    }

    private static ITypeSymbol? EntityOf(IPropertySymbol property) =>
        Sequences.IsCollection(property.Type)
            ? (property.Type as INamedTypeSymbol)?.TypeArguments is [var element] ? element : null
            : property.Type;

    private static bool HasKey(ITypeSymbol entity)
    {
        for (var type = entity; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().OfType<IPropertySymbol>().Any(member => member.Name == "Id" || member.Name == entity.Name + "Id"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Assigned, named, or filled: nothing is to be reported there.</summary>
    private static bool IsWritten(IPropertyReferenceOperation property) => property.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == property,
        INameOfOperation => true,
        IInvocationOperation { TargetMethod.Name: "Add" or "Remove" or "Clear" } call => call.Instance == property,
        _ => false,
    };

    /// <summary>The navigations from the loop's element to the property; null where it begins elsewhere.</summary>
    private static ImmutableArray<string>? PathFrom(IPropertyReferenceOperation property, Repetition loop)
    {
        var path = ImmutableArray.CreateBuilder<string>();
        IOperation? part = property;
        while (part is IPropertyReferenceOperation { Instance: { } instance, Property.IsIndexer: false } step)
        {
            path.Insert(0, step.Property.Name);
            part = instance.Unwrapped();
        }

        if (part is ILocalReferenceOperation { Local.RefKind: RefKind.None } alias && CalledTrips.ValueOf(alias)?.Unwrapped() is { } named && IsAtCounter(named, loop))
        {
            part = named;
        }

        return part is not null && (IsElement(part, loop) || IsAtCounter(part, loop)) ? path.ToImmutable() : null;
    }

    private static bool IsElement(IOperation part, Repetition loop) =>
        part is ILocalReferenceOperation or IParameterReferenceOperation && ValueFlows.RootOf(part) is { } element && loop.Elements.Contains(element, SymbolEqualityComparer.Default);

    /// <summary>Of a for loop: <c>articles[i]</c>.</summary>
    private static bool IsAtCounter(IOperation part, Repetition loop)
    {
        var (list, at) = part switch
        {
            IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index] } => (array, index),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments: [{ Value: var index }] } => (instance, index),
            _ => (null, null),
        };
        return list is not null && at is not null && loop.Operation is IForLoopOperation
            && ValueFlows.RootOf(list) is { } whole && SymbolEqualityComparer.Default.Equals(whole, ValueFlows.RootOf(loop.Source))
            && ValueFlows.RootOf(at) is { } counter && loop.Elements.Contains(counter, SymbolEqualityComparer.Default);
    }

    /// <summary>The method loads the navigation itself, fills it, asks whether it is loaded, or has loaded the entities behind it.</summary>
    private static bool IsLoadedOtherwise(IPropertyReferenceOperation property, LoadedEntities loaded, PlatformModel platform)
    {
        var entity = EntityOf(property.Property);
        foreach (var operation in property.Root().DescendantsAndSelf())
        {
            switch (operation)
            {
                case IPropertyReferenceOperation other when other != property && SymbolEqualityComparer.Default.Equals(other.Property, property.Property) && (IsInEntry(other) || (other.Parent is IAssignmentOperation assignment && assignment.Target == other)):
                    return true;
                case IInvocationOperation call when call != loaded.Terminal
                    && platform.Find(call.TargetMethod, role => role is Role.SendsQuery or Role.SendsQueryOrWalks) is { } member
                    && call.ArgumentFor(member.Ordinal)?.Value.Unwrapped().Type is INamedTypeSymbol { TypeArguments: [var queried] } && SymbolEqualityComparer.Default.Equals(queried, entity):
                    return true;
            }
        }

        return false;
    }

    private static bool IsInEntry(IOperation property)
    {
        for (var outer = property.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation)
            {
                return outer.Parent is not IDelegateCreationOperation && outer.Parent?.Parent?.Parent is IInvocationOperation { TargetMethod.Name: "Reference" or "Collection" or "Navigation" };
            }
        }

        return false;
    }
}
