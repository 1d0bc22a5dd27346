using Xunit;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>What a page shows under Before is found, whole and nothing else.</summary>
public sealed class RulePageTests
{
    [Fact]
    public void First_block_under_before_is_taken() => Assert.Equal(
        "class Shop\n{\n    // ## Not a heading\n}\n",
        RulePage.Before("PGAP0001", """
            # PGAP0001: Title

            ```csharp
            class TooEarly;
            ```

            ## Before
            Words.
            ```sql
            SELECT 1
            ```
            ```csharp
            class Shop
            {
                // ## Not a heading
            }
            ```
            ```csharp
            class Second;
            ```

            ## After
            ```csharp
            class TooLate;
            ```
            """));

    [Fact]
    public void Block_in_a_namespace_declares_a_type_as_well() => Assert.Equal(
        "namespace Shop;\npublic record Order(int Id);\n",
        RulePage.Before("PGAP0001", "## Before\r\n```csharp\r\nnamespace Shop;\r\npublic record Order(int Id);\r\n```\r\n"));

    [Theory]
    [InlineData("## Before\n## After\n```csharp\nclass TooLate;\n```\n", "The page of PGAP0001 has no csharp block under '## Before'")]
    [InlineData("## Before\n```csharp\nclass Open;\n", "The page of PGAP0001 has no csharp block under '## Before'")]
    [InlineData("## Before\n```csharp\nvar statement = 1;\n```\n", "The before-block of PGAP0001 declares no type")]
    public void Page_without_a_usable_block_is_an_error_that_says_so(string page, string expected)
    {
        var error = Assert.Throws<InvalidSourceException>(() => RulePage.Before("PGAP0001", page));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_page_shows_as_right_is_no_stand_in_for_a_fix() => Assert.Throws<ArgumentException>(() => RulePage.After("PGAP1001"));
}
