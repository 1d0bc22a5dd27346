using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Platform;

/// <summary>Which parameters of a handler does the web framework fill from the request?</summary>
internal static class RequestParameters
{
    /// <summary>True where it may; services and options come as interfaces, by attribute or under a name of their own.</summary>
    public static bool IsBound(IParameterSymbol parameter) =>
        parameter.Type.TypeKind is not TypeKind.Interface
        && !parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name.Contains("Services") is true);
}
