using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Sql;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>What a hole's value can do to the statement.</summary>
internal enum HoleSafety
{
    /// <summary>The engine cannot tell; nothing is concluded.</summary>
    Unknown,

    /// <summary>Digits, a Guid, an enum's name, a name that was quoted or checked: it cannot change the statement.</summary>
    Safe,

    /// <summary>A number with a fraction, a date or a time in the culture of the thread.</summary>
    CultureSensitive,

    /// <summary>Text that the program does not decide.</summary>
    Unsafe,
}

/// <summary>Who decides what stands in a hole.</summary>
internal enum HoleOrigin
{
    /// <summary>Nobody that the engine can name.</summary>
    Unknown,

    /// <summary>The caller of the method.</summary>
    Caller,

    /// <summary>The object's own state: fields, properties, what its constructor was given.</summary>
    Configuration,

    /// <summary>An object of options, which whoever sets the program up has filled.</summary>
    Options,

    /// <summary>Somebody outside the program: a request, the console, the environment.</summary>
    UserInput,
}

/// <summary>A place in SQL text where a value is pasted.</summary>
/// <param name="Text">The value and how it gets there.</param>
/// <param name="Reading">Where in the SQL it stands.</param>
/// <param name="Safety">What the value can do.</param>
/// <param name="Origin">Who decides the value.</param>
internal sealed record SqlHole(HoleText Text, HoleReading Reading, HoleSafety Safety, HoleOrigin Origin)
{
    /// <summary>The expression whose value is pasted.</summary>
    public IOperation Value => Text.Value;

    /// <summary>True for a parameter that is called after SQL: who calls writes a part of the statement.</summary>
    public bool IsSqlByName => Value is IParameterReferenceOperation { Parameter.Name: var name } && Libraries.SqlSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    /// <summary>True for elements with apostrophes around their values, such as the rows of an INSERT.</summary>
    public bool IsQuotedList => Text.Joined is { Element: var element } && TextVariant.Of(element).Any(variant => variant.Value.Contains("'" + TextVariant.Hole + "'"));

    /// <summary>True for text that a method out of sight hands over, without quotes around it.</summary>
    public bool MayBePlaceholders => Reading.Literal is null && HoleSafeties.IsMadeOutOfSight(Text);
}
