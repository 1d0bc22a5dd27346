using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>A value that is pasted into SQL and becomes a parameter, as its diagnostic describes it.</summary>
/// <param name="Kind">How the text around it changes.</param>
/// <param name="Detail">The type of a cast, the channel, the setting, or the name that a value is compared with.</param>
/// <param name="IsText">True where the server reads the value as text whatever it is compared with.</param>
/// <param name="Region">The source that the placeholder takes the place of.</param>
/// <param name="Pieces">Characters and expressions that make up the value.</param>
internal sealed record PastedValue(string Kind, string Detail, bool IsText, TextSpan Region, ImmutableArray<PastedPiece> Pieces)
{
    /// <summary>True for digits between quotes that they do not need: the server types them after what they are compared with, which may be text.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>True where the value is pasted on some ways through the program only, and read on all of them as a parameter.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The values of a diagnostic; null where it says that the text cannot be rewritten, or where they lie in other files or methods.</summary>
    public static IReadOnlyList<PastedValue>? Of(FixPlace place)
    {
        var properties = place.Diagnostic.Properties;
        var locations = place.Diagnostic.AdditionalLocations;
        if (!properties.TryGetValue(RewriteProperties.Count, out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count == 0
            || locations.Count < count
            || locations.Any(location => location.SourceTree != place.Root.SyntaxTree))
        {
            return null;
        }

        var values = new List<PastedValue>();
        for (var index = 0; index < count; index++)
        {
            if (Read(place, index, locations[locations.Count - count + index].SourceSpan) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        var function = FunctionOf(place.Node);
        var spans = values.SelectMany(value => value.Pieces.Where(piece => piece.Expression is not null).Select(piece => piece.Expression!.Span).Append(value.Region));
        return spans.All(span => FunctionOf(place.Root.FindNode(span)) == function) ? values : null;
    }

    /// <summary>The C# expression of the parameter's value.</summary>
    public string Value(SemanticModel model)
    {
        if (Pieces.Length == 1)
        {
            return Kind is "Any" or "NotAny" ? Pieces[0].AsArray(model) : Pieces[0].AsValue(model);
        }

        var operands = Pieces.Select(piece => piece.AsOperand()).ToList();
        // Two values in front would be added up before they are text.
        if (Pieces[0].Expression is not null && Pieces[1].Expression is not null && !Pieces.Take(2).Any(piece => piece.IsString(model)))
        {
            operands.Insert(0, "\"\"");
        }

        return string.Join(" + ", operands);
    }

    /// <summary>The C# expression of a value as it was written between the quotes, and whether the server has to type it.</summary>
    public (string Value, bool IsUnknown) ServerTyped(SemanticModel model)
    {
        var isValue = !IsText && Kind is "Value" or "Cast";
        return isValue && IsQuoted && !IsString(model) ? (Pieces[0].AsOperand() + ".ToString()", true) : (Value(model), isValue && IsString(model));
    }

    /// <summary>
    /// True where a library gives the value a type that the server did not read in it: Dapper and EF Core send a string as text, which a date or
    /// a uuid is not compared with, both send a number as a number where its quotes speak of text, and EF Core sends a DateTime as timestamptz and
    /// refuses one that is not of UTC.
    /// </summary>
    public bool IsMistypedBy(string? api, SemanticModel model) => api switch
    {
        "AdoNet" => false,
        "EfRaw" when Pieces.Length == 1 && Pieces[0].IsDateTime(model) => true,
        _ => !IsText && Kind is "Value" && (Pieces.Any(piece => piece.IsWritten(model)) || (IsQuoted && !IsString(model) && !(Detail.Length > 0 && Pieces[0].IsGuid(model)))),
    };

    /// <summary>True where the value is text in C#.</summary>
    public bool IsString(SemanticModel model) => Pieces.Length > 1 || Pieces[0].IsString(model);

    private static PastedValue? Read(FixPlace place, int index, TextSpan region)
    {
        var properties = place.Diagnostic.Properties;
        if (!properties.TryGetValue(RewriteProperties.Kind + index, out var kind) || !properties.TryGetValue(RewriteProperties.Pieces + index, out var pieces) || kind is null || pieces is null)
        {
            return null;
        }

        var isConditional = properties.TryGetValue(RewriteProperties.IsConditional + index, out var conditional) && conditional == "true";
        var read = pieces.Split(RewriteProperties.Separator).Select(piece => PastedPiece.Read(piece, isConditional, place)).ToImmutableArray();
        return read.Any(piece => piece is null)
            ? null
            : new PastedValue(kind, properties[RewriteProperties.Detail + index] ?? "", properties[RewriteProperties.IsText + index] == "true", region, read!)
            {
                IsQuoted = properties.TryGetValue(RewriteProperties.IsQuoted + index, out var quoted) && quoted == "true",
                IsConditional = isConditional,
            };
    }

    /// <summary>The method, lambda or accessor that a node stands in.</summary>
    private static SyntaxNode? FunctionOf(SyntaxNode node) => node.AncestorsAndSelf().FirstOrDefault(ancestor =>
        ancestor is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax or CompilationUnitSyntax);
}
