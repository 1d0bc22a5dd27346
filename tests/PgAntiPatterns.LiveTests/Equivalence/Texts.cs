using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>Values as people, machines and attackers have them.</summary>
internal static class Texts
{
    private static readonly string[] Known =
    [
        "Ann", "Bob", "nobody", "", " ", "O'Brien", "''", "'", "a''b", @"\", @"back\slash", @"x\'y", "100% pure", "under_score", "%", "_", "%'", "\"quoted\"", "Zoë 東京", "😀",
        "line\nbreak", "two\r\nlines", "\ttab", "{0}", "{name}", "{", "a;b", "$1", "$$", "@name", "@p", ":name", "--", "/*", "a/*b", "*/", "x' or 1=1 --", "x'; update accounts set balance = 0; --",
        "x') or ('1'='1", "1", "5", "NULL", "null", "A-1", "Ann'||'", "ß", "I", "i", "ı", "e\u0301", "$tag$", "E'\\n'", "U&'\\0041'", "?", "??", "1 or 1=1",
    ];

    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.OneOf("'", "''", @"\", "%", "_", "\"", "$1", "@p", ":p", "--", "/*", "{0}", "\n", "é", "東", "😀", " ", ";"),
        Gen.String[Gen.Char['a', 'z'], 1, 4]).Array[1, 5].Select(pieces => string.Concat(pieces));

    public static string Text(Dice dice) => dice.Chance(75) ? dice.Of(Known) : dice.Value(Pieces);

    /// <summary>A text that the server takes for a literal of that type, or refuses.</summary>
    public static string Typed(Dice dice, string type) => dice.Of<string>(type switch
    {
        "date" => ["2024-02-29", "2023-01-01", "Jan 1 2023", "infinity", "2023-02-30", "", "x", "2024-02-29'", "20240229"],
        "timestamptz" => ["2024-02-29 12:00+00", "2023-01-01T00:00:00Z", "-infinity", "2024-13-01", "now'"],
        "days" => ["1", "4000", "-1", "0", "x", "", "1'"],
        "int" => ["1", "5", "-3", " 7 ", "007", "99999999999", "", "x", "5'", "+2"],
        "uuid" => ["00000000-0000-0000-0000-000000000002", "{00000000-0000-0000-0000-000000000003}", "00000000000000000000000000000001", "x", ""],
        "numeric" => ["10.5", "7.00", "NaN", "1e1", ".5", "", "x"],
        "boolean" => ["true", "f", "yes", "OFF", "", "2", "x'"],
        _ => ["1 day", "10 years", "P1Y", "1", "", "x", "1 day'"],
    });

    public static readonly string[] Cultures = ["", "", "en-US", "de-DE", "tr-TR", "sv-SE", "fr-FR", "ar-SA", "th-TH"];

    public static string Literal(string? text) => text is null ? "NULL" : "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
