using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>How often is the data source created that this call gives back? Follows where it goes: into a field, a cache, the container, or nowhere.</summary>
internal static class DataSourceCreations
{
    private const int MaxDepth = 3;

    /// <summary>True where a call gives back a data source that nobody else has: the driver's own, or a method with source that hands one on.</summary>
    public static bool IsCreation(IOperation operation, PlatformModel platform) => IsCreation(operation, platform, MaxDepth);

    /// <summary>True for the types of data sources that speak to PostgreSQL, or to any database.</summary>
    public static bool IsDataSource(ITypeSymbol? type, PlatformModel platform)
    {
        var driver = platform.MembersOf(row => row is { Role: Role.CreatesDataSource, Member: "Create" }).FirstOrDefault()?.Symbol.ContainingType;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, driver))
            {
                return true;
            }
        }

        return driver is not null && SymbolEqualityComparer.Default.Equals(type, driver.BaseType);
    }

    /// <summary>How often a created data source comes to be.</summary>
    public static Frequency Of(IOperation creation, PlatformModel platform)
    {
        var outer = creation;
        while (true)
        {
            switch (outer.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or IAwaitOperation or IConditionalAccessOperation:
                case IConditionalOperation conditional when conditional.Condition != outer && conditional.Type is not null:
                case ISwitchExpressionArmOperation or ISwitchExpressionOperation:
                    outer = outer.Parent;
                    continue;
                case ICoalesceOperation coalesce when coalesce.WhenNull == outer:
                    // What stands before it remembers an earlier one.
                    return Frequency.Once;
                default:
                    return OfValue(outer, creation, platform);
            }
        }
    }

    private static Frequency OfValue(IOperation value, IOperation creation, PlatformModel platform)
    {
        switch (value.Parent)
        {
            case IFieldInitializerOperation or IPropertyInitializerOperation:
                return CodeFrequency.Of(value, platform);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator }:
                return OfLocal(local, declarator, creation, platform);
            case ICoalesceAssignmentOperation:
                return Frequency.Once;
            case ISimpleAssignmentOperation assignment when assignment.Value == value:
                return OfTarget(assignment.Target, creation, platform);
            case IReturnOperation returned:
                return OfReturn(returned, platform);
            case IArgumentOperation { Parameter: { } parameter, Parent: { } call }:
                return OfArgument(call, parameter, creation, platform);
            case IInvocationOperation or IPropertyReferenceOperation or IUsingOperation or IExpressionStatementOperation:
                return CodeFrequency.Of(creation, platform);
            default:
                return Frequency.Unknown;
        }
    }

    /// <summary>Kept in a field it lives as long as its owner; who overwrites a field later is not followed.</summary>
    private static Frequency OfTarget(IOperation target, IOperation creation, PlatformModel platform) => target switch
    {
        ILocalReferenceOperation { Local: var local } => VariableUses.Of(creation).Writes(local).OfType<IVariableDeclaratorOperation>().FirstOrDefault() is { } declared
            ? OfLocal(local, declared, creation, platform)
            : DiesWith(local, creation, isUsing: false, platform),
        IMemberReferenceOperation { Member.IsStatic: true } => Frequency.Once,
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation } when SourceOperations.DeclaredAt(creation.Root()) is IMethodSymbol { MethodKind: MethodKind.Constructor } && !IsInLambda(creation) => CodeFrequency.Of(creation, platform),
        IDiscardOperation => CodeFrequency.Of(creation, platform),
        _ => Frequency.Unknown,
    };

    private static bool IsInLambda(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static Frequency OfArgument(IOperation call, IParameterSymbol parameter, IOperation creation, PlatformModel platform)
    {
        if (CodeFrequency.OfArgument(call, parameter, platform) is Frequency.Once)
        {
            return Frequency.Once;
        }

        var around = CodeFrequency.Of(creation, platform);
        if (call is IInvocationOperation invocation && platform.Find(invocation.TargetMethod, Role.UsesDataSource) is not null)
        {
            return around;
        }

        // Whatever takes it over is made as often as the container makes it.
        return around is Frequency.PerScope && call is IObjectCreationOperation ? around : Frequency.Unknown;
    }

    /// <summary>A property builds one for every reader; a method is asked about where it is called; a lambda where it is given away.</summary>
    private static Frequency OfReturn(IOperation returned, PlatformModel platform)
    {
        for (var outer = returned.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation lambda:
                    return CodeFrequency.OfDelegate(lambda, platform) is var frequency and not Frequency.PerCall ? frequency : Frequency.Unknown;
                case ILocalFunctionOperation { Symbol: var function }:
                    return OfTaken(function, platform);
            }
        }

        return SourceOperations.DeclaredAt(returned.Root()) switch
        {
            IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.PropertyGet } => IsGuarded(returned) ? Frequency.Unknown : Frequency.PerCall,
            IMethodSymbol method => OfTaken(method, platform),
            _ => Frequency.Unknown,
        };
    }

    /// <summary>A factory that is given to a container comes as often as its scopes.</summary>
    private static Frequency OfTaken(IMethodSymbol factory, PlatformModel platform) =>
        Callers.Of(factory, platform.Compilation)?.OfType<IMethodReferenceOperation>().Any(taken => CodeFrequency.OfDelegate(taken, platform) is Frequency.PerScope) is true
            ? Frequency.PerScope
            : Frequency.Unknown;

    private static bool IsGuarded(IOperation returned)
    {
        for (var outer = returned.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalOperation or ISwitchOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static Frequency OfLocal(ILocalSymbol local, IVariableDeclaratorOperation declarator, IOperation creation, PlatformModel platform)
    {
        var isUsing = false;
        for (var outer = declarator.Parent; outer is IVariableDeclarationOperation or IVariableDeclarationGroupOperation or IUsingDeclarationOperation or IUsingOperation; outer = outer.Parent)
        {
            isUsing |= outer is IUsingDeclarationOperation or IUsingOperation;
        }

        return DiesWith(local, creation, isUsing, platform);
    }

    /// <summary>A local that nobody else gets lives as long as its block; one that is kept somewhere lives as long as that.</summary>
    private static Frequency DiesWith(ILocalSymbol local, IOperation creation, bool isUsing, PlatformModel platform)
    {
        foreach (var reference in VariableUses.Of(creation).References(local))
        {
            var outer = reference;
            while (outer.Parent is IConversionOperation or IParenthesizedOperation or IConditionalAccessOperation)
            {
                outer = outer.Parent;
            }

            switch (outer.Parent)
            {
                case IArgumentOperation { Parameter: { } parameter, Parent: { } call }:
                    if (CodeFrequency.OfArgument(call, parameter, platform) is Frequency.Once)
                    {
                        return Frequency.Once;
                    }

                    if (!isUsing && (call is not IInvocationOperation { TargetMethod: var method } || platform.Find(method, Role.UsesDataSource) is null))
                    {
                        return Frequency.Unknown;
                    }

                    break;
                case ISimpleAssignmentOperation assignment when assignment.Value == outer:
                    return assignment.Target is ILocalReferenceOperation ? Frequency.Unknown : OfTarget(assignment.Target, creation, platform);
                case IReturnOperation returned when !isUsing:
                    return OfReturn(returned, platform);
                case IInvocationOperation or IPropertyReferenceOperation or ISimpleAssignmentOperation or IUsingOperation or IExpressionStatementOperation or IBinaryOperation or IIsPatternOperation or IConditionalAccessOperation:
                    break;
                default:
                    if (!isUsing)
                    {
                        return Frequency.Unknown;
                    }

                    break;
            }

            if (!isUsing && FunctionOf(reference) != FunctionOf(creation))
            {
                return Frequency.Unknown;
            }
        }

        return CodeFrequency.Of(creation, platform);
    }

    private static IOperation? FunctionOf(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return outer;
            }
        }

        return null;
    }

    private static bool IsCreation(IOperation operation, PlatformModel platform, int depth)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method })
        {
            return false;
        }

        if (platform.Find(method, Role.CreatesDataSource) is not null)
        {
            return true;
        }

        if (depth == 0 || method.DeclaringSyntaxReferences.IsEmpty || !IsDataSource(ResultOf(method), platform) || method.IsAbstract || method.IsVirtual)
        {
            return false;
        }

        return SourceOperations.BodyOf(method.OriginalDefinition, platform.Compilation) is { } body
            && Returns(body) is { Count: > 0 } returned
            && returned.All(value => IsFresh(value.Unwrapped(), platform, depth - 1));
    }

    private static ITypeSymbol ResultOf(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : method.ReturnType;

    private static bool IsFresh(IOperation value, PlatformModel platform, int depth) => value switch
    {
        IAwaitOperation awaited => IsFresh(awaited.Operation.Unwrapped(), platform, depth),
        ILocalReferenceOperation { Local: var local } => VariableTrace.OnlyValue(local, value) is { } source
            && IsFresh(source, platform, depth)
            && VariableUses.Of(value).References(local).All(reference => reference.Parent is not (IArgumentOperation or ISimpleAssignmentOperation)),
        _ => IsCreation(value, platform, depth),
    };

    private static List<IOperation> Returns(IOperation body)
    {
        var found = new List<IOperation>();
        var pending = new Stack<IOperation>();
        pending.Push(body);
        while (pending.Count > 0)
        {
            foreach (var child in pending.Pop().ChildOperations)
            {
                if (child is IReturnOperation { ReturnedValue: { } value })
                {
                    found.Add(value);
                }
                else if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    pending.Push(child);
                }
            }
        }

        return found;
    }
}
