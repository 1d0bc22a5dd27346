using CsCheck;

namespace PgAntiPatterns.LiveTests.Equivalence.Pooling;

/// <summary>Data sources that are made too often, and builders that are changed too late; called once, they come to the same.</summary>
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
        return member.Length > 0
            ? new Shape($"{field}{member}\n\npublic static List<string> RunAsync()\n{{\n    using var connection = {name}.CreateConnection();\n    return Settings.Of(connection.ConnectionString);\n}}", Any)
            : new Shape($"{field}public static List<string> RunAsync()\n{{\n    var {local} = {make};\n    using var connection = {local}.CreateConnection();\n    using var second = {local}.CreateConnection();\n    return Settings.Of(connection.ConnectionString + \";\" + second.ConnectionString);\n}}", Any);
    });

    /// <summary>The container makes one, where it made one for each scope; within a scope nothing differs.</summary>
    public static Gen<Shape> PerScope { get; } = Dice.Gen(dice =>
    {
        var lifetime = dice.Of("Scoped", "Transient");
        var registration = dice.Number(5) switch
        {
            0 => $"services.Add{lifetime}(_ => NpgsqlDataSource.Create(text));",
            1 => $"services.Add{lifetime}<NpgsqlDataSource>(provider => NpgsqlDataSource.Create(text));",
            2 => $"Microsoft.Extensions.DependencyInjection.Extensions.ServiceCollectionDescriptorExtensions.TryAdd{lifetime}(services, _ => NpgsqlDataSource.Create(text));",
            3 => $"services.AddNpgsqlDataSource(text, dataSourceLifetime: ServiceLifetime.{lifetime});",
            _ => $"services.Add{lifetime}(_ => new NpgsqlDataSourceBuilder(text).Build());",
        };
        return new Shape(
            $$"""
            public static List<string> RunAsync(string text)
            {
                var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
                Register(services, text);
                using var provider = Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(services);
                using var connection = ((NpgsqlDataSource)provider.GetService(typeof(NpgsqlDataSource))!).CreateConnection();
                return Settings.Of(connection.ConnectionString);
            }

            private static void Register(Microsoft.Extensions.DependencyInjection.IServiceCollection services, string text)
            {
                {{dice.Of("", "// For each of them.\n    ")}}{{registration}}
            }
            """,
            WithText)
        {
            Usings = "using Microsoft.Extensions.DependencyInjection;",
        };
    });

    public static Gen<Shape> ChangedAfterBuild { get; } = Dice.Gen(dice =>
    {
        var (builder, source) = (dice.Of("builder", "b"), dice.Of("source", "made"));
        var type = dice.Of("NpgsqlDataSourceBuilder", "NpgsqlDataSourceBuilder", "NpgsqlSlimDataSourceBuilder");
        var change = dice.Of($"{builder}.ConnectionStringBuilder.ApplicationName = \"late\";", $"{builder}.ConnectionStringBuilder.Timeout = 9;", $"{builder}.Name = \"late\";", $"{builder}.MapEnum<Mood>();", $"{builder}.EnableParameterLogging();");
        var between = dice.Of("", "", "var number = 1;\n    ", "// Between.\n    ");
        string Method(bool isRight) => $$"""
            public static List<string> RunAsync(string text)
            {
                var {{builder}} = new {{type}}(text);
                {{(isRight ? change + "\n    " : "")}}var {{source}} = {{builder}}.Build();
                {{between}}{{(isRight ? "" : change)}}
                using var connection = {{source}}.CreateConnection();
                return Settings.Of(connection.ConnectionString);
            }
            """;
        return new Shape(Method(false), WithText) { Promise = Method(true) };
    });

    public static Gen<Shape> GlobalMappers { get; } = Dice.Gen(dice =>
    {
        var builder = dice.Of("builder", "b");
        var map = dice.Of("MapEnum<Mood>()", "MapEnum<Mood>(\"mood\")", "MapComposite<Pair>(\"pair\")");
        var isBefore = dice.Chance(40);
        string Method(string target, bool isMoved) => $$"""
            public static List<string> RunAsync(string text)
            {
                {{(isBefore && !isMoved ? $"{target}.{map};\n    " : "")}}var {{builder}} = new NpgsqlDataSourceBuilder(text);
                {{(isBefore && !isMoved ? "" : $"{target}.{map};\n    ")}}using var source = {{builder}}.Build();
                using var connection = source.CreateConnection();
                return Settings.Of(connection.ConnectionString);
            }
            """;
        return new Shape(Method("NpgsqlConnection.GlobalTypeMapper", false), WithText) { Promise = Method(builder, true), Types = "public sealed class Pair { public int A { get; set; } }" };
    });

    public static Gen<Shape> WithoutDataSource { get; } = Dice.Gen(dice =>
    {
        var name = dice.Of("source", "_source", "Db");
        var access = dice.Of($"private static readonly NpgsqlDataSource {name} = NpgsqlDataSource.Create({Text});", $"private static NpgsqlDataSource {name} {{ get; }} = NpgsqlDataSource.Create({Text});");
        var made = dice.Of($"new NpgsqlConnection({Text})", "new NpgsqlConnection(Orders)");
        var keep = dice.Of("using var connection = §;\n    return Settings.Of(connection.ConnectionString);", "using (var connection = §)\n    {\n        return Settings.Of(connection.ConnectionString);\n    }");
        return new Shape($"private const string Orders = {Text};\n{access}\n\npublic static List<string> RunAsync()\n{{\n    {keep.Replace("§", made, StringComparison.Ordinal)}\n}}", Any);
    });

    private static Call Any(Dice dice) => new() { Culture = dice.Of(Texts.Cultures) };

    private static Call WithText(Dice dice) => new(dice.Of("Host=localhost", "Host=a,b;Database='x;y'", "Host=db;Timeout=3;Application Name=early", "Host=zoë;Username=app"))
    {
        Culture = dice.Of(Texts.Cultures),
    };
}
