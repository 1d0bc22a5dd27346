using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Pooling;

/// <summary>Connection strings with one setting that is wrong, written in many ways, among others in any order.</summary>
internal static class SettingShapes
{
    private static readonly string[] Others =
    [
        "Database=orders", "Username=app", "Application Name='a;b=c'", "Application Name=\"it's\"", "Password=s3cr=t", "Timeout=3", "Command Timeout=0", "Maximum Pool Size=50", "SSL Mode=Require", "Search Path=public,audit", "Keepalive=30", "Enlist=false",
        "Include Error Detail=true", "Application Name=Zoë 東京", "Options=-c geqo=off", "Username = spaced", "Database='O''Brien'", "Multiplexing=false",
    ];

    private static readonly string[] WithoutPool = ["Pooling=false", "pooling=False", "Pooling = false", "Pooling=no"];
    private static readonly string[] WithoutReset = ["No Reset On Close=true", "no reset on close=True", "No Reset On Close = yes"];
    private static readonly string[] GivenUp = ["Internal Command Timeout=10", "internal command timeout=3", "Trust Server Certificate=true", "Trust Server Certificate=false"];

    private static readonly (string Wrong, string Right)[] Keywords =
    [
        ("Max Pool Size=50", "Maximum Pool Size=50"), ("MultipleActiveResultSets=true", ""), ("Min Pool Size=2", "Minimum Pool Size=2"), ("Usrname=app", "Username=app"), ("Hots=db", ""), ("Connect Timeout=5", "Timeout=5"),
            ("SSL Mode=verify-full", "SSL Mode=VerifyFull"), ("Pooling=1", "Pooling=true"), ("Enlist=off", "Enlist=false"), ("Aplication Name=x", "Application Name=x"), ("Initial Catalog=orders", "Database=orders"), ("Trusted_Connection=true", ""), ("Max Auto Prepar=20", "Max Auto Prepare=20"),
    ];

    private static readonly string[] Poolers = ["Port=6432", "Port = 6543"];

    public static Gen<Shape> PoolingDisabled { get; } = Removed("Pooling", "false", WithoutPool);

    public static Gen<Shape> ResetDisabled { get; } = Removed("NoResetOnClose", "true", WithoutReset);

    public static Gen<Shape> Obsolete { get; } = Removed("InternalCommandTimeout", "10", GivenUp);

    /// <summary>What is refused, and what Npgsql has for it.</summary>
    public static Gen<Shape> Refused { get; } = Dice.Gen(dice =>
    {
        var (wrong, right) = dice.Of(Keywords);
        return Text(dice, wrong, right, "localhost");
    });

    public static Gen<Shape> AtPooler { get; } = Dice.Gen(dice =>
    {
        var port = dice.Of(Poolers);
        return Text(dice, port, port + ";No Reset On Close=true", "localhost", keepsWrong: true);
    });

    public static Gen<Shape> PoolingDisabledInFiles { get; } = InFiles(WithoutPool.Select(wrong => (wrong, "")), "db");

    public static Gen<Shape> ResetDisabledInFiles { get; } = InFiles(WithoutReset.Select(wrong => (wrong, "")), "db");

    public static Gen<Shape> ObsoleteInFiles { get; } = InFiles(GivenUp.Select(wrong => (wrong, "")), "db");

    public static Gen<Shape> RefusedInFiles { get; } = InFiles(Keywords, "localhost");

    public static Gen<Shape> AtPoolerInFiles { get; } = InFiles(Poolers.Select(port => (port, port + ";No Reset On Close=true")), "localhost");

    public static Gen<Shape> UrisInFiles { get; } = Dice.Gen(dice =>
    {
        var (uri, settings) = Uri(dice);
        var promised = new Npgsql.NpgsqlConnectionStringBuilder();
        foreach (var (keyword, value) in settings)
        {
            promised[keyword] = value;
        }

        return ConfigurationFile.WithUri(dice, uri, promised.ConnectionString);
    });

    public static Gen<Shape> Uris { get; } = Dice.Gen(dice =>
    {
        var (uri, settings) = Uri(dice);
        var promised = string.Join("\n", settings.Select(setting => $"    builder[\"{setting.Keyword}\"] = {Literal(setting.Value)};"));
        return new Shape(Method(dice, Used(dice, $"\"{uri}\"", '0')), Any) { Promise = $"public static List<string> RunAsync()\n{{\n    var builder = new NpgsqlConnectionStringBuilder();\n{promised}\n    return Settings.Of(builder.ConnectionString);\n}}" };
    });

    /// <summary>A URI, and the settings that it stands for.</summary>
    private static (string Uri, (string Keyword, string Value)[] Settings) Uri(Dice dice)
    {
        var (user, password, host) = (dice.Of("app", "us%40er", "", "zo%C3%AB"), dice.Of("", "s3cret", "p%3Aw%3Bd", "it%27s", "a%20b", "%22x%22", "e%3Df"), dice.Of("localhost", "db.example.com", "10.0.0.1", "[::1]", "a,b", "a:1,b:2"));
        var (port, database) = (host.Contains(',', StringComparison.Ordinal) ? "" : dice.Of("", "5433"), dice.Of("", "orders", "my%20db"));
        var (name, value, keyword) = dice.Of(("", "", ""), ("application_name", "web%20app", "Application Name"), ("connect_timeout", "7", "Timeout"), ("sslmode", "verify-full", "SSL Mode"), ("sslmode", "require", "SSL Mode"), ("options", "-c%20geqo%3Doff", "Options"));
        if (user.Length == 0)
        {
            password = "";
        }

        var uri = dice.Of("postgres://", "postgresql://") + user + (password.Length > 0 ? ":" + password : "") + (user.Length > 0 ? "@" : "") + host + (port.Length > 0 ? ":" + port : "") + (database.Length > 0 ? "/" + database : "") + (name.Length > 0 ? $"{(database.Length > 0 ? "" : "/")}?{name}={value}" : "");
        var settings = new[] { ("Host", host.Trim('[', ']')), ("Port", port), ("Username", user), ("Password", password), ("Database", database), (keyword, keyword == "SSL Mode" ? value.Replace("verify-full", "VerifyFull", StringComparison.Ordinal).Replace("require", "Require", StringComparison.Ordinal) : value) }
            .Where(setting => setting.Item2.Length > 0)
            .Select(setting => (setting.Item1, System.Uri.UnescapeDataString(setting.Item2)));
        return (uri, settings.ToArray());
    }

    private static Gen<Shape> Removed(string property, string value, params string[] written) => Dice.Gen(dice =>
    {
        var setting = dice.Of(written);
        var isOfBuilder = !setting.StartsWith("Trust", StringComparison.Ordinal) && dice.Chance(35);
        if (!isOfBuilder)
        {
            return Text(dice, setting, "", "db");
        }

        var text = "\"Host=db;Database=orders;Username=app\"";
        string Built(bool isRight) => dice.Chance(50)
            ? $"var builder = new NpgsqlConnectionStringBuilder({text}) {{ {(isRight ? "" : $"{property} = {value}, ")}ApplicationName = \"x\" }};\nusing var connection = new NpgsqlConnection(builder.ConnectionString);\nreturn Settings.Of(connection.ConnectionString);"
            : $"var builder = new NpgsqlConnectionStringBuilder({text});\n{(isRight ? "" : $"builder.{property} = {value};\n")}builder.ApplicationName = \"x\";\nusing var connection = new NpgsqlConnection(builder.ConnectionString);\nreturn Settings.Of(connection.ConnectionString);";
        return new Shape(Plain(Built(false)), Any) { Promise = Plain(Built(true)) };
    });

    private static Gen<Shape> InFiles(IEnumerable<(string Wrong, string Right)> written, string host) => Dice.Gen(dice =>
    {
        var (wrong, right) = dice.Of(written.ToArray());
        // In a file, what names a database is taken for a connection string.
        var (before, after) = Settings(dice, wrong, right, host, "Database=shop");
        return ConfigurationFile.With(dice, string.Join(dice.Of(";", ";", "; "), before) + dice.Of("", ";"), string.Join(';', after));
    });

    /// <summary>The settings with the wrong one among others, and with the right one.</summary>
    private static (List<string> Before, List<string> After) Settings(Dice dice, string wrong, string right, string host, params string[] needed)
    {
        // What is said of TLS is said once.
        var others = Others.Where(other => !other.StartsWith("SSL", StringComparison.Ordinal) || wrong.Split(' ')[0] is not ("SSL" or "Trust"));
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Keyword(wrong), Keyword(right), "Port", "Host" };
        var settings = others.OrderBy(_ => dice.Number(100)).Where(other => taken.Add(Keyword(other))).Take(dice.Number(4)).Concat(needed.Where(setting => taken.Add(Keyword(setting)))).Append($"Host={host}").OrderBy(_ => dice.Number(9)).ToList();
        var at = dice.Number(settings.Count + 1);
        return ([.. settings[..at], wrong, .. settings[at..]], [.. settings[..at], .. right.Length > 0 ? new[] { right } : [], .. settings[at..]]);
    }

    private static Shape Text(Dice dice, string wrong, string right, string host, bool keepsWrong = false)
    {
        var (before, after) = Settings(dice, wrong, right, host);
        var separator = dice.Of(";", ";", "; ");
        var end = dice.Of("", ";");
        var expression = Written(dice, before, separator, end);
        return new Shape(Method(dice, Used(dice, expression, keepsWrong ? '1' : '0')), Any)
        {
            Promise = $"public static List<string> RunAsync() => Settings.Of({Literal(string.Join(";", after))});",
        };
    }

    /// <summary>The text as one literal, or as several.</summary>
    private static string Written(Dice dice, List<string> settings, string separator, string end)
    {
        var whole = string.Join(separator, settings) + end;
        if (dice.Chance(25) && settings.Count > 1)
        {
            var split = 1 + dice.Number(settings.Count - 1);
            return $"{Literal(string.Join(separator, settings[..split]) + separator)} + {Literal(string.Join(separator, settings[split..]) + end)}";
        }

        return dice.Number(4) switch
        {
            0 => "@\"" + whole.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"",
            1 when !whole.Contains('"', StringComparison.Ordinal) => "\"\"\"" + whole + "\"\"\"",
            2 => "$\"" + Literal(whole)[1..^1].Replace("Host=", "Host={\"\"}", StringComparison.Ordinal) + "\"",
            _ => Literal(whole),
        };
    }

    /// <summary>Statements that hand the text to Npgsql and tell what it came to.</summary>
    private static string Used(Dice dice, string text, char kind) => dice.Number(kind == '1' ? 3 : 5) switch
    {
        0 => $"using var connection = new NpgsqlConnection({text});\nreturn Settings.Of(connection.ConnectionString);",
        1 => $"var text = {text};\nusing var connection = new NpgsqlConnection(text);\nreturn Settings.Of(connection.ConnectionString);",
        2 => $"const string Text = {(text[0] == '$' ? "\"Host=db\" + \"\"" : text)};\nusing var connection = new NpgsqlConnection({(text[0] == '$' ? text : "Text")});\nreturn Settings.Of(connection.ConnectionString);",
        3 => $"var builder = new NpgsqlConnectionStringBuilder({text});\nusing var connection = new NpgsqlConnection(builder.ConnectionString);\nreturn Settings.Of(connection.ConnectionString);",
        _ => $"using var connection = new NpgsqlConnection {{ ConnectionString = {text} }};\nreturn Settings.Of(connection.ConnectionString);",
    };

    private static string Method(Dice dice, string body) => dice.Of("", "// Host=x;Pooling=false\n", "/// <summary>Connects.</summary>\n") + Plain(body);

    private static string Plain(string body) => $"public static List<string> RunAsync()\n{{\n    {body.Replace("\n", "\n    ", StringComparison.Ordinal)}\n}}";

    private static Call Any(Dice dice) => new() { Culture = dice.Of(Texts.Cultures) };

    private static string Keyword(string setting) => setting.Split('=')[0].Trim();

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
