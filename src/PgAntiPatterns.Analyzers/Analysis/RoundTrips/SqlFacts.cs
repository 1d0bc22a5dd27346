using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>What a command's SQL does.</summary>
internal enum SqlEffect
{
    /// <summary>The text cannot be read.</summary>
    Unknown,

    /// <summary>Only reads.</summary>
    Read,

    /// <summary>Changes rows.</summary>
    Write,

    /// <summary>Anything else: definitions, settings, notifications, locks.</summary>
    Other,
}

/// <summary>What is to be known about a command's SQL when it runs more than once.</summary>
/// <param name="Effect">What the statements do.</param>
/// <param name="TakesSet">True where the statement takes an array, so that one execution handles many keys.</param>
/// <param name="IsPage">True where the statement skips rows.</param>
/// <param name="IsClaim">True where the statement takes work that others leave alone: SKIP LOCKED.</param>
/// <param name="IsSlice">True where the statement limits how many rows it handles.</param>
/// <param name="IsChosen">True where the text is one of several.</param>
/// <param name="IsStable">True where the statement asks tables, and no function that gives something new each time.</param>
/// <param name="IsCall">True where a SELECT asks no table but a function of the database's own, which may change rows.</param>
internal sealed record SqlFacts(SqlEffect Effect, bool TakesSet = false, bool IsPage = false, bool IsClaim = false, bool IsSlice = false, bool IsChosen = false, bool IsStable = true, bool IsCall = false)
{
    private static readonly HashSet<string> SessionFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "pg_notify", "set_config", "pg_advisory_lock", "pg_advisory_xact_lock", "pg_try_advisory_lock", "pg_try_advisory_xact_lock",
        "pg_advisory_unlock", "pg_advisory_lock_shared", "pg_advisory_xact_lock_shared", "pg_advisory_unlock_shared", "pg_sleep", "pg_terminate_backend", "pg_cancel_backend",
    };

    private static readonly HashSet<string> ChangingFunctions = new(StringComparer.OrdinalIgnoreCase)
    {
        "nextval", "currval", "lastval", "setval", "random", "random_normal", "gen_random_uuid", "uuid_generate_v1", "uuid_generate_v4", "uuidv4", "uuidv7",
        "clock_timestamp", "timeofday", "pg_current_wal_lsn", "pg_current_xact_id", "txid_current",
    };

    /// <summary>Nothing is known.</summary>
    public static SqlFacts Unknown { get; } = new(SqlEffect.Unknown);

    /// <summary>The facts about everything that the sinks can receive.</summary>
    public static SqlFacts Of(IEnumerable<SqlSink> sinks, PlatformModel platform)
    {
        SqlFacts? facts = null;
        foreach (var sink in sinks)
        {
            var texts = SinkTexts.Read(sink, platform);
            foreach (var text in texts)
            {
                var read = Of(text) with { IsChosen = texts.Length > 1 };
                facts = facts is null ? read : facts.And(read);
            }
        }

        return facts ?? Unknown;
    }

    /// <summary>The facts where either SQL can be meant.</summary>
    public SqlFacts And(SqlFacts other) => new(
        Effect == other.Effect ? Effect : Effect is SqlEffect.Read or SqlEffect.Write && other.Effect is SqlEffect.Read or SqlEffect.Write ? SqlEffect.Write : SqlEffect.Other,
        TakesSet || other.TakesSet,
        IsPage || other.IsPage,
        IsClaim || other.IsClaim,
        IsSlice || other.IsSlice,
        IsChosen || other.IsChosen,
        IsStable && other.IsStable,
        IsCall || other.IsCall);

    private static SqlFacts Of(SinkText text)
    {
        if (!text.HasCharacters || text.Reading.Statements.Count == 0)
        {
            return Unknown;
        }

        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in text.Reading.Tokens)
        {
            if (token.Kind == SqlTokenKind.Word)
            {
                words.Add(token.Span.Of(text.Reading.Template.Text));
            }
        }

        var effect = text.Holes.Any(IsName) || words.Overlaps(SessionFunctions) ? SqlEffect.Other : EffectOf(text.Reading.Statements);
        if (effect is SqlEffect.Read && words.Contains("with") && words.Contains("returning"))
        {
            effect = SqlEffect.Write;
        }

        var isCall = effect is SqlEffect.Read && FunctionCalls.AreAll(text.Reading);
        if (isCall && FunctionCalls.Change(text.Reading))
        {
            effect = SqlEffect.Write;
        }

        return new SqlFacts(
            effect,
            TakesSet: words.Contains("unnest") || words.Contains("any") || words.Contains("all") || words.Contains("json_to_recordset") || words.Contains("jsonb_to_recordset") || text.Holes.Any(hole => hole.Text.Joined is not null),
            IsPage: words.Contains("offset"),
            IsClaim: words.Contains("skip") && words.Contains("locked"),
            IsSlice: words.Contains("limit"),
            IsStable: words.Contains("from") && !isCall && !words.Overlaps(ChangingFunctions),
            IsCall: isCall);
    }

    /// <summary>A name that changes makes another statement, which no parameter can bring together.</summary>
    private static bool IsName(SqlHole hole) => hole.Reading.Position is SqlPosition.Identifier or SqlPosition.InQuotedIdentifier or SqlPosition.SelectListItem
        or SqlPosition.TypeName or SqlPosition.Keyword or SqlPosition.Fragment or SqlPosition.Unknown or SqlPosition.OrderByItem;

    private static SqlEffect EffectOf(IReadOnlyList<SqlStatement> statements)
    {
        var effect = SqlEffect.Read;
        foreach (var statement in statements)
        {
            switch (statement.Kind)
            {
                case SqlStatementKind.Select or SqlStatementKind.Values:
                    break;
                case SqlStatementKind.Insert or SqlStatementKind.Update or SqlStatementKind.Delete or SqlStatementKind.Merge:
                    effect = SqlEffect.Write;
                    break;
                default:
                    return SqlEffect.Other;
            }
        }

        return effect;
    }
}
