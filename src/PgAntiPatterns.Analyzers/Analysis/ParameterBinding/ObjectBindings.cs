using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Which parameters does Dapper make of this object? The members of its type, or what was added to it by name.</summary>
internal static class ObjectBindings
{
    /// <summary>The parameters of a call of Dapper; null where nothing is known or the text is no SQL.</summary>
    public static ParameterSet? Of(SqlSink sink, PlatformModel platform, IReadOnlyDictionary<ISymbol, IOperation> arguments)
    {
        var member = (sink.Operation as IInvocationOperation)?.TargetMethod ?? (sink.Operation as IObjectCreationOperation)?.Constructor;
        if (member is null || platform.Find(member, Role.TakesDapperSql) is null || !IsText(sink.Operation, member, platform))
        {
            return null;
        }

        var given = platform.Find(member, Role.TakesParameterObject) is { } taker ? sink.Operation.ArgumentFor(taker.Ordinal) : null;
        var value = given?.Value.Unwrapped();
        if (value is IParameterReferenceOperation { Parameter: var parameter } && arguments.TryGetValue(parameter, out var argument))
        {
            value = argument;
        }

        var state = value is null ? BindingState.Fresh : Of(value, platform);
        return state is null ? null : new ParameterSet(state);
    }

    /// <summary>What an object holds; null where that is decided at run time.</summary>
    public static BindingState? Of(IOperation value, PlatformModel platform)
    {
        var inner = value.Unwrapped();
        if (inner.ConstantValue is { HasValue: true, Value: null } || inner is IDefaultValueOperation)
        {
            return BindingState.Fresh;
        }

        switch (inner)
        {
            case IAnonymousObjectCreationOperation anonymous:
                return OfAnonymous(anonymous);
            case IObjectCreationOperation creation when BagTrace.Created(creation, platform) is { } bag:
                return creation.Initializer is null ? bag : null;
            case IObjectCreationOperation { Type: { } exact }:
                return OfType(exact, inner, isExact: true, platform);
            case ILocalReferenceOperation { Local: var local } when BagTrace.Of(local, inner, platform) is { } held && IsBag(local.Type, platform):
                return held;
            case IParameterReferenceOperation { Parameter: var parameter } when IsBag(parameter.Type, platform):
                return BagTrace.Of(parameter, inner, platform);
            case ILocalReferenceOperation { Local: var local } reference when VariableTrace.OnlyValue(local, reference) is IAnonymousObjectCreationOperation or IObjectCreationOperation:
                return Of(VariableTrace.OnlyValue(local, reference)!, platform);
            default:
                return inner.Type is null ? null : OfType(inner.Type, inner, isExact: false, platform);
        }
    }

    private static bool IsText(IOperation call, ISymbol member, PlatformModel platform) =>
        platform.Find(member, Role.TakesCommandType) is not { } kind
        || call.ArgumentFor(kind.Ordinal) is not { } argument
        || argument.Value.Unwrapped().ConstantValue is { HasValue: true, Value: null or 1 }
        || argument.Value.Unwrapped() is IDefaultValueOperation;

    private static bool IsBag(ITypeSymbol type, PlatformModel platform) =>
        type is INamedTypeSymbol named && named.Constructors.Any(constructor => platform.Find(constructor, Role.CreatesParameterBag) is not null);

    private static BindingState OfAnonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var state = BindingState.Fresh;
        foreach (var member in anonymous.Initializers)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name }, Value: var value })
            {
                state = state.Plus(new BoundParameter(name, member) { Value = value });
            }
        }

        return state;
    }

    /// <summary>The members of a type, inherited ones included; null where the object can be of another one.</summary>
    private static BindingState? OfType(ITypeSymbol type, IOperation source, bool isExact, PlatformModel platform)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } wrapped })
        {
            type = wrapped[0];
        }

        if (type.SpecialType is SpecialType.System_String || type.IsTupleType)
        {
            return null;
        }

        if (type is IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true } && ArrayValues.ElementOf(type) is { } element)
        {
            return OfType(element, source, isExact: false, platform);
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named
            || PlatformModel.BindsItself(named)
            || named.AllInterfaces.Any(candidate => candidate.SpecialType is SpecialType.System_Collections_IEnumerable)
            || !(isExact || IsExactly(named, platform.Compilation)))
        {
            return null;
        }

        var state = BindingState.Fresh;
        for (INamedTypeSymbol? current = named; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                var memberType = member switch
                {
                    IPropertySymbol { IsStatic: false, IsIndexer: false } property => property.Type,
                    IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field => field.Type,
                    _ => null,
                };
                if (memberType is not null && state.May.All(known => !known.IsCalled(member.Name)))
                {
                    state = state with { May = state.May.Add(new BoundParameter(member.Name, source) { MemberType = memberType }.From(member.Name)) };
                }
            }
        }

        return state with { Must = state.May };
    }

    /// <summary>True where no value of the type is of a type derived from it.</summary>
    private static bool IsExactly(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.IsSealed || type.IsValueType || type.IsAnonymousType)
        {
            return true;
        }

        return !type.IsAbstract
            && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            && !DerivedTypes.Of(type, compilation).Any(derived => SymbolEqualityComparer.Default.Equals(derived.BaseType?.OriginalDefinition, type.OriginalDefinition));
    }
}
