using System.Globalization;
using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Pooling;

/// <summary>Data sources that are made too often, and builders that are changed too late; afterwards there is one, and it has what they were to have.</summary>
internal static class DataSourceShapes
{
    private const string Text = "\"Host=localhost;Database=orders;Username=app;Application Name=x\"";

    public static Gen<Shape> PerCall { get; } = Dice.Gen(dice =>
    {
        var (name, make) = (dice.Of("Source", "DataSource", "Db"), dice.Of($"NpgsqlDataSource.Create({Text})", "NpgsqlDataSource.Create(Orders)", "new NpgsqlDataSourceBuilder(Orders).Build()", "NpgsqlDataSource.Create(Orders + \";Timeout=3\")"));
        var field = $"private const string Orders = {Text};\n\n";
        var member = dice.Number(5) switch
        {
            0 => $"public static NpgsqlDataSource {name} => {make};",
            1 => $"public static NpgsqlDataSource {name} {{ get => {make}; }}",
            2 => $"private static NpgsqlDataSource {name}\n{{\n    get {{ return {make}; }}\n}}",
            3 => $"internal static NpgsqlDataSource {name}\n{{\n    get\n    {{\n        return {make};\n    }}\n}}",
            _ => "",
        };
        var local = dice.Of("source", "dataSource", "_source");
        const string Told = "lines.Add($\"the same: {{{0}}}\");";
        return member.Length > 0 ? OfProperty() : OfLocal();

        // What was two data sources is one: that much the fix promises.
        Shape OfProperty()
        {
            string Run(string declared) => $$"""
                {{field}}{{declared}}

                public static List<string> RunAsync()
                {
                    using var connection = {{name}}.CreateConnection();
                    var lines = Settings.Of(connection.ConnectionString);
                    {{string.Format(CultureInfo.InvariantCulture, Told, $"ReferenceEquals({name}, {name})")}}
                    return lines;
                }
                """;
            return new Shape(Run(member), Any) { Promise = Run($"private static NpgsqlDataSource {name} {{ get; }} = {make};") };
        }

        Shape OfLocal()
        {
            string Run(string kept, string declared) => $$"""
                {{field}}{{kept}}public static List<string> RunAsync()
                {
                    var lines = new List<string>();
                    var (first, second) = (One(lines), One(lines));
                    {{string.Format(CultureInfo.InvariantCulture, Told, "first == second")}}
                    return lines;
                }

                private static int One(List<string> lines)
                {
                    {{declared}}using var connection = {{local}}.CreateConnection();
                    lines.AddRange(Settings.Of(connection.ConnectionString));
                    return {{local}}.GetHashCode();
                }
                """;
            return new Shape(Run("", $"var {local} = {make};\n    "), Any) { Promise = Run($"private static readonly NpgsqlDataSource {local} = {make};\n\n", "") };
        }
    });

    /// <summary>The container makes one, where it made one for each scope; within a scope nothing differs.</summary>
    public static Gen<Shape> PerScope { get; } = Dice.Gen(dice =>
    {
        var (lifetime, comment) = (dice.Of("Scoped", "Transient"), dice.Of("", "// For each of them.\n    "));
        var (registration, once) = dice.Number(6) switch
        {
            0 => Both($"services.Add{lifetime}(_ => NpgsqlDataSource.Create(text));"),
            1 => Both($"services.Add{lifetime}<NpgsqlDataSource>(provider => NpgsqlDataSource.Create(text));"),
            2 => Both($"Microsoft.Extensions.DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions.TryAdd{lifetime}(services, _ => NpgsqlDataSource.Create(text));"),
            3 => Both($"services.AddNpgsqlDataSource(text, dataSourceLifetime: ServiceLifetime.{lifetime});"),
            4 => ($"services.Add{lifetime}(_ => new Keeper(NpgsqlDataSource.Create(text)));", $"var dataSource = NpgsqlDataSource.Create(text);\n    services.Add{lifetime}(_ => new Keeper(dataSource));"),
            _ => Both($"services.Add{lifetime}(_ => new NpgsqlDataSourceBuilder(text).Build());"),
        };
        var isKeeper = registration.Contains("Keeper", StringComparison.Ordinal);
        string Method(string registered) => $$"""
            public static List<string> RunAsync(string text)
            {
                var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
                Register(services, text);
                NpgsqlDataSource one, other, again;
                List<string> lines;
                using (var provider = Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(services))
                {
                    using (var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateScope(provider))
                    {
                        one = Of(scope.ServiceProvider);
                        again = Of(scope.ServiceProvider);
                    }

                    using (var scope = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.CreateScope(provider))
                    {
                        other = Of(scope.ServiceProvider);
                        using var connection = other.CreateConnection();
                        lines = Settings.Of(connection.ConnectionString);
                    }
                }

                lines.Add($"{ReferenceEquals(one, again)} {ReferenceEquals(one, other)}");
                return lines;
            }

            private static NpgsqlDataSource Of(IServiceProvider provider) => {{(isKeeper ? "((Keeper)provider.GetService(typeof(Keeper))!).Source" : "(NpgsqlDataSource)provider.GetService(typeof(NpgsqlDataSource))!")}};

            private static void Register(Microsoft.Extensions.DependencyInjection.IServiceCollection services, string text)
            {
                {{comment}}{{registered}}
            }
            """;
        return new Shape(Method(registration), WithText)
        {
            Usings = "using Microsoft.Extensions.DependencyInjection;",
            Promise = Method(once),
        };

        (string, string) Both(string registered) => (registered, registered.Replace(lifetime, "Singleton", StringComparison.Ordinal));
    });

    public static Gen<Shape> ChangedAfterBuild { get; } = Dice.Gen(dice =>
    {
        var (builder, source) = (dice.Of("builder", "b"), dice.Of("source", "made"));
        var type = dice.Of("NpgsqlDataSourceBuilder", "NpgsqlDataSourceBuilder", "NpgsqlSlimDataSourceBuilder");
        var comment = dice.Of("", "// In time?\n    ");
        string[] changes = [.. Changes(builder).OrderBy(_ => dice.Number(99)).Take(1 + dice.Number(2))];
        var between = dice.Of("", "", "var number = 1;\n    ", "// Between.\n    ");
        string Method(bool isRight) => $$"""
            public static async Task<List<string>> RunAsync(string text)
            {
                var log = new SecretLog();
                var {{builder}} = new {{type}}(text);
                {{builder}}.UseLoggerFactory(log);
                {{comment}}{{(isRight ? string.Join("\n    ", changes) + "\n    " : "")}}var {{source}} = {{builder}}.Build();
                {{between}}{{(isRight ? "" : string.Join("\n    ", changes))}}
                await using var end = {{source}};
                return [.. await Mapped.WriteAsync({{source}}, text), .. await Mapped.TellAsync({{source}}, log)];
            }
            """;
        return new Shape(Method(false), Any) { Promise = Method(true) };
    });

    /// <summary>Each of them shows in what the data source does.</summary>
    private static string[] Changes(string builder) =>
    [
        $"{builder}.ConnectionStringBuilder.ApplicationName = \"late\";", $"{builder}.ConnectionStringBuilder.Timeout = 9;", $"{builder}.Name = \"late\";", $"{builder}.MapEnum<Mood>();", $"{builder}.MapComposite<Pair>(\"pair\");", $"{builder}.EnableParameterLogging();",
    ];

    public static Gen<Shape> GlobalMappers { get; } = Dice.Gen(dice => Mapper(dice, isBefore: false));

    public static Gen<Shape> EarlyGlobalMappers { get; } = Dice.Gen(dice => Mapper(dice, isBefore: true));

    private static Shape Mapper(Dice dice, bool isBefore)
    {
        var (builder, source, comment) = (dice.Of("builder", "b"), dice.Of("source", "made"), dice.Of("", "// For all.\n    "));
        var map = dice.Of("MapEnum<Mood>()", "MapEnum<Mood>(\"mood\")", "MapEnum<Mood>(\"feelings\", new Npgsql.NameTranslation.NpgsqlNullNameTranslator())", "MapComposite<Pair>(\"pair\")", "MapComposite<Pair>()");
        var second = dice.Chance(30) ? (map.StartsWith("MapEnum", StringComparison.Ordinal) ? "MapComposite<Pair>()" : "MapEnum<Mood>()") : "";
        string Method(string target, bool isMoved)
        {
            var mapped = $"{target}.{map};\n    {(second.Length > 0 ? $"{target}.{second};\n    " : "")}";
            return $$"""
                public static async Task<List<string>> RunAsync(string text)
                {
                    try
                    {
                        return await WriteAsync(text);
                    }
                    finally
                    {
                        Mapped.Forget();
                    }
                }

                private static async Task<List<string>> WriteAsync(string text)
                {
                    {{comment}}{{(isBefore && !isMoved ? mapped : "")}}var {{builder}} = new NpgsqlDataSourceBuilder(text);
                    {{(isBefore && !isMoved ? "" : mapped)}}await using var {{source}} = {{builder}}.Build();
                    return await Mapped.WriteAsync({{source}}, text);
                }
                """;
        }

        return new Shape(Method("NpgsqlConnection.GlobalTypeMapper", false), Any) { Promise = Method(builder, true) };
    }

    public static Gen<Shape> WithoutDataSource { get; } = Dice.Gen(dice =>
    {
        var name = dice.Of("source", "_source", "Db");
        var access = dice.Of($"private static readonly NpgsqlDataSource {name} = NpgsqlDataSource.Create(Orders + \";Timeout=7\");", $"private static NpgsqlDataSource {name} {{ get; }} = NpgsqlDataSource.Create(Orders + \";Timeout=7\");");
        var made = dice.Of($"new NpgsqlConnection({Text})", "new NpgsqlConnection(Orders)");
        var keep = dice.Of("using var connection = §;\n    return Settings.Of(connection.ConnectionString);", "using (var connection = §)\n    {\n        return Settings.Of(connection.ConnectionString);\n    }");
        string Method(string connection) => $"private const string Orders = {Text};\n{access}\n\npublic static List<string> RunAsync()\n{{\n    {keep.Replace("§", connection, StringComparison.Ordinal)}\n}}";
        return new Shape(Method(made), Any) { Promise = Method(name + ".CreateConnection()") };
    });

    private static Call Any(Dice dice) => new() { Culture = dice.Of(Texts.Cultures) };

    private static Call WithText(Dice dice) => new(dice.Of("Host=localhost", "Host=a,b;Database='x;y'", "Host=db;Timeout=3;Application Name=early", "Host=zoë;Username=app"))
    {
        Culture = dice.Of(Texts.Cultures),
    };
}
