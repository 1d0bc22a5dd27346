using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Names for new parameters: after the C# expressions, and like none that is there.</summary>
internal sealed class ParameterNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Value, string? TypedBy), string> _byValue = [];

    /// <summary>The name for a value; the same value has the same name, unless the server might type it in two ways.</summary>
    /// <param name="value">The value's C# expression.</param>
    /// <param name="typedBy">What the server types the value by, empty where that is not known; null where the value has a type.</param>
    /// <param name="pieces">What it is made of.</param>
    /// <param name="isNew">False where the value has its name already.</param>
    public string For(string value, string? typedBy, IEnumerable<PastedPiece> pieces, out bool isNew)
    {
        string? known = null;
        isNew = typedBy is "" || !_byValue.TryGetValue((value, typedBy), out known);
        if (!isNew)
        {
            return known!;
        }

        var stem = pieces.Select(piece => piece.Expression is null ? null : Stem(piece.Expression)).FirstOrDefault(candidate => candidate is not null) ?? "p";
        var name = stem;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = stem + number;
        }

        _byValue[(value, typedBy)] = name;
        return name;
    }

    private static string? Stem(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => Plain(identifier.Identifier.ValueText),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: var owner } => Stem(owner),
        MemberAccessExpressionSyntax member => Plain(member.Name.Identifier.ValueText),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } => Stem(receiver),
        ElementAccessExpressionSyntax element => Stem(element.Expression),
        CastExpressionSyntax cast => Stem(cast.Expression),
        ParenthesizedExpressionSyntax inner => Stem(inner.Expression),
        PostfixUnaryExpressionSyntax suppressed => Stem(suppressed.Operand),
        ConditionalAccessExpressionSyntax access => Stem(access.Expression),
        BinaryExpressionSyntax binary => Stem(binary.Left),
        AwaitExpressionSyntax awaited => Stem(awaited.Expression),
        _ => null,
    };

    private static string? Plain(string name)
    {
        var trimmed = name.TrimStart('_');
        return trimmed.Length == 0 || !trimmed.All(character => character is '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            ? null
            : char.ToLowerInvariant(trimmed[0]) + trimmed.Substring(1);
    }
}
