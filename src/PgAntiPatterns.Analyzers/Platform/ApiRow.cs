namespace PgAntiPatterns.Platform;

/// <summary>One fact about one library member: what it does, and through which parameter.</summary>
/// <param name="Type">The metadata name of the type that declares the member.</param>
/// <param name="Member">The member's name; <see cref="Constructor"/> for constructors, <see cref="Indexer"/> for an indexer.</param>
/// <param name="Role">What the member does.</param>
/// <param name="Parameter">The parameter that the role speaks of; null where it speaks of the value that is set, or of the member as a whole. Overloads without the parameter are not meant.</param>
/// <param name="Detail">What the role needs besides, such as a connection-string keyword.</param>
/// <param name="MovedBetweenVersions">True where the member stands in another type in other supported versions, for which there is a row as well.</param>
internal sealed record ApiRow(string Type, string Member, Role Role, string? Parameter = null, string? Detail = null, bool MovedBetweenVersions = false)
{
    /// <summary>The name under which a row speaks of constructors.</summary>
    public const string Constructor = ".ctor";

    /// <summary>The name under which a row speaks of an indexer.</summary>
    public const string Indexer = "this[]";

    /// <summary>The detail of members that belong to one command of a batch.</summary>
    public const string InBatch = "batch";

    /// <summary>The detail of what a developer's tools call, never the program.</summary>
    public const string ByTools = "tools";
}
