using PgAntiPatterns.Platform.AdoNet;
using PgAntiPatterns.Platform.Dapper;
using PgAntiPatterns.Platform.EfCore;
using PgAntiPatterns.Platform.Lifetimes;
using PgAntiPatterns.Platform.Npgsql;
using PgAntiPatterns.Platform.RoundTrips;

namespace PgAntiPatterns.Platform;

/// <summary>All libraries that the analyzers know, and the names by which a compilation's drivers are told.</summary>
internal static class Libraries
{
    /// <summary>The assembly whose presence makes a compilation one that talks to PostgreSQL.</summary>
    public const string Driver = "Npgsql";

    /// <summary>The assembly of EF Core's raw SQL, which comes with analyzers of its own.</summary>
    public const string RelationalEf = "Microsoft.EntityFrameworkCore.Relational";

    /// <summary>The assembly that maps the members of an object to parameters.</summary>
    public const string Mapper = "Dapper";

    /// <summary>The provider-neutral connection.</summary>
    public const string Connection = "System.Data.Common.DbConnection";

    /// <summary>The provider-neutral parameter.</summary>
    public const string Parameter = "System.Data.IDataParameter";

    /// <summary>The provider-neutral connection's interface.</summary>
    public const string ConnectionInterface = "System.Data.IDbConnection";

    /// <summary>Everything that is known, library by library.</summary>
    public static IReadOnlyList<Library> All { get; } = [AdoNetRows.Library, .. InputRows.All, NpgsqlRows.Library, NpgsqlRows.Registering, DapperRows.Library, EfCoreRows.Core, EfCoreRows.Relational, EfCoreRows.Provider, LifetimeRows.Framework, LifetimeRows.AdoNet, LifetimeRows.Npgsql, LifetimeRows.Dapper, LifetimeRows.EfCore, LifetimeRows.EfCoreRelational, LifetimeRows.EfCoreNpgsql, LifetimeRows.DependencyInjection, .. HostingRows.All, .. RoundTripRows.All, .. RepetitionRows.All];

    /// <summary>Other ADO.NET providers: where one is referenced beside Npgsql, a plain DbConnection may be theirs.</summary>
    public static HashSet<string> OtherProviders { get; } =
    [
        "Devart.Data.Oracle",
        "DuckDB.NET.Data",
        "FirebirdSql.Data.FirebirdClient",
        "IBM.Data.Db2",
        "Microsoft.Data.SqlClient",
        "Microsoft.Data.Sqlite",
        "MySql.Data",
        "MySqlConnector",
        "Oracle.ManagedDataAccess",
        "System.Data.Odbc",
        "System.Data.OleDb",
        "System.Data.SqlClient",
        "System.Data.SQLite",
    ];

    /// <summary>What the names of assemblies begin with that put a connection of their own around the driver's.</summary>
    public static IReadOnlyList<string> ConnectionWrappers { get; } = ["MiniProfiler", "StackExchange.Profiling"];

    /// <summary>The libraries whose members keep nothing that they are given, unless a row says so; what begins with such a name counts too.</summary>
    public static IReadOnlyList<string> DatabaseAssemblies { get; } = [Driver, "Dapper", "Microsoft.EntityFrameworkCore"];

    /// <summary>The namespace of EF Core, in which providers declare their extensions as well.</summary>
    public const string MapperNamespace = "Microsoft.EntityFrameworkCore";

    /// <summary>ADO.NET's own namespaces.</summary>
    public static HashSet<string> DatabaseNamespaces { get; } = ["System.Data", "System.Data.Common"];

    /// <summary>What the assemblies are called that programs run in functions with.</summary>
    public static IReadOnlyList<string> Serverless { get; } = ["Amazon.Lambda.", "Microsoft.Azure.Functions.", "Microsoft.Azure.WebJobs"];

    /// <summary>Assemblies that only test projects reference.</summary>
    public static HashSet<string> TestFrameworks { get; } =
    [
        "Microsoft.VisualStudio.TestPlatform.TestFramework",
        "MSTest.TestFramework",
        "nunit.framework",
        "TUnit.Core",
        "xunit.core",
        "xunit.v3.core",
    ];

    /// <summary>How the assemblies of tests are named, whatever they are tested with.</summary>
    private static readonly string[] TestSuffixes = ["Tests", "IntegrationTest", "UnitTest", ".TestHelpers", ".Testing"];

    private static readonly string[] TestSegments = ["Test", "Tests"];

    /// <summary>True for the name of an assembly of tests, whose framework may be missing.</summary>
    public static bool IsTestName(string assembly) =>
        TestSuffixes.Any(suffix => assembly.EndsWith(suffix, StringComparison.Ordinal))
        || assembly.Split('.', '-', '_').Any(segment => TestSegments.Contains(segment, StringComparer.OrdinalIgnoreCase));

    /// <summary>How the types end whose objects hold what a program is set up with.</summary>
    public static IReadOnlyList<string> OptionSuffixes { get; } = ["Options", "OptionsMonitor", "OptionsSnapshot", "Settings", "Configuration", "Config"];

    private static readonly string[] QuotingVerbs = ["Quote", "Delimit", "Escape", "Sanitize"];

    private static readonly string[] QuotedThings = ["Identifier", "Ident", "Name", "Table", "Column", "Schema"];

    private static readonly string[] DialectThings = ["Identifier", "Column", "Table", "Schema"];

    /// <summary>True for what methods are called that quote a name for SQL, where they cannot be looked into: <c>QuoteIdentifier</c>, <c>QuoteForColumnName</c>.</summary>
    public static bool IsQuotingName(string method) =>
        QuotingVerbs.Any(verb => method.StartsWith(verb, StringComparison.Ordinal)) && QuotedThings.Any(thing => method.EndsWith(thing, StringComparison.Ordinal));

    /// <summary>True for what the members of an interface for SQL's dialects are called that write a column or a value as SQL does: <c>FormatColumn</c>, <c>GetSqlValue</c>.</summary>
    public static bool IsDialectName(string method) =>
        (method.StartsWith("Format", StringComparison.Ordinal) && DialectThings.Any(thing => method.EndsWith(thing, StringComparison.Ordinal)))
        || method.EndsWith("SqlValue", StringComparison.Ordinal) || method.EndsWith("SqlLiteral", StringComparison.Ordinal);

    /// <summary>Members of the framework that change something outside of the program before they return, so that what follows has to know that they have: their types by their names.</summary>
    public static ILookup<string, string> OutsideCalls { get; } = new (string Type, string Member)[]
    {
        ("System.Diagnostics.Process", "WaitForExit"),
        ("System.IO.Directory", "Delete"),
        ("System.IO.Directory", "Move"),
        ("System.IO.File", "Copy"),
        ("System.IO.File", "Delete"),
        ("System.IO.File", "Move"),
        ("System.IO.File", "Replace"),
        ("System.Net.Http.HttpClient", "Send"),
        ("System.Net.Http.HttpMessageInvoker", "Send"),
        ("System.Net.Mail.SmtpClient", "Send"),
        ("System.Net.Sockets.Socket", "Send"),
    }.ToLookup(call => call.Member, call => call.Type);

    /// <summary>How a parameter's name ends that takes a part of a statement.</summary>
    public static IReadOnlyList<string> SqlSuffixes { get; } = ["sql", "clause", "expression"];

    /// <summary>Words in the names of methods that look whether a text is fit to be a name in SQL.</summary>
    public static IReadOnlyList<string> CheckingWords { get; } = ["ValidIdentifier", "ValidateIdentifier", "SafeIdentifier", "InvalidIdentifier", "IdentifierValid", "IsIdentifier", "ValidName", "ValidateName", "InvalidName", "ValidTableName", "ValidateTableName", "ValidColumnName", "ValidateColumnName", "ValidSchemaName", "ValidateSchemaName", "IsAllowed"];

    /// <summary>Attributes that mark a test, wherever they are declared.</summary>
    public static IReadOnlyList<string> TestMarkers { get; } = ["Xunit.FactAttribute", "NUnit.Framework.TestAttribute", "Microsoft.VisualStudio.TestTools.UnitTesting.TestMethodAttribute"];
}
