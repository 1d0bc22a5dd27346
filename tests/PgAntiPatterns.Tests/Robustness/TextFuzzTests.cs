using CsCheck;
using PgAntiPatterns.Sql;
using PgAntiPatterns.Sql.ConnectionStrings;
using PgAntiPatterns.Tests.Sql;
using Xunit;

namespace PgAntiPatterns.Tests.Robustness;

/// <summary>The readers of text throw at nothing, and what they find lies inside of the text.</summary>
public sealed class TextFuzzTests
{
    private static readonly Gen<string> ConnectionStrings = Of(
        "Host", "host", "Pooling", "false", "Password", "=", "==", " = ", ";", ";;", "'", "\"", "''", "\"\"", "'a;b'", " ", "\t", "\n", "\0", "\uFFFC", "\uD800", "é",
        "postgres://", "postgresql://", "user:pw@", "host:5432", "/db", "?", "&", "sslmode=require", "%20", "%", "%zz", "[::1]", "@", ":", "/", "#", "Maximum Pool Size=10", "Application Name=a b", "{", "}");

    private static readonly Gen<string> Json = Of(
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\\\"", "\\u", "\\u0041", "\\uD83D", "\"ConnectionStrings\"", "\"Default\":\"Host=db\"", "\"a\":", "null", "true", "1e5", "-", "//", "/*", "*/", "\n", "\r\n", " ", "\uFEFF", "\0", "\uD800");

    [Fact]
    public void Sql_is_cut_into_tokens_that_join_to_the_text_and_every_hole_has_a_place()
    {
        foreach (var template in Fuzzing.Values(LexerPropertyTests.Mutated, 10_000))
        {
            Assert.True(LexerPropertyTests.Complaint(template) is null, $"{LexerPropertyTests.Complaint(template)}: {template.Text}");
            foreach (var readAs in Enum.GetValues<SqlReadAs>())
            {
                var reading = SqlReader.Read(template, readAs);
                Assert.True(template.Holes.SequenceEqual(reading.Holes.Select(hole => hole.Offset)), template.Text);
                Assert.True(reading.Statements.All(statement => statement.Start < statement.End && statement.End <= template.Text.Length), template.Text);
            }
        }
    }

    [Fact]
    public void Connection_strings_and_uris_give_settings_inside_of_the_text()
    {
        foreach (var text in Fuzzing.Values(ConnectionStrings, 20_000))
        {
            foreach (var setting in ConnectionStringText.Read(text, SqlTemplate.HoleChar).Settings)
            {
                Assert.True(0 <= setting.ValueStart && setting.ValueStart <= setting.End && setting.End <= text.Length, text);
            }

            if (ConnectionUri.ToKeywords("postgres://" + text) is { } keywords)
            {
                Assert.True(ConnectionStringText.Read(keywords).IsWellFormed, text);
            }
        }
    }

    [Fact]
    public void Json_gives_strings_whose_characters_lie_in_order_inside_of_the_text()
    {
        foreach (var text in Fuzzing.Values(Json, 20_000))
        {
            foreach (var found in JsonStrings.Read(text))
            {
                var places = Enumerable.Range(0, found.Value.Length + 1).Select(found.PositionOf).ToList();
                Assert.True(places.TrueForAll(place => 0 <= place && place <= text.Length) && places.Order().SequenceEqual(places), text);
            }
        }
    }

    private static Gen<string> Of(params string[] pieces) => Gen.OneOf(pieces).Array[0, 24].Select(string.Concat);
}
