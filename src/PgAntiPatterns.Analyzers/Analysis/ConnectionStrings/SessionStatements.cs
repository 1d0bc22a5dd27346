using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does a statement change the session that it runs in, and on which connection?</summary>
internal static class SessionStatements
{
    /// <summary>What a statement changes for the rest of its session; null where it ends with the statement or transaction.</summary>
    public static string? ChangeOf(string sql)
    {
        var words = sql.Split([' ', '\t', '\r', '\n', '=', '(', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Take(6).Select(word => word.ToUpperInvariant()).ToList();
        return words switch
        {
            ["SET", "LOCAL" or "TRANSACTION" or "CONSTRAINTS", ..] => null,
            ["SET", "SESSION", "CHARACTERISTICS", ..] => "SET SESSION CHARACTERISTICS",
            ["SET", "SESSION", "AUTHORIZATION", ..] => "SET SESSION AUTHORIZATION",
            ["SET", "SESSION", var name, ..] => "SET " + name.ToLowerInvariant(),
            ["SET", "ROLE", ..] => "SET ROLE",
            ["SET", "TIME", "ZONE", ..] => "SET TIME ZONE",
            ["SET", var name, ..] => "SET " + name.ToLowerInvariant(),
            ["SELECT", "SET_CONFIG", ..] when IsForSession(sql) => "set_config",
            _ => null,
        };
    }

    /// <summary>What a statement leaves in its session besides, which a transaction pooler hands to somebody else.</summary>
    public static string? LeftoverOf(string sql)
    {
        if (ChangeOf(sql) is { } change)
        {
            return change;
        }

        var words = sql.Split([' ', '\t', '\r', '\n', '(', ';'], StringSplitOptions.RemoveEmptyEntries).Take(6).Select(word => word.ToUpperInvariant()).ToList();
        return words switch
        {
            ["PREPARE", "TRANSACTION", ..] => null,
            ["LISTEN", ..] => "LISTEN",
            ["PREPARE" or "EXECUTE" or "DEALLOCATE" or "LOAD", ..] => words[0],
            ["DECLARE", ..] when sql.IndexOf("with hold", StringComparison.OrdinalIgnoreCase) >= 0 => "DECLARE … WITH HOLD",
            ["CREATE", "TEMP" or "TEMPORARY", "TABLE", ..] when sql.IndexOf("on commit drop", StringComparison.OrdinalIgnoreCase) < 0 => "CREATE TEMP TABLE",
            ["SELECT", "PG_ADVISORY_LOCK" or "PG_TRY_ADVISORY_LOCK", ..] => words[1].ToLowerInvariant(),
            _ => null,
        };
    }

    /// <summary>True where nothing else is said in the same text, so that whatever depends on it comes later.</summary>
    public static bool IsAlone(string sql) => sql.Trim().TrimEnd(';').IndexOf(';') < 0;

    /// <summary>True where a connection that the body opened for itself does nothing but run one statement.</summary>
    public static bool IsOnlyUse(IOperation operation, PlatformModel platform)
    {
        if (ChannelOf(operation) is not ILocalReferenceOperation { Local: var local } channel || VariableUses.Of(channel).Writes(local) is not [IVariableDeclaratorOperation declarator] || !IsUsing(declarator))
        {
            return false;
        }

        return VariableUses.Of(channel).References(local).All(reference => reference == channel || reference.Parent is IInvocationOperation { TargetMethod.Name: "Open" or "OpenAsync" or "Close" or "CloseAsync" or "Dispose" or "DisposeAsync" });
    }

    private static bool IsUsing(IOperation declarator)
    {
        for (var outer = declarator.Parent; outer is IVariableDeclarationOperation or IVariableDeclarationGroupOperation or IUsingDeclarationOperation or IUsingOperation; outer = outer.Parent)
        {
            if (outer is IUsingDeclarationOperation or IUsingOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The connection or data source that an operation sends its statement through; null where it is out of sight.</summary>
    public static IOperation? ChannelOf(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { } instance } => instance.Unwrapped(),
        IInvocationOperation { Arguments: { Length: > 0 } arguments } => arguments[0].Value.Unwrapped(),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation { Local: var command } reference } } => VariableTrace.OnlyValue(command, reference) switch
        {
            IInvocationOperation { Instance: { } connection } => connection.Unwrapped(),
            IObjectCreationOperation { Arguments: { Length: > 1 } given } => given[1].Value.Unwrapped(),
            _ => null,
        },
        IObjectCreationOperation { Arguments: { Length: > 1 } arguments } => arguments[1].Value.Unwrapped(),
        _ => null,
    };

    /// <summary>What a channel was created with; null where that is not in the same body or a static field.</summary>
    public static IOperation? SourceOf(IOperation channel, PlatformModel platform)
    {
        var source = channel switch
        {
            ILocalReferenceOperation { Local: var local } => VariableTrace.OnlyValue(local, channel),
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } => SourceOperations.InitializerOf(field, platform.Compilation)?.Unwrapped(),
            IPropertyReferenceOperation { Property: { SetMethod: null } property } => SourceOperations.InitializerOf(property, platform.Compilation)?.Unwrapped(),
            _ => null,
        };
        while (source is IAwaitOperation awaited)
        {
            source = awaited.Operation.Unwrapped();
        }

        // An opened connection comes from the data source that opened it.
        return source is IInvocationOperation { Instance: { } owner } call && platform.Find(call.TargetMethod, Role.CreatesDataSource) is null && owner.Unwrapped() is IFieldReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation
            ? SourceOf(owner.Unwrapped(), platform)
            : WithoutBuilding(source);

        // The builder knows the settings, not the call of Build.
        static IOperation? WithoutBuilding(IOperation? built)
        {
            while (built is IInvocationOperation { Instance: { } inner })
            {
                built = inner.Unwrapped();
            }

            return built;
        }
    }

    private static bool IsForSession(string sql)
    {
        var compact = string.Concat(sql.Where(character => !char.IsWhiteSpace(character))).ToUpperInvariant();
        return compact.TrimEnd(';').EndsWith(",FALSE)", StringComparison.Ordinal);
    }
}
