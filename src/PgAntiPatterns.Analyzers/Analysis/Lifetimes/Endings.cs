using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Does a call end the transaction of a connection or context, or may it?</summary>
internal static class Endings
{
    /// <summary>True for a commit through the transaction or the context, or one that is written as SQL.</summary>
    public static bool IsEnd(IInvocationOperation call, Carrier? carrier, Lifetime lifetime)
    {
        if (lifetime.Platform.Find(call.TargetMethod, role => role is Role.Commits or Role.RollsBack) is { } end)
        {
            return !(end.Row.Role is Role.RollsBack && ResourceUses.IsInCatch(call)) && (carrier is null || call.Instance is null || (lifetime.Carriers.OfContext(call.Instance) ?? lifetime.Carriers.OfCommand(call.Instance)) is not { } other || other.Equals(carrier));
        }

        return lifetime.Carriers.OfRun(call) is not null && CommandTexts.Of(call, lifetime).Any(sql => SqlEffects.Of(sql) is SqlEffect.Ends);
    }

    /// <summary>True where a call hands the connection or context to somebody who may end its transaction, or where a method beside this one may.</summary>
    public static bool MayEnd(IOperation operation, Carrier? carrier, Lifetime lifetime)
    {
        if (carrier is null)
        {
            return false;
        }

        return operation switch
        {
            IInvocationOperation call when IsBeside(call) && carrier.Kind is CarrierKind.Foreign => IsAble(call, lifetime),
            IInvocationOperation call => call.Arguments.Any(argument => carrier.Equals(lifetime.Carriers.Of(argument.Value)) && IsGiven(argument, call.TargetMethod, lifetime)) && IsAble(call, lifetime),
            IObjectCreationOperation { Constructor: { } constructor } creation => !IsOfLibrary(constructor, lifetime)
                && creation.Arguments.Any(argument => carrier.Equals(lifetime.Carriers.Of(argument.Value)) && IsGiven(argument, constructor, lifetime))
                && (constructor.DeclaringSyntaxReferences.IsEmpty || constructor.ContainingType.GetMembers().OfType<IMethodSymbol>().Any(method => method is { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false, IsAbstract: false } && lifetime.Calls.MayEnd(method))),
            _ => false,
        };
    }

    /// <summary>True for a body that ends a transaction which it did not begin itself, or that calls one which may.</summary>
    public static bool IsIn(Lifetime lifetime)
    {
        var operations = lifetime.Body.WithNested.SelectMany(body => body.Operations).ToList();
        var begin = operations.Where(operation => Unfinished.MayMatter(operation, lifetime.Platform)).Select(operation => operation.Syntax.SpanStart).DefaultIfEmpty(int.MaxValue).Min();
        return operations.OfType<IInvocationOperation>().Any(call =>
            (call.Syntax.SpanStart < begin && IsEnd(call, null, lifetime))
            || ((IsBeside(call) || call.Arguments.Any(argument => IsGiven(argument, call.TargetMethod, lifetime))) && IsAble(call, lifetime)));
    }

    private static bool IsBeside(IInvocationOperation call) =>
        call.Instance is IInstanceReferenceOperation && !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>True where the method called may end a transaction; what it does is unknown where it has no source.</summary>
    private static bool IsAble(IInvocationOperation call, Lifetime lifetime) =>
        !IsOfLibrary(call.TargetMethod, lifetime) && (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || lifetime.Calls.MayEnd(call.TargetMethod));

    private static bool IsOfLibrary(IMethodSymbol method, Lifetime lifetime) =>
        PlatformModel.IsDatabaseMember(method) || lifetime.Platform.Find(method, Role.Borrows) is not null;

    /// <summary>True for an argument through which a transaction can be ended; a query says so only to a method that can be read.</summary>
    private static bool IsGiven(IArgumentOperation argument, IMethodSymbol method, Lifetime lifetime) =>
        !method.DeclaringSyntaxReferences.IsEmpty || lifetime.Platform.Resources.KindOf(Carriers.Bare(argument.Value).Type) is ResourceKind.Connection or ResourceKind.Context or ResourceKind.Transaction or ResourceKind.Scope or ResourceKind.Command;
}
