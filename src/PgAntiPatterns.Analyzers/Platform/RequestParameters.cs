using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Platform;

/// <summary>Which parameters of a handler does the web framework fill from the request?</summary>
internal static class RequestParameters
{
    /// <summary>True where it may; services come as interfaces or with an attribute that says so.</summary>
    public static bool IsBound(IParameterSymbol parameter) =>
        parameter.Type.TypeKind is not TypeKind.Interface
        && !parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name.Contains("Services") is true);
}
