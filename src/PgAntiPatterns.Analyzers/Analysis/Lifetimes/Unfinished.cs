using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.Lifetimes;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Is what a transaction or a COPY wrote ever made permanent?</summary>
internal static class Unfinished
{
    /// <summary>True where an operation may begin a transaction or a COPY.</summary>
    public static bool MayMatter(IOperation operation, PlatformModel platform) => operation switch
    {
        IInvocationOperation call => platform.Find(call.TargetMethod, role => role is Role.BeginsTransaction or Role.BeginsContextTransaction or Role.BeginsCopy) is not null,
        IObjectCreationOperation creation => platform.Resources.KindOf(creation.Type) is ResourceKind.Scope,
        _ => false,
    };

    /// <summary>The binary imports of a body that nobody completes.</summary>
    public static IEnumerable<IOperation> Imports(FlowBody root, PlatformModel platform, CancellationToken cancellation) =>
        from lifetime in Lifetimes(root, platform, cancellation)
        from call in lifetime.Body.Operations.OfType<IInvocationOperation>()
        where platform.Find(call.TargetMethod, Role.BeginsCopy) is { Row.Detail: LifetimeRows.BinaryImport }
        let uses = ResourceUses.Of(call, lifetime)
        where uses is { Escapes: false } && uses.Calls(Role.ReadsOn) && (uses.Calls(Role.CompletesCopy) ? IsForgotten(call, lifetime) : true)
        select call;

    /// <summary>The transactions of a body that write and that nobody commits or rolls back.</summary>
    public static IEnumerable<IOperation> Transactions(FlowBody root, PlatformModel platform, CancellationToken cancellation)
    {
        foreach (var lifetime in Lifetimes(root, platform, cancellation))
        {
            foreach (var operation in lifetime.Body.Operations.Where(operation => MayMatter(operation, platform)))
            {
                if (operation is IInvocationOperation call && platform.Find(call.TargetMethod, Role.BeginsCopy) is null && IsLost(call, lifetime.Carriers.OfRun(call), lifetime))
                {
                    yield return operation;
                }
                else if (operation is IObjectCreationOperation && IsLost(operation, null, lifetime))
                {
                    yield return operation;
                }
            }
        }
    }

    private static IEnumerable<Lifetime> Lifetimes(FlowBody root, PlatformModel platform, CancellationToken cancellation) =>
        root.WithNested.Select(body => new Lifetime(body, platform, Summaries.Of(platform), 0, cancellation));

    /// <summary>True where a path writes its last row and ends without completing the import, although another path completes it.</summary>
    private static bool IsForgotten(IInvocationOperation import, Lifetime lifetime)
    {
        if (lifetime.Body.Nested.Length > 0)
        {
            return false;
        }

        var tracking = new FinishTracking(lifetime, import, call => IsDone(call, Role.ReadsOn), call => IsDone(call, Role.CompletesCopy));
        return tracking.Follow() && tracking.Outcome.IsLost;

        bool IsDone(IInvocationOperation call, Role role) =>
            lifetime.Platform.Find(call.TargetMethod, role) is not null || IsDoneBy(call, ResourceKind.Copy, asked => asked == role, lifetime);
    }

    /// <summary>True where a helper does something with the transaction or COPY that it is given.</summary>
    private static bool IsDoneBy(IInvocationOperation call, ResourceKind kind, Func<Role, bool> isAsked, Lifetime lifetime) =>
        call.Arguments.Any(argument => argument.Parameter is { } parameter && lifetime.Platform.Resources.KindOf(parameter.Type) == kind
            && lifetime.Calls.CallsOn(call.TargetMethod, parameter.Ordinal) is { } calls && calls.Any(called => lifetime.Platform.Find(called, isAsked) is not null));

    private static bool IsLost(IOperation begin, Carrier? carrier, Lifetime lifetime)
    {
        var uses = ResourceUses.Of(begin, lifetime);
        if ((uses is null ? !IsIgnored(begin, carrier, lifetime) : uses.Escapes || uses.CallsOnPurpose(Role.RollsBack)) || (carrier is null && begin is IInvocationOperation) || IsOutsideOfTransactions(begin)
            || lifetime.Body.Root.WithNested.SelectMany(body => body.Operations).Any(operation => operation != begin && Endings.MayEnd(operation, carrier, lifetime)))
        {
            return false;
        }

        return uses?.Calls(Role.Commits) is true ? IsForgotten(begin, carrier, lifetime) : IsNeverEnded(begin, carrier, lifetime);
    }

    /// <summary>True where a path writes and ends without a commit, although another path commits.</summary>
    private static bool IsForgotten(IOperation begin, Carrier? carrier, Lifetime lifetime)
    {
        if (lifetime.Body.WithNested.Skip(1).Any(body => body.Operations.OfType<IInvocationOperation>().Any(call => Endings.IsEnd(call, carrier, lifetime))))
        {
            return false;
        }

        var tracking = new FinishTracking(
            lifetime,
            begin,
            call => Writes(call, lifetime) && (carrier is null || lifetime.Runs(call).Contains(carrier)) && !IsRehearsal(call, carrier, lifetime),
            call => Endings.IsEnd(call, carrier, lifetime) || IsDoneBy(call, ResourceKind.Transaction, role => role is Role.Commits or Role.RollsBack, lifetime) || IsDoneBy(call, ResourceKind.Scope, role => role is Role.Commits or Role.RollsBack, lifetime));
        return tracking.Follow() && tracking.Outcome.IsLost && !tracking.Outcome.IsGivenAway;
    }

    /// <summary>True in a branch that leaves in front of the commit: what <c>if (preview) { Save(); return; }</c> writes may be undone on purpose.</summary>
    private static bool IsRehearsal(IInvocationOperation call, Carrier? carrier, Lifetime lifetime)
    {
        var exit = call.Syntax.Ancestors().TakeWhile(node => node is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Select(ReturnOf).FirstOrDefault(found => found is not null);
        return exit is not null
            && lifetime.Body.Operations.OfType<IInvocationOperation>().Any(later => later.Syntax.SpanStart > exit.Span.End && Endings.IsEnd(later, carrier, lifetime));

        static ReturnStatementSyntax? ReturnOf(SyntaxNode branch) => branch switch
        {
            ReturnStatementSyntax { Parent: IfStatementSyntax or ElseClauseSyntax } only => only,
            BlockSyntax { Parent: IfStatementSyntax or ElseClauseSyntax } block => block.Statements.LastOrDefault() as ReturnStatementSyntax,
            SwitchSectionSyntax section => section.Statements.LastOrDefault() as ReturnStatementSyntax,
            _ => null,
        };
    }

    /// <summary>True where nobody keeps the transaction, so that only the connection or context could end it, and nobody else in the type does.</summary>
    private static bool IsIgnored(IOperation begin, Carrier? carrier, Lifetime lifetime)
    {
        var current = begin;
        while (current.Parent is IAwaitOperation or IConversionOperation)
        {
            current = current.Parent;
        }

        return current.Parent is IExpressionStatementOperation or null
            && carrier is { Kind: CarrierKind.Local or CarrierKind.Foreign }
            && (carrier.Kind is CarrierKind.Local || !IsEndedInType(begin.Syntax));
    }

    private static bool IsEndedInType(SyntaxNode begin) =>
        begin.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
        || type.DescendantTokens().Any(token => token.ValueText.StartsWith("Commit", StringComparison.Ordinal) || token.ValueText.StartsWith("Rollback", StringComparison.Ordinal) || token.ValueText is "CurrentTransaction");

    /// <summary>True for a scope that suppresses the transaction around it.</summary>
    private static bool IsOutsideOfTransactions(IOperation begin) =>
        begin is IObjectCreationOperation { Arguments: var arguments } && arguments.Any(argument => argument.Parameter?.Type.Name is "TransactionScopeOption" && argument.Value.ConstantValue is { HasValue: true, Value: 2 });

    private static bool IsNeverEnded(IOperation begin, Carrier? carrier, Lifetime lifetime)
    {
        var isWritten = false;
        foreach (var call in lifetime.Body.Root.WithNested.SelectMany(body => body.Operations).OfType<IInvocationOperation>())
        {
            if (Endings.IsEnd(call, carrier, lifetime))
            {
                return false;
            }

            isWritten |= call.Syntax.SpanStart > begin.Syntax.SpanStart && Writes(call, lifetime) && (carrier is null || lifetime.Runs(call).Contains(carrier));
        }

        return isWritten;
    }

    /// <summary>True for a call that changes rows, itself or in a helper of the source.</summary>
    public static bool Writes(IInvocationOperation call, Lifetime lifetime)
    {
        var platform = lifetime.Platform;
        if (platform.Find(call.TargetMethod, Role.BeginsCopy) is { Row.Detail: LifetimeRows.BinaryImport or LifetimeRows.TextImport } || lifetime.Calls.Writes(call.TargetMethod))
        {
            return true;
        }

        var isOnContext = platform.Find(call.TargetMethod, Role.WritesOnContext) is not null;
        if (!isOnContext && platform.Find(call.TargetMethod, role => role is Role.RunsCommand or Role.RunsOnConnection or Role.OpensReader) is null)
        {
            return false;
        }

        var effects = CommandTexts.Of(call, lifetime).Select(SqlEffects.Of).ToList();
        return isOnContext || call.TargetMethod.Name is "ExecuteNonQuery" or "ExecuteNonQueryAsync" or "Execute" or "ExecuteAsync"
            ? !effects.Any(effect => effect is SqlEffect.Reads or SqlEffect.Ends)
            : effects.Count > 0 && effects.All(effect => effect is SqlEffect.Writes);
    }
}
