using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>What gives a command a new parameter.</summary>
internal static class ParameterText
{
    /// <summary>The statement for a driver that finds the type out.</summary>
    public static string Typed(FixPlace place, SqlRewrite rewrite, string command, NewParameter parameter)
    {
        var name = rewrite.IsPositional ? "" : "\"" + parameter.Name + "\", ";
        return command + ".Parameters.AddWithValue(" + name + (parameter.IsUnknown ? TypeUnknown(place) + ", " : "") + parameter.Value + ");";
    }

    /// <summary>The statements for a command of any library.</summary>
    public static IEnumerable<string> Neutral(FixPlace place, string command, NewParameter parameter)
    {
        if (parameter.IsUnknown)
        {
            // No DbType leaves the type to the server: Npgsql sends a string as text whatever DbType says.
            var type = (place.Model.LookupNamespacesAndTypes(place.Span.Start, name: "NpgsqlParameter").IsEmpty ? "Npgsql." : "") + "NpgsqlParameter";
            yield return command + ".Parameters.Add(new " + type + "(\"" + parameter.Name + "\", " + TypeUnknown(place) + ") { Value = " + parameter.Value + " });";
            yield break;
        }

        var local = SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name + "Parameter" : "parameter";
        var taken = place.Model.LookupSymbols(place.Span.Start).Select(symbol => symbol.Name).ToList();
        while (taken.Contains(local))
        {
            local += "1";
        }

        yield return "var " + local + " = " + command + ".CreateParameter();";
        yield return local + ".ParameterName = \"" + parameter.Name + "\";";
        yield return local + ".Value = " + parameter.Value + ";";
        yield return command + ".Parameters.Add(" + local + ");";
    }

    /// <summary>The element of an initializer.</summary>
    public static string Element(FixPlace place, SqlRewrite rewrite, NewParameter parameter)
    {
        var name = rewrite.IsPositional ? "" : "\"" + parameter.Name + "\"";
        return parameter.IsUnknown
            ? "new(" + (rewrite.IsPositional ? "" : name + ", " + TypeUnknown(place)) + ") { " + (rewrite.IsPositional ? "NpgsqlDbType = " + TypeUnknown(place) + ", " : "") + "Value = " + parameter.Value + " }"
            : rewrite.IsPositional ? "new() { Value = " + parameter.Value + " }" : "new(" + name + ", " + parameter.Value + ")";
    }

    /// <summary>The server infers the type of an unknown parameter as it did for the quoted text.</summary>
    private static string TypeUnknown(FixPlace place) =>
        (place.Model.LookupNamespacesAndTypes(place.Span.Start, name: "NpgsqlDbType").IsEmpty ? "NpgsqlTypes." : "") + "NpgsqlDbType.Unknown";
}
