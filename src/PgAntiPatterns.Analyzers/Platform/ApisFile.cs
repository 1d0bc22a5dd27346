using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.Platform;

/// <summary>A line of an APIs file that is no row.</summary>
/// <param name="Location">The line.</param>
/// <param name="Text">What it says.</param>
/// <param name="Reason">What is wrong with it.</param>
internal sealed record UnreadableRow(Location Location, string Text, string Reason);

/// <summary>Rows that users write about members of their own, in an additional file: <c>TakesSql Shop.Database.Run statement</c>.</summary>
internal static class ApisFile
{
    /// <summary>The name by which the file is known.</summary>
    public const string Name = "PgAntiPatterns.Apis.txt";

    private static readonly char[] Blank = [' ', '\t'];

    /// <summary>The roles that users can give, and what each of them says.</summary>
    public static IReadOnlyList<(Role Role, string Meaning)> Roles { get; } =
    [
        (Role.TakesSql, "The parameter takes SQL text with `@name` or `$1`; without a parameter, the property does."),
        (Role.TakesDapperSql, "The parameter takes SQL text that Dapper executes."),
        (Role.TakesConnectionString, "The parameter takes a connection string; without a parameter, the property does."),
        (Role.QuotesIdentifier, "What the method gives back is safe as a name in SQL, because it quotes or checks it."),
        (Role.ReadsUserInput, "What the member gives back was written by somebody outside the program."),
        (Role.ReadsConfiguration, "What the member gives back was configured by whoever runs the program."),
    ];

    /// <summary>The rows of all such files among the additional files.</summary>
    public static IEnumerable<ApiRow> Rows(ImmutableArray<AdditionalText> files) =>
        files.Where(IsOne).SelectMany(file => Read(file).OfType<ApiRow>());

    /// <summary>True where an additional file is one of these.</summary>
    public static bool IsOne(AdditionalText file) => string.Equals(Path.GetFileName(file.Path), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The lines that are no rows.</summary>
    public static IEnumerable<UnreadableRow> Mistakes(AdditionalText file) => Read(file).OfType<UnreadableRow>();

    private static IEnumerable<object> Read(AdditionalText file)
    {
        if (file.GetText() is not { } text)
        {
            yield break;
        }

        foreach (var line in text.Lines)
        {
            var words = line.ToString().Split(['#'], 2)[0].Split(Blank, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                yield return Row(words) is var (row, reason) && row is not null
                    ? row
                    : new UnreadableRow(Location.Create(file.Path, line.Span, text.Lines.GetLinePositionSpan(line.Span)), line.ToString().Trim(), reason);
            }
        }
    }

    private static (ApiRow? Row, string Reason) Row(string[] words)
    {
        var (role, meaning) = Roles.FirstOrDefault(known => string.Equals(known.Role.ToString(), words[0], StringComparison.OrdinalIgnoreCase));
        if (meaning is null)
        {
            return (null, "begin with one of " + string.Join(", ", Roles.Select(known => known.Role)));
        }

        if (words.Length is < 2 or > 3)
        {
            return (null, "write a role, a member and, where the role speaks of one, a parameter");
        }

        var dot = words[1].LastIndexOf('.');
        // The constructor's own name begins with a dot.
        dot = words[1].EndsWith(ApiRow.Constructor, StringComparison.Ordinal) ? words[1].Length - ApiRow.Constructor.Length : dot;
        if (dot <= 0 || dot == words[1].Length - 1)
        {
            return (null, "write the member as Namespace.Type.Member");
        }

        var member = words[1].Substring(dot).TrimStart('.');
        return (new ApiRow(words[1].Substring(0, dot), member == "ctor" ? ApiRow.Constructor : member, role, words.Length == 3 ? words[2] : null), "");
    }
}
