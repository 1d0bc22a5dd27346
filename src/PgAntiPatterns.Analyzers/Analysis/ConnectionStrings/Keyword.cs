using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Sql.ConnectionStrings;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>A keyword that the driver in use accepts.</summary>
/// <param name="Name">How the driver displays it.</param>
/// <param name="Property">The property of the builder.</param>
/// <param name="Type">The type of the property.</param>
/// <param name="Obsolete">What the driver says to whoever still uses it; null where it is in use.</param>
internal sealed record Keyword(string Name, IPropertySymbol Property, ITypeSymbol Type, string? Obsolete)
{
    /// <summary>The words that its value may be, and none where it may be any text or number.</summary>
    public ImmutableArray<string> Values { get; } = Type.TypeKind is TypeKind.Enum
        ? Type.GetMembers().OfType<IFieldSymbol>().Where(field => field.IsConst).Select(field => field.Name).ToImmutableArray()
        : KeywordValues.WordsOf(Name).ToImmutableArray();

    /// <summary>True where the driver can read a value; nothing at all stands for the default.</summary>
    public bool Accepts(string value)
    {
        var text = value.Trim();
        if (text.Length == 0)
        {
            return true;
        }

        return Type switch
        {
            { SpecialType: SpecialType.System_Boolean } => bool.TryParse(text, out _),
            { SpecialType: SpecialType.System_Int32 } => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && KeywordValues.IsInRange(Name, number),
            { TypeKind: TypeKind.Enum } => text.Split(',').All(one => Values.Contains(one.Trim(), StringComparer.OrdinalIgnoreCase) || int.TryParse(one, out _)),
            _ => Values.IsEmpty || Values.Contains(text, StringComparer.OrdinalIgnoreCase),
        };
    }
}
