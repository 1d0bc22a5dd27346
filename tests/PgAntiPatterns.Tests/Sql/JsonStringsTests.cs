using CsCheck;
using PgAntiPatterns.Sql.ConnectionStrings;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

/// <summary>Strings of configuration files: their paths, their values and where each character stands.</summary>
public sealed class JsonStringsTests
{
    [Fact]
    public void Paths_are_joined_as_configuration_joins_them() => Assert.Equal(
        ["A=1", "B:C=2", "B:D:0=3", "B:D:1:E=4", "F=5"],
        Read("""{ "A": "1", "B": { "C": "2", "D": [ "3", { "E": "4" } ], "N": 7, "T": true, "Z": null }, "F": "5" }"""));

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_passed_over() => Assert.Equal(
        ["A=1", "B=2"],
        Read("\uFEFF// first \"X\": \"0\"\n{ /* \"Y\": \"0\" */ \"A\": \"1\", // last\n \"B\": \"2\", }"));

    [Fact]
    public void A_key_that_is_given_twice_gives_both_values() => Assert.Equal(["A=1", "A=2"], Read("""{ "A": "1", "A": "2" }"""));

    [Fact]
    public void Escapes_are_resolved_and_each_character_knows_its_place()
    {
        const string text = """{ "A": "x\"y\u0041\\z" }""";

        var found = Assert.Single(JsonStrings.Read(text));

        Assert.Equal("x\"yA\\z", found.Value);
        Assert.Equal([text.IndexOf('x'), text.IndexOf("\\\"", StringComparison.Ordinal), text.IndexOf('y'), text.IndexOf("\\u", StringComparison.Ordinal), text.IndexOf("\\\\", StringComparison.Ordinal), text.IndexOf('z'), text.LastIndexOf('"')], Enumerable.Range(0, 7).Select(found.PositionOf));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("{ \"A")]
    [InlineData("{ \"A\": \"b\n")]
    [InlineData("{ \"A\": \"\\")]
    [InlineData("{ \"A\": \"\\u00")]
    [InlineData("/*")]
    [InlineData("not json at all")]
    public void A_broken_file_gives_nothing(string text) => Assert.Empty(JsonStrings.Read(text));

    [Fact]
    public void What_stands_before_a_break_is_given() => Assert.Equal(["A=1"], Read("{ \"A\": \"1\", \"B\": \"2"));

    [Fact]
    public void Any_characters_are_read_without_an_exception() =>
        Gen.Char["{}[]\",:\\/*u0n \nab\uFEFF"].Array[0, 60].Sample(characters =>
        {
            var text = new string(characters);
            foreach (var found in JsonStrings.Read(text))
            {
                Assert.InRange(found.PositionOf(0), 0, text.Length);
                Assert.InRange(found.PositionOf(found.Value.Length), 0, text.Length);
            }
        });

    [Fact]
    public void A_deep_file_ends_the_reading() => Assert.Empty(JsonStrings.Read(new string('[', 100_000)));

    private static IEnumerable<string> Read(string text) => JsonStrings.Read(text).Select(found => found.Path + "=" + found.Value);
}
