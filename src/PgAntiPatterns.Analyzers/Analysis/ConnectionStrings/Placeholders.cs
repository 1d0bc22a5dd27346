namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Is this value only a place for one that a deployment step, a person or the configuration fills in?</summary>
internal static class Placeholders
{
    /// <summary>True for <c>&lt;password&gt;</c>, <c>${PORT}</c>, <c>%PORT%</c>, <c>__PORT__</c> and their like.</summary>
    public static bool IsOne(string value)
    {
        var text = value.Trim();
        return text.Length > 0
            && (text.IndexOfAny(['<', '>', '{', '}']) >= 0
                || (text[0] is '$' or '%' or '#' or '@' or '[' && text.Length > 2 && text[1] is '(' or '{' or '[' or '#' or '@' or '%' or >= 'A' and <= 'Z')
                || (text.Length > 2 && text[0] == text[text.Length - 1] && text[0] is '#' or '%' or '_' or '$' or '@'));
    }
}
