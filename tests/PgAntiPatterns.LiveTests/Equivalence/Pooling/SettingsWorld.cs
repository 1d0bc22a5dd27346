namespace PgAntiPatterns.LiveTests.Equivalence.Pooling;

/// <summary>Code that makes connection strings and data sources; what they come to is compared, without a server.</summary>
internal static class SettingsWorld
{
    public static World World { get; } = new(
        """
        using System.Globalization;
        using System.Text;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Npgsql;

        namespace PgAntiPatterns.Generated;

        internal sealed record Keeper(NpgsqlDataSource Source);

        internal static class Settings
        {
            /// <summary>Each setting that differs from the default, as Npgsql understands the string.</summary>
            public static List<string> Of(string text)
            {
                var builder = new NpgsqlConnectionStringBuilder(text);
                return builder.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(key => key + "=" + Convert.ToString(builder[key], CultureInfo.InvariantCulture)).ToList();
            }

            /// <summary>Each value of a configuration file, and of connection strings each setting.</summary>
            public static List<string> OfFile(string json)
            {
                using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
                return new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable()
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .SelectMany(pair => pair.Value?.Contains("Host=", StringComparison.Ordinal) == true ? Of(pair.Value).Select(setting => pair.Key + ": " + setting) : [pair.Key + ": " + pair.Value])
                    .ToList();
            }
        }
        """,
        "",
        "",
        Access.None);
}
