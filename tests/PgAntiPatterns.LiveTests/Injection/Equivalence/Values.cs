namespace PgAntiPatterns.LiveTests.Injection.Equivalence;

/// <summary>Values that the cases share.</summary>
internal static class Values
{
    /// <summary>Names as people have them; an apostrophe is an error before every fix.</summary>
    public static object?[] Names { get; } = ["Ann", "nobody", "", "Zoë 東京", "100% pure", "under_score", @"back\slash", "\"quoted\"", "{0}", "a;b", "$1", "@name", ":name", "--", "a/*b"];

    public static (object?, string)[] Apostrophe { get; } = [("O'Brien", "9")];

    public static object?[] Attacks { get; } = ["x'; update accounts set balance = 0; --", "x' or 1=1 --", "x' union select 77 --"];
}
