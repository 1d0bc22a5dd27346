namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>Conditions on people that values are pasted into.</summary>
internal static class Clauses
{
    /// <summary>Without a time: a literal that is compared with a date loses it, a parameter does not, as the fix's title says.</summary>
    private static readonly DateTime[] Days = [new(2024, 2, 29), new(2023, 1, 1), new(2023, 2, 1)];

    private static readonly DateTime[] Moments = [.. Days, new(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc), new(2024, 2, 29, 11, 59, 59)];

    /// <summary>With text: the rules report those.</summary>
    public static IReadOnlyList<Clause> OfText { get; } =
    [
        .. new[]
        {
            "name = '§'", "name <> '§'", "coalesce(name, '') = '§'", "lower(name) = lower('§')", "name like '%§%'", "name like '§%'", "name ilike '%§'", "name not like '%§_%'", "name || '!' = '§!'",
            "code = '§'", "name in ('§', 'Bob')", "name = any(array['§', 'Ann'])", "position('§' in name) > 0", "(name, code) = ('§', 'A-1')", "name > '§'", "name between 'A' and '§'", "'§' = name",
            "name = '§'::text", "name = cast('§' as text)", "name ~ '^§$'", "length('§') < 5", "name is distinct from '§'", "case when name = '§' then true else false end", "name similar to '§%'",
            "concat(name, '§') = 'AnnAnn'", "name = '§' collate \"C\"", "exists (select 1 from accounts where owner = '§')", "starts_with(name, '§')", "name = upper('§')", "replace(name, '§', 'x') = name",
            "jsonb_build_object('a', name) @> jsonb_build_object('a', '§')", "'§' = any(string_to_array(name, ' '))", "(name = '§' or code = '§')", "(\"name\" = '§')", "name like '%' || '§' || '%'",
            "name like '%!§%' escape '!'", "people.name=N'§'", "nullif(name, '§') is null", "name = trim('§')", "name = ('§')", "not name='§'", "greatest(name, '§') = name", "md5(name) = md5('§')",
            "name = coalesce('§', 'Ann')", "('§' = '' or name = '§')", "name = substring('§' from 1 for 3)", "name = (select '§')", "name in (values ('§'), ('Bob'))", "left(name, 3) = left('§', 3)",
            "format('%s', '§') = name", "array_position(array['§'], name) = 1", "name = '§' || ''", "overlay(name placing '§' from 1) = name", "quote_literal('§') = quote_literal(name)", "row('§') = row(name)",
            "to_jsonb('§'::text) = to_jsonb(name)", "name = json_build_array('§') ->> 0", "xmlserialize(content xmlelement(name a) as text) <> '§'", "strpos(name, '§') = 1", "name <= all(array['§', 'Z'])",
        }.Select(sql => new Clause("string", sql, Texts.Text)),
        .. new[] { "name = '§'", "coalesce(name, '') like '%§%'", "code = '§'" }.Select(sql => new Clause("string?", sql, dice => dice.Chance(30) ? null : Texts.Text(dice))),
        .. new (string Sql, string Type)[]
        {
            ("born = '§'", "date"), ("born >= date '§'", "date"), ("'§'::date = born", "date"), ("seen <= '§'", "timestamptz"), ("seen = timestamptz '§'", "timestamptz"), ("seen > now() - interval '§ days'", "days"),
            ("seen > now() - interval '§'", "interval"), ("seen > now() - '§'::interval", "interval"), ("id = '§'", "int"), ("id in ('§', '2')", "int"), ("id = '§'::int", "int"), ("id = cast('§' as integer)", "int"), ("id between '§' and 7", "int"),
            ("big > '§'", "int"), ("uid = '§'", "uuid"), ("uid = '§'::uuid", "uuid"), ("price = '§'", "numeric"), ("price > numeric '§'", "numeric"), ("active = '§'", "boolean"), ("active is not distinct from '§'", "boolean"),
            ("id + '§' > 5", "int"), ("coalesce(id, '§') = 5", "int"), ("born = coalesce(born, '§')", "date"), ("id = any('{1,§}')", "days"), ("id = any(array['§']::int[])", "int"), ("born + '§' > seen", "interval"), ("id = case when true then '§' else id end", "int"),
            ("(id, name) = ('§', 'Ann')", "int"), ("nullif('§', '')::int = id", "int"), ("born between '§' and '2024-12-31'", "date"), ("date_part('year', date '§') = 2024", "date"), ("extract(year from date '§') = 2024", "date"), ("greatest(id, '§') = id", "int"),
        }.Select(found => new Clause("string", found.Sql, dice => Texts.Typed(dice, found.Type)) { IsTyped = !HasCastAt(found.Sql) }),
        .. new[] { "id = §", "id in (§, 2)", "big > §", "id between 1 and §", "id + § > 5", "price > §" }.Select(sql => new Clause("string", sql, dice => dice.Of("1", "5", "007", "-3", " 7", "1 or 1=1", "1; update accounts set balance = 0", "x", "")) { IsBare = true, IsTyped = true }),
    ];

    /// <summary>With values of other types: they become parameters along with the texts.</summary>
    public static IReadOnlyList<Clause> OfOthers { get; } =
    [
        new("int", "id > §", Number), new("int", "id = '§'", Number), new("int", "code = '§'", Number), new("int", "code = '0§'", Number), new("int", "price > §", Number), new("int", "big = §", Number), new("int", "id in (§, 5)", Number),
        new("int", "born > current_date - §", Number), new("int", "seen > now() - interval '§ days'", Number), new("int", "id % 2 = § % 2", Number), new("int", "-§ < id", Number), new("int", "id = §::int", Number), new("int", "length(name) > §", Number),
        new("int", "id / 2 = §", Number), new("int", "round(price, §) = 5", Number), new("int", "left(name, §) = 'An'", Number), new("int", "substr(name, §) = 'nn'", Number), new("int", "name like '%§%'", Number), new("int", "id = any(array[§, 2])", Number),
        new("long", "id = §", dice => (long)(int)Number(dice)!), new("long", "big = §", dice => dice.Of(10L, 5L, 9000000000L)), new("short", "id <> §", dice => (short)(int)Number(dice)!), new("byte", "id < §", dice => dice.Of<byte>(0, 5, 255)), new("uint", "id < §", dice => dice.Of(0u, 5u, uint.MaxValue)),
        new("int?", "id = §", dice => dice.Chance(25) ? null : Number(dice)) { IsErrorWhereMissing = true }, new("int?", "coalesce(code, '') = '§'", dice => dice.Chance(25) ? null : Number(dice)),
        new("decimal", "price >= §", dice => dice.Of(10.5m, 7m, 0.25m, -1m, 1000m)) { IsCultureDefect = true }, new("double", "price > §", dice => dice.Of(10.5, 7, 0.25, -1)) { IsCultureDefect = true },
        new("bool", "active = §", dice => dice.Chance(50)), new("bool", "active = '§'", dice => dice.Chance(50)), new("bool", "(§ or id = 5)", dice => dice.Chance(50)), new("bool", "code = '§'", dice => dice.Chance(50)),
        new("Guid", "uid = '§'", dice => dice.Of(Guid.Parse("00000000-0000-0000-0000-000000000002"), Guid.Empty)), new("Guid", "uid::text = '§'", dice => dice.Of(Guid.Parse("00000000-0000-0000-0000-000000000002"), Guid.Empty)),
        new("DateTime", "born = '§'", dice => dice.Of(Days)) { IsCultureDefect = true }, new("DateOnly", "born >= '§'", dice => DateOnly.FromDateTime(dice.Of(Days))) { IsCultureDefect = true }, new("DateTime", "seen >= '§'", dice => dice.Of(Moments)) { IsCultureDefect = true },
        new("DateTimeOffset", "seen >= '§'", dice => new DateTimeOffset(2024, 2, 29, 14, 0, 0, TimeSpan.FromHours(dice.Of(0, 2, -5)))) { IsCultureDefect = true }, new("TimeSpan", "seen > now() - interval '§'", dice => dice.Of(TimeSpan.FromHours(1), new(400, 3, 4, 5))),
        new("DayOfWeek", "code = '§'", dice => dice.Of(DayOfWeek.Monday, DayOfWeek.Friday)), new("char", "name like '§%'", dice => dice.Of('A', 'B', '%', '\\', '東')),
    ];

    /// <summary>Clauses for libraries that send each value as what it is in C#, and texts as text.</summary>
    public static bool FitsTypes(Clause clause) => !clause.IsTyped;

    public static bool HasCast(Clause clause) => HasCastAt(clause.Sql);

    private static bool HasCastAt(string sql) => new[] { "date '§'", "'§'::", "interval '§", "timestamptz '", "numeric '", "cast(", "array[" }.Any(cast => sql.Contains(cast, StringComparison.Ordinal));

    private static object? Number(Dice dice) => dice.Of(0, 1, 2, 5, 7, 99);
}
