using System.Text.RegularExpressions;
using Xunit;

namespace PgAntiPatterns.Tests.Contracts;

/// <summary>The words of a rule: short title, one sentence as message, no hedging.</summary>
public sealed partial class MessageContract
{
    public static TheoryData<string> Ids => AllRules.Ids();

    [Theory, MemberData(nameof(Ids))]
    public void A_message_quotes_the_thing_in_one_sentence_without_a_full_stop(string id)
    {
        var message = AllRules.ById(id).Descriptor.MessageFormat.ToString(null);
        Assert.Contains("'{0}", message, StringComparison.Ordinal);
        Assert.Matches("^['A-Z]", message);
        Assert.DoesNotMatch(@"[.!?](\s|$)", message);
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_title_names_the_bad_thing_in_a_few_words(string id)
    {
        var title = AllRules.ById(id).Descriptor.Title.ToString(null);
        Assert.Matches("^[A-Z`].*[^.!?]$", title);
        Assert.InRange(title.Length, 8, 70);
    }

    [Theory, MemberData(nameof(Ids))]
    public void No_word_hedges(string id)
    {
        var descriptor = AllRules.ById(id).Descriptor;
        Assert.DoesNotMatch(Hedges(), descriptor.Title.ToString(null) + " " + descriptor.MessageFormat.ToString(null));
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_help_link_leads_to_the_page(string id) =>
        Assert.EndsWith("/" + RulePage.FileOf(id), AllRules.ById(id).Descriptor.HelpLinkUri, StringComparison.Ordinal);

    [GeneratedRegex(@"\b(consider|potential|potentially|possibly|maybe|perhaps|might|should)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hedges();
}
