namespace PgAntiPatterns.Sql;

/// <summary>The character classes of PostgreSQL's scanner and of Npgsql's parameter names.</summary>
internal static class SqlCharacters
{
    private const byte IdentifierStart = 1;
    private const byte Digit = 2;
    private const byte Dollar = 4;
    private const byte OperatorSign = 8;
    private const byte Space = 16;
    private const byte Telling = 32;

    private static readonly byte[] Classes = Build();

    public static bool IsIdentifierStart(char c) => c >= 128 || (Classes[c] & IdentifierStart) != 0;

    public static bool IsIdentifierPart(char c) => c >= 128 || (Classes[c] & (IdentifierStart | Digit | Dollar)) != 0;

    /// <summary>The tag of a dollar quote is an identifier without dollar signs.</summary>
    public static bool IsDollarTagPart(char c) => c >= 128 || (Classes[c] & (IdentifierStart | Digit)) != 0;

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsSpace(char c) => c < 128 && (Classes[c] & Space) != 0;

    public static bool IsNewLine(char c) => c is '\n' or '\r';

    public static bool IsOperatorSign(char c) => c < 128 && (Classes[c] & OperatorSign) != 0;

    /// <summary>One of the signs that let an operator end in + or -.</summary>
    public static bool IsTellingSign(char c) => c < 128 && (Classes[c] & Telling) != 0;

    public static bool IsParameterNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';

    private static byte[] Build()
    {
        var classes = new byte[128];
        for (var c = 'a'; c <= 'z'; c++)
        {
            classes[c] = IdentifierStart;
            classes[c - 32] = IdentifierStart;
        }

        for (var c = '0'; c <= '9'; c++)
        {
            classes[c] = Digit;
        }

        classes['_'] = IdentifierStart;
        classes['$'] = Dollar;
        foreach (var c in "+-*/<>=")
        {
            classes[c] = OperatorSign;
        }

        foreach (var c in "~!@#^&|`?%")
        {
            classes[c] = OperatorSign | Telling;
        }

        foreach (var c in " \t\n\r\f\v")
        {
            classes[c] = Space;
        }

        return classes;
    }
}
