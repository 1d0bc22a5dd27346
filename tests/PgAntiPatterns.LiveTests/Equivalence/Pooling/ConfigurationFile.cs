using System.Text.Json;

namespace PgAntiPatterns.LiveTests.Equivalence.Pooling;

/// <summary>JSON files as projects have them, with one connection string that is wrong; what else they say has to stay.</summary>
internal static class ConfigurationFile
{
    private const string Place = "§";

    private static readonly string[] Files =
    [
        """{ "ConnectionStrings": { "Shop": § } }""",
        """{"ConnectionStrings":{"Shop":§,"Other":"Host=other;Database=x;Application Name=\"a;b\""},"Logging":{"LogLevel":{"Default":"Warning"}}}""",
        """
        {
          // The shop's.
          "ConnectionStrings": {
            "Other": "Host=other;Username=app",
            "Shop": §, /* and "nothing" else; */
          },
          "AllowedHosts": "*",
        }

        """,
        """{ "Jobs": [ "Host=first;Database=jobs", §, "Host=last" ], "Folder": "C:\\shop\\" }""",
        """
        {
            "Url": "https://shop.example/?a=b;c=\"d\"",
            "Shop": { "Database": { "Text": § } },
            "Retries": 3, "Note": "it's ; said = \u0022so\u0022"
        }
        """,
        """
        {
          "ConnectionStrings": {
            "Shop":
              §
          }
        }
        """,
    ];

    /// <summary>A file with the connection string before, and what its values come to when the string is right.</summary>
    public static Shape With(Dice dice, string wrong, string right) => With(dice, Files, wrong, right);

    /// <summary>The same with a URI, which is wrong only among the connection strings.</summary>
    public static Shape WithUri(Dice dice, string wrong, string right) =>
        With(dice, [.. Files.Where(file => file.Contains("ConnectionStrings", StringComparison.Ordinal))], wrong, right);

    private static Shape With(Dice dice, string[] files, string wrong, string right)
    {
        var file = dice.Of(files);
        if (dice.Chance(30))
        {
            file = file.ReplaceLineEndings("\r\n");
        }

        var json = file.Replace(Place, Written(dice, wrong), StringComparison.Ordinal);
        return new Shape(Reading(json), own => new Call { Culture = own.Of(Texts.Cultures) })
        {
            File = json,
            Reading = Reading,
            Promise = Reading(file.Replace(Place, Plain(right), StringComparison.Ordinal)),
        };
    }

    private static string Reading(string json) => $"public static List<string> RunAsync() => Settings.OfFile({Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(json, quote: true)});";

    /// <summary>The string as people write it, or as serializers do, which escape more than they must.</summary>
    private static string Written(Dice dice, string text) => dice.Number(4) switch
    {
        0 => JsonSerializer.Serialize(text),
        1 => Plain(text).Replace("/", "\\/", StringComparison.Ordinal),
        _ => Plain(text),
    };

    private static string Plain(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
