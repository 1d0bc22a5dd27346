using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Whose connection is it?</summary>
internal enum CarrierKind
{
    /// <summary>A variable of this body.</summary>
    Local,

    /// <summary>A parameter, field or property: somebody else decides how long it lives.</summary>
    Foreign,

    /// <summary>The result of a call that no variable holds.</summary>
    Inline,

    /// <summary>The connection that a data source opens for one execution of a command.</summary>
    Hidden,
}

/// <summary>The connection or context that something runs on, told by the variable that holds it.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Key">The variable, member or operation; two uses with one key are two uses of one connection.</param>
internal sealed record Carrier(CarrierKind Kind, object Key)
{
    /// <summary>True where it is an EF Core context, or the connection of one.</summary>
    public bool IsContext { get; init; }

    public ISymbol? Symbol => Key as ISymbol;

    public bool Equals(Carrier? other) => other is not null && Key.Equals(other.Key);

    public override int GetHashCode() => Key.GetHashCode();
}
