using System.Collections;
using System.Reflection;
using Npgsql;

namespace PgAntiPatterns.Tests.Sql;

/// <summary>The driver's own parser of named placeholders, which is internal: what it finds is what is sent.</summary>
internal static class NpgsqlParser
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly Type Parser = typeof(NpgsqlCommand).Assembly.GetType("Npgsql.SqlQueryParser", throwOnError: true)!;

    private static readonly MethodInfo Parse = Parser.GetMethod("ParseRawQuery", Internal, [typeof(NpgsqlCommand), typeof(bool), typeof(bool)])
        ?? throw new MissingMethodException(Parser.FullName, "ParseRawQuery");

    private static readonly PropertyInfo Commands = typeof(NpgsqlCommand).GetProperty("InternalBatchCommands", Internal)
        ?? throw new MissingMemberException(nameof(NpgsqlCommand), "InternalBatchCommands");

    /// <summary>The names of the placeholders, each once, in lower case and sorted, and the number of statements.</summary>
    public static (string Names, int Statements) Read(string sql)
    {
        using var command = new NpgsqlCommand(sql);

        // The parser adds a parameter for every placeholder that it finds.
        var parameters = command.Parameters;
        Parse.Invoke(Activator.CreateInstance(Parser, nonPublic: true), [command, true, true]);
        return (Join(parameters.Select(parameter => parameter.ParameterName)), ((ICollection)Commands.GetValue(command)!).Count);
    }

    public static string Join(IEnumerable<string> names) => string.Join(" ", names.Select(name => name.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal));
}
