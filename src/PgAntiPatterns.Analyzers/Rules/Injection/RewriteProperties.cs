namespace PgAntiPatterns.Rules.Injection;

/// <summary>The names under which a diagnostic tells its fix what to rewrite; the additional locations hold the expressions and then the regions.</summary>
internal static class RewriteProperties
{
    /// <summary>How the API writes parameters.</summary>
    public const string Api = "api";

    /// <summary>How many parameters there are to be.</summary>
    public const string Count = "count";

    /// <summary>How many of the additional locations are expressions; the regions follow.</summary>
    public const string Expressions = "expressions";

    /// <summary>Before the number of a parameter: how the text around it changes.</summary>
    public const string Kind = "kind";

    /// <summary>Before the number of a parameter: the type of a cast, the channel, the setting, or the name that a value is compared with.</summary>
    public const string Detail = "detail";

    /// <summary>Before the number of a parameter: <c>true</c> where the server reads the value as text.</summary>
    public const string IsText = "text";

    /// <summary>Before the number of a parameter: <c>true</c> where digits and the like stood between quotes.</summary>
    public const string IsQuoted = "quoted";

    /// <summary>Before the number of a parameter: <c>true</c> where its value is pasted on some ways through the program only.</summary>
    public const string IsConditional = "conditional";

    /// <summary>Before the number of a parameter: its pieces, separated by <see cref="Separator"/>: characters after an apostrophe, or the index of an expression.</summary>
    public const string Pieces = "pieces";

    /// <summary>The names of the placeholders that the text has already.</summary>
    public const string Names = "names";

    /// <summary>How many of the additional locations are names that can be quoted; the quotes that go follow.</summary>
    public const string QuotableNames = "names.quotable";

    /// <summary>Stands between the pieces, and between names.</summary>
    public const char Separator = '\u001F';
}
