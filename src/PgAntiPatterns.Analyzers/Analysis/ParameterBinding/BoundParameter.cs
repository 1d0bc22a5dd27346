using Microsoft.CodeAnalysis;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>A parameter that a command or call is given.</summary>
/// <param name="name">The name without its prefix; empty where the parameter is positional; null where it is known at run time only.</param>
/// <param name="source">Where it is added.</param>
internal sealed class BoundParameter(string? name, IOperation source)
{
    /// <summary>The name without its prefix; empty where the parameter is positional; null where it is known at run time only.</summary>
    public string? Name { get; } = name;

    /// <summary>Where it is added.</summary>
    public IOperation Source { get; } = source;

    /// <summary>The expression that names it.</summary>
    public IOperation? NameSource { get; init; }

    /// <summary>The expression that is bound; null where it is out of sight.</summary>
    public IOperation? Value { get; init; }

    /// <summary>The expression that declares its type to the driver; null where the value decides.</summary>
    public IOperation? DeclaredType { get; init; }

    /// <summary>The type of the value where the value itself is out of sight.</summary>
    public ITypeSymbol? MemberType { get; init; }

    /// <summary>True where EF Core takes the elements for the arguments, so that only the first one is bound.</summary>
    public bool IsSpread => Source is Microsoft.CodeAnalysis.Operations.IArgumentOperation;

    /// <summary>True where it has no name.</summary>
    public bool IsPositional => Name is { Length: 0 };

    /// <summary>True where it has a name, known or not.</summary>
    public bool IsNamed => Name is not { Length: 0 };

    /// <summary>The type of the value.</summary>
    public ITypeSymbol? Type => Value is null ? MemberType : Value.Unwrapped().Type;

    /// <summary>True where it is bound as an array.</summary>
    public bool IsArray => ArrayValues.IsArray(this);

    /// <summary>The name as commands and Dapper compare it: without prefix.</summary>
    public static string Bare(string name) => name.Length > 0 && name[0] is ('@' or ':' or '?') ? name.Substring(1) : name;

    /// <summary>The calls of helpers through which it is added; two calls of one helper add two parameters.</summary>
    private object? Site { get; init; }

    /// <summary>The same parameter with another value.</summary>
    public BoundParameter With(IOperation value) => new(Name, Source) { NameSource = NameSource, Value = value, DeclaredType = DeclaredType, Site = Site };

    /// <summary>The same parameter, added by a helper.</summary>
    public BoundParameter From(object site) => new(Name, Source) { NameSource = NameSource, Value = Value, DeclaredType = DeclaredType, MemberType = MemberType, Site = Site is null ? site : (Site, site) };

    /// <summary>True where both were added at the same place.</summary>
    public bool IsSameAs(BoundParameter other) => Source == other.Source && Equals(Site, other.Site);

    /// <summary>True where a placeholder of this name means the parameter.</summary>
    public bool IsCalled(string name) => Name is { Length: > 0 } && string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
