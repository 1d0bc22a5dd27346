using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Npgsql;
using PgAntiPatterns.LiveTests.Server;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>Turns the connection strings that stand in a source to an experiment's database; everything else in them stays.</summary>
internal static partial class ServerAddress
{
    /// <summary>The source as if its author had named the database, with its application name and further settings.</summary>
    public static string Enter(string source, TestDatabase database, string settings = "")
    {
        var root = CSharpSyntaxTree.ParseText(source, CompileReferences.Parsing).GetRoot();
        var literals = root.DescendantNodes()
            .OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.Token.Value is string text && NamesHost().IsMatch(text))
            .ToArray();
        if (literals is [])
        {
            throw new InvalidSourceException("The source holds no connection string that names a host", [], source);
        }

        var addition = $";{AddressOf(database)};{settings};";
        return root.ReplaceNodes(literals, (literal, _) => WithText(literal, literal.Token.ValueText + addition)).ToFullString();
    }

    // The last of several equal keys counts, so the address is added where it has to win over the one that is there.
    private static string AddressOf(TestDatabase database)
    {
        var known = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return new NpgsqlConnectionStringBuilder
        {
            Host = known.Host,
            Port = known.Port,
            Username = known.Username,
            Password = known.Password,
            Database = known.Database,
            ApplicationName = known.ApplicationName,
        }.ConnectionString;
    }

    private static LiteralExpressionSyntax WithText(LiteralExpressionSyntax literal, string text) =>
        SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(text)).WithTriviaFrom(literal);

    [GeneratedRegex(@"(^|;)\s*(Host|Server)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex NamesHost();
}
