using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Does this operation wait for an answer of PostgreSQL?</summary>
internal static class RoundTrips
{
    /// <summary>The round trip that an operation makes by itself; null where it makes none.</summary>
    public static RoundTrip? At(IOperation operation, PlatformModel platform) => operation switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call => OfCompiledQuery(call, platform),
        IInvocationOperation call => OfCall(call, platform),
        IForEachLoopOperation { Collection: var collection } when EntityQueries.RunsWhenWalked(collection, platform) =>
            new RoundTrip(collection, RoundTripKind.EntityQuery, ImmutableArray.Create(collection), EntityQueries.ContextOf(collection), new SqlFacts(SqlEffect.Read)),
        _ => null,
    };

    /// <summary>False for a method that makes no round trip by itself.</summary>
    public static bool MayBe(IMethodSymbol method, PlatformModel platform) => platform.Find(method, Sends) is not null;

    private static RoundTrip? OfCall(IInvocationOperation call, PlatformModel platform)
    {
        if (platform.Find(call.TargetMethod, Sends) is not { } member)
        {
            return null;
        }

        switch (member.Row.Role)
        {
            case Role.SendsCommand:
                return call.Instance is { } command && platform.IsPostgres(member, command) ? OfCommand(call, command, platform) : null;
            case Role.SendsSql or Role.SendsSqlPerElement:
                return call.ArgumentFor(member.Ordinal)?.Value is { } connection && platform.IsPostgres(member, connection) ? OfDapper(call, connection, platform) : null;
            case Role.SendsQuery or Role.SendsSetWrite:
                return call.ArgumentFor(member.Ordinal)?.Value is { } query && platform.IsOnlyProvider && EntityQueries.IsDatabase(query, platform) is not false
                    ? OfEntities(call, query, member.Row.Role is Role.SendsSetWrite ? RoundTripKind.EntityWrite : RoundTripKind.EntityQuery, platform)
                    : null;
            case Role.SendsQueryOrWalks:
                return call.ArgumentFor(member.Ordinal)?.Value is { } source && platform.IsOnlyProvider && SessionTypes.IsQueryable(source.Unwrapped().Type) && EntityQueries.IsDatabase(source, platform) is true
                    ? OfEntities(call, source, RoundTripKind.EntityQuery, platform)
                    : null;
            case Role.SendsKeyLookup or Role.SendsNavigationLoad or Role.SendsEntitySql or Role.SendsChanges:
                return platform.IsOnlyProvider ? OfContext(call, member, platform) : null;
            case Role.RentsConnection:
                return call.Instance is { } session && platform.IsPostgres(member, session)
                    ? new RoundTrip(call, RoundTripKind.Rent, ImmutableArray<IOperation>.Empty, session, SqlFacts.Unknown)
                    : null;
            default:
                return null;
        }
    }

    private static bool Sends(Role role) => role is Role.SendsCommand or Role.SendsSql or Role.SendsSqlPerElement or Role.SendsQuery or Role.SendsQueryOrWalks
        or Role.SendsSetWrite or Role.SendsKeyLookup or Role.SendsNavigationLoad or Role.SendsChanges or Role.SendsEntitySql or Role.RentsConnection;

    private static RoundTrip OfCommand(IInvocationOperation call, IOperation command, PlatformModel platform)
    {
        var sinks = CommandTexts.SinksOf(command, platform);
        var trip = OfSinks(call, sinks, ImmutableArray.Create(command), CommandTexts.SessionOf(command), platform);
        // A command from elsewhere has one text, whatever it is; only its parameters can change.
        return sinks.IsEmpty && command.Unwrapped() is IParameterReferenceOperation or IFieldReferenceOperation
            ? trip with { Kind = call.TargetMethod.Name.StartsWith("ExecuteNonQuery", StringComparison.Ordinal) ? RoundTripKind.Write : RoundTripKind.Read }
            : trip;
    }

    private static RoundTrip OfDapper(IInvocationOperation call, IOperation connection, PlatformModel platform)
    {
        var inputs = call.Arguments.Where(argument => argument.Parameter?.Ordinal != 0 && !argument.IsImplicit).Select(argument => argument.Value).ToImmutableArray();
        var sinks = SqlSinks.At(call, platform) is { } sink
            ? ImmutableArray.Create(sink)
            : inputs.IsEmpty ? ImmutableArray<SqlSink>.Empty : CommandTexts.SinksOf(inputs[0], platform);
        return OfSinks(call, sinks, inputs, connection, platform);
    }

    private static RoundTrip OfSinks(IInvocationOperation call, ImmutableArray<SqlSink> sinks, ImmutableArray<IOperation> inputs, IOperation? session, PlatformModel platform)
    {
        var facts = SqlFacts.Of(sinks, platform);
        var kind = facts.Effect switch
        {
            SqlEffect.Read => RoundTripKind.Read,
            SqlEffect.Write => RoundTripKind.Write,
            _ => RoundTripKind.Other,
        };
        return new RoundTrip(call, kind, inputs, session, facts)
        {
            Choices = facts.IsChosen ? sinks.Select(sink => sink.Expression).ToImmutableArray() : ImmutableArray<IOperation>.Empty,
            SqlParameter = sinks.Length == 1 && sinks[0].Expression.Unwrapped() is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol } parameter } ? parameter.Ordinal : -1,
        };
    }

    private static RoundTrip OfEntities(IInvocationOperation call, IOperation query, RoundTripKind kind, PlatformModel platform)
    {
        var isPage = query.DescendantsAndSelf().Any(part => part is IInvocationOperation skip && platform.Find(skip.TargetMethod, Role.SkipsRows) is not null);
        return new RoundTrip(
            call,
            kind,
            call.Arguments.Where(argument => !argument.IsImplicit || argument.ArgumentKind is ArgumentKind.Explicit).Select(argument => argument.Value).ToImmutableArray(),
            EntityQueries.ContextOf(query),
            new SqlFacts(kind is RoundTripKind.EntityWrite ? SqlEffect.Write : SqlEffect.Read, IsPage: isPage));
    }

    private static RoundTrip? OfContext(IInvocationOperation call, ApiMember member, PlatformModel platform)
    {
        var origin = call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;
        var session = origin is null ? null : EntityQueries.ContextOf(origin);
        var arguments = call.Arguments.Select(argument => argument.Value).ToImmutableArray();
        switch (member.Row.Role)
        {
            case Role.SendsKeyLookup:
                return new RoundTrip(call, RoundTripKind.EntityQuery, arguments, session, new SqlFacts(SqlEffect.Read));
            case Role.SendsNavigationLoad:
                return origin is null ? null : new RoundTrip(call, RoundTripKind.EntityQuery, ImmutableArray.Create(origin), session, new SqlFacts(SqlEffect.Read));
            case Role.SendsChanges:
                return new RoundTrip(call, RoundTripKind.Save, ImmutableArray<IOperation>.Empty, session, SqlFacts.Unknown);
            default:
                var facts = SqlSinks.At(call, platform) is { } sink ? SqlFacts.Of([sink], platform) : SqlFacts.Unknown;
                var kind = facts.Effect is SqlEffect.Write or SqlEffect.Read ? RoundTripKind.EntityWrite : RoundTripKind.Other;
                return new RoundTrip(call, kind, arguments.Skip(1).ToImmutableArray(), session, facts);
        }
    }

    private static RoundTrip? OfCompiledQuery(IInvocationOperation call, PlatformModel platform)
    {
        var maker = call.Instance?.Unwrapped() switch
        {
            IFieldReferenceOperation { Field: var field } => SourceOperations.InitializerOf(field, platform.Compilation),
            IPropertyReferenceOperation { Property: var property } => SourceOperations.InitializerOf(property, platform.Compilation),
            ILocalReferenceOperation { Local: var local } reference => VariableUses.Of(reference).Writes(local).Select(CommandTexts.ValueOf).FirstOrDefault(value => value is not null),
            _ => null,
        };
        return platform.IsOnlyProvider && maker?.Unwrapped() is IInvocationOperation made && platform.Find(made.TargetMethod, Role.CompilesQuery) is not null
            ? new RoundTrip(
                call,
                RoundTripKind.EntityQuery,
                call.Arguments.Select(argument => argument.Value).ToImmutableArray(),
                call.Arguments.Select(argument => argument.Value).FirstOrDefault(value => SessionTypes.IsSession(value.Type)),
                new SqlFacts(SqlEffect.Read))
            : null;
    }
}
