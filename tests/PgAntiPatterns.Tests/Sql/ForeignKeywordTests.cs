using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Sql.ConnectionStrings;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

/// <summary>Every verdict about a keyword or value, held against the real connection-string builder of the oldest and the newest Npgsql.</summary>
public sealed class ForeignKeywordTests
{
    private static readonly string[] Values = ["true", "False", "1", "yes", "off", "0", "5", "5s", "0x5", "", "-", "require", "verify-full", "VerifyFull", "Prefer", "99", "Require,Prefer", "never", "disable", "-1", "-2", "1024", "1025", "ReadWrite", "read-write", "primary"];

    public static TheoryData<string> Versions => ["oldest", "newest"];

    [Theory, MemberData(nameof(Versions))]
    public void A_foreign_keyword_is_refused(string version)
    {
        var driver = Driver.Of(version);
        Assert.All(ForeignKeywords.All, keyword => Assert.False(driver.Knows(keyword), keyword));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Its_replacement_is_accepted(string version)
    {
        var driver = Driver.Of(version);
        Assert.All(ForeignKeywords.All.Where(keyword => ForeignKeywords.IsKnown(keyword, out var name) && name is not null), keyword =>
        {
            Assert.True(ForeignKeywords.IsKnown(keyword, out var name));
            Assert.True(driver.Knows(name!), name);
            Assert.NotNull(driver.Catalog.Find(name!));
        });
    }

    [Theory, MemberData(nameof(Versions))]
    public void The_catalogue_knows_what_the_driver_takes_and_nothing_else(string version)
    {
        var driver = Driver.Of(version);
        var spellings = ForeignKeywords.All
            .Concat(driver.Properties.SelectMany(name => new[] { name, name.ToUpperInvariant(), Spaced(name), name + "s", name.Replace("Max", "Maximum", StringComparison.Ordinal) }))
            .Concat(["Server", "DB", "User Name", "UserId", "User Id", "UID", "PSW", "PWD", "Load Balance Timeout", "Krbsrvname", "User", "Login"])
            .Distinct();
        Assert.All(spellings, spelling => Assert.True(driver.Knows(spelling) == driver.Catalog.Find(spelling) is not null, spelling));
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_value_that_is_called_unreadable_is_refused(string version)
    {
        var driver = Driver.Of(version);
        var refused = 0;
        foreach (var name in driver.Properties.Where(name => driver.Catalog.Find(name) is not null))
        {
            foreach (var value in Values.Where(value => !driver.Catalog.Find(name)!.Accepts(value)))
            {
                Assert.False(driver.Takes($"{name}={value}"), $"{name}={value}");
                refused++;
            }
        }

        Assert.True(refused > 100, $"Only {refused} values were tried.");
    }

    [Theory, MemberData(nameof(Versions))]
    public void A_known_keyword_needs_no_value(string version)
    {
        var driver = Driver.Of(version);
        Assert.All(driver.Properties.Where(name => driver.Catalog.Find(name) is not null), keyword => Assert.True(driver.Takes(keyword + "=;Host=localhost"), keyword));
        Assert.All(["Colour", "Max Pool Size"], keyword => Assert.False(driver.Takes(keyword + "=;Host=localhost"), keyword));
    }

    [Theory, MemberData(nameof(Versions))]
    public void What_is_called_obsolete_the_driver_marks_so(string version)
    {
        var driver = Driver.Of(version);
        Assert.Equal(
            driver.Obsolete.Order(StringComparer.Ordinal),
            driver.Properties.Where(name => driver.Catalog.Find(name)?.Obsolete is not null).Order(StringComparer.Ordinal));
    }

    private static string Spaced(string name) => string.Concat(name.Select((character, index) => index > 0 && char.IsUpper(character) ? " " + character : character.ToString()));

    /// <summary>One version of the driver: its real builder, and what the catalogue reads from its symbols.</summary>
    private sealed class Driver
    {
        private readonly Type _builder;

        private Driver(string path, IEnumerable<MetadataReference> references)
        {
            _builder = new AssemblyLoadContext(path).LoadFromAssemblyPath(path).GetType("Npgsql.NpgsqlConnectionStringBuilder", throwOnError: true)!;
            Catalog = KeywordCatalog.Of(PlatformModel.Of(CSharpCompilation.Create("Keywords", references: references), [])!);
        }

        public KeywordCatalog Catalog { get; }

        public IEnumerable<string> Properties => Settings.Select(property => property.Name);

        public IEnumerable<string> Obsolete => Settings.Where(property => property.IsDefined(typeof(ObsoleteAttribute), inherit: false)).Select(property => property.Name);

        private IEnumerable<System.Reflection.PropertyInfo> Settings => _builder.GetProperties().Where(property => property.DeclaringType == _builder && property.CanWrite && property.GetIndexParameters().Length == 0);

        public static Driver Of(string version)
        {
            var references = version == "oldest" ? References.Oldest : References.All;
            return new Driver(references.Select(reference => reference.Display!).Single(path => Path.GetFileName(path) == "Npgsql.dll"), references);
        }

        /// <summary>True where the builder knows a keyword, whatever it thinks of the value.</summary>
        public bool Knows(string keyword) => Refusal(keyword + "=x")?.InnerException is not KeyNotFoundException;

        public bool Takes(string text) => Refusal(text) is null;

        private Exception? Refusal(string text)
        {
            try
            {
                Activator.CreateInstance(_builder, text);
                return null;
            }
            catch (System.Reflection.TargetInvocationException refused)
            {
                return refused.InnerException;
            }
        }
    }
}
