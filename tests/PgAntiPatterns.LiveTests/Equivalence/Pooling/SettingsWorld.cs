namespace PgAntiPatterns.LiveTests.Equivalence.Pooling;

/// <summary>Code that makes connection strings and data sources; what they come to is compared, without a server.</summary>
internal static class SettingsWorld
{
    public static World World { get; } = new(
        """
        using System.Globalization;
        using Microsoft.Extensions.DependencyInjection;
        using Npgsql;

        namespace PgAntiPatterns.Generated;

        public enum Mood { Happy, Sad }

        internal static class Settings
        {
            /// <summary>Each setting that differs from the default, as Npgsql understands the string.</summary>
            public static List<string> Of(string text)
            {
                var builder = new NpgsqlConnectionStringBuilder(text);
                return builder.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(key => key + "=" + Convert.ToString(builder[key], CultureInfo.InvariantCulture)).ToList();
            }
        }
        """,
        "",
        "",
        Access.None);
}
