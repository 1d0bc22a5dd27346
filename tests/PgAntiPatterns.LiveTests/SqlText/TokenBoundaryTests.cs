using Npgsql;
using PgAntiPatterns.LiveTests.Server;
using PgAntiPatterns.Sql;
using Xunit;

namespace PgAntiPatterns.LiveTests.SqlText;

/// <summary>
/// Asks the server where its tokens begin and end. Behind a complete statement every token is a syntax error, and the error names
/// the token and its place; so the tokens of a text are asked for one by one, each from where the one before it ended.
/// </summary>
public sealed class TokenBoundaryTests(PostgresServer server)
{
    private const int Texts = 2_000;
    private const string Statement = "DISCARD PLANS ";
    private const string SyntaxError = "42601";

    /// <summary>Whatever opens, closes or continues a literal, comment or name, and what may stand in between.</summary>
    private static readonly string[] Pieces =
    [
        "'", "''", "'a'", "'it''s;'", "E'", "e'\\'", "\\", "\\\\", "\"", "\"\"", "\"a\"", "U&'", "u&\"", "B'1'", "X'1'", "b'", "n", "e", "u&",
        "$$", "$a$", "$b$", "$", "$1", "x$y", "/*", "*/", "/**/", "--", "-- x\n", "/* x */", "\n", "\r\n", " ", "\t", "\f",
        "'a'\n'b'", "'a' -- c\n 'b'", "'a' 'b'", "E'a'\n'b\\''", "\"a\"\n\"b\"",
        "a", "abc", "_x", "é", "中", "1", "1.5", ".5", "1e5", "..", ".", ",", "(", ")", "[", "]", "{", "}",
        "+", "-", "*", "/", "<", ">", "=", "<=", "=>", "!=", "->", "->>", "||", "~", "!", "#", "%", "^", "&", "|", "`", "?", "@>", "@@", "::", ":=",
    ];

    [Fact]
    public Task Tokens_begin_and_end_where_the_server_begins_and_ends_them() => server.RunAsync(async database =>
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(database.Cancellation);
        var random = new Random(4);
        var questions = 0;
        for (var i = 0; i < Texts; i++)
        {
            var text = string.Concat(random.GetItems(Pieces, random.Next(1, 13)));
            foreach (var (rest, next, afterNext) in Questions(text))
            {
                var answer = await AskAsync(connection, rest, database.Cancellation);
                if (answer?.MessageText.Contains("Unicode escape", StringComparison.Ordinal) == true)
                {
                    // The value of the literal is bad, which the server tells in place of its end.
                    break;
                }

                questions++;
                Assert.True(
                    Agrees(answer, rest, next) || (IsReadAhead(next, rest) && Agrees(answer, rest, afterNext)),
                    $"{text}\nours: {next}, then {afterNext} in {rest}\nserver's: {answer?.MessageText} at {answer?.Position - 1 - Statement.Length}");
            }
        }

        Assert.InRange(questions, Texts * 2, Texts * 12);
    });

    /// <summary>For every token: the text from the end of the token before it, and the next two tokens of that text that are no white space or comment.</summary>
    private static IEnumerable<(string Sql, SqlToken? Next, SqlToken? AfterNext)> Questions(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var rest = text[start..];
            var tokens = SqlLexer.Tokenize(SqlTemplate.Of(rest));
            Assert.DoesNotContain(tokens, token => token.Kind == SqlTokenKind.NamedPlaceholder);
            var telling = tokens.Where(token => !token.IsTrivia || token.IsUnterminated).Select(AsOnTheServer).Take(2).ToArray();
            if (telling.Length == 0 || telling[0].Kind != SqlTokenKind.Semicolon)
            {
                // A semicolon is no error behind a statement; what follows it is asked for on its own.
                yield return (rest, telling.Length > 0 ? telling[0] : null, telling.Length > 1 ? telling[1] : null);
            }

            if (telling.Length == 0)
            {
                yield break;
            }

            start += telling[0].End;
        }
    }

    /// <summary>The server takes the N of N'…' for a word of its own, and the literal for the next token.</summary>
    private static SqlToken AsOnTheServer(SqlToken token) =>
        token.Kind == SqlTokenKind.NationalString ? new SqlToken(SqlTokenKind.Word, token.Start, token.Start + 1, SqlTokenTraits.None) : token;

    private static bool Agrees(PostgresException? answer, string rest, SqlToken? token)
    {
        if (token is not { } expected)
        {
            return answer is null || answer.SqlState != SyntaxError || answer.MessageText.EndsWith("at end of input", StringComparison.Ordinal);
        }

        return answer is not null && answer.Position - 1 - Statement.Length == expected.Start
            && answer.MessageText.EndsWith($"at or near \"{expected.Span.Of(rest)}\"", StringComparison.Ordinal)
            && answer.MessageText.StartsWith("unterminated", StringComparison.Ordinal) == expected.IsUnterminated;
    }

    /// <summary>Behind U&amp;… the server looks for UESCAPE before it answers, and so comes upon what is wrong with the next token first.</summary>
    private static bool IsReadAhead(SqlToken? token, string rest) =>
        token is { } next && (next.Kind == SqlTokenKind.UnicodeString || (next.Kind == SqlTokenKind.QuotedIdentifier && rest[next.Start] is 'u' or 'U'));

    private static async Task<PostgresException?> AskAsync(NpgsqlConnection connection, string rest, CancellationToken cancellation)
    {
        // With a parameter that has no name Npgsql leaves the text as it is; that no statement takes it, the server tells later than a syntax error.
        await using var command = new NpgsqlCommand(Statement + rest, connection) { Parameters = { new() { Value = 1 } } };
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return null;
        }
        catch (PostgresException answer)
        {
            return answer;
        }
    }
}
