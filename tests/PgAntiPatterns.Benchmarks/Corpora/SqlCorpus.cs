using System.Globalization;
using System.Text;

namespace PgAntiPatterns.Benchmarks.Corpora;

/// <summary>Statements as applications and migrations hold them.</summary>
internal static class SqlCorpus
{
    private static readonly string[] Statements =
    [
        "SELECT p.id, p.sender, p.town, count(*) AS stops FROM parcels AS p JOIN stops s ON s.parcel_id = p.id WHERE p.town = 'Zell' AND p.sent_at > now() - interval '3 days' GROUP BY p.id, p.sender, p.town ORDER BY stops DESC LIMIT 50;",
        "INSERT INTO parcels (sender, town, kilos, note) VALUES (@sender, @town, 12.50, E'it\\'s here\\n'), ('O''Hara', $1, 1e3, $note$as $is$note$) ON CONFLICT (id) DO UPDATE SET note = excluded.note RETURNING id;",
        "-- what is late\nUPDATE parcels SET state = 'late', seen = seen || '{\"by\":\"robot\"}'::jsonb WHERE due < CURRENT_DATE AND state <> ALL(ARRAY['done', 'lost']);",
        "/* a yearly table */ CREATE TABLE IF NOT EXISTS \"Parcels_2024\" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, weight numeric(10, 2) NOT NULL DEFAULT 0, CHECK (weight >= 0));",
        "WITH late AS (SELECT id FROM parcels WHERE due < $1), held AS (SELECT id FROM stops WHERE note ILIKE '%hold%') DELETE FROM alarms WHERE parcel_id IN (SELECT id FROM late EXCEPT SELECT id FROM held);",
        "SELECT case when kilos < 1 then 'letter' when kilos < 30 then 'parcel' else 'freight' end, (data->'address'->>'city')::text, lower(town), coalesce(note, '') FROM parcels WHERE data @> '{\"open\": true}';",
    ];

    /// <summary>So many characters of statements.</summary>
    public static string OfLength(int characters)
    {
        var text = new StringBuilder(characters + 512);
        var number = 0;
        while (text.Length < characters)
        {
            text.Append(Statements[number % Statements.Length].Replace("parcels", "parcels_" + (number % 97).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)).Append('\n');
            number++;
        }

        return text.ToString(0, characters);
    }
}
