using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Does a body end with the process, so that the operating system gives back what it holds?</summary>
internal static class EntryPoints
{
    /// <summary>True for <c>Main</c> and for top-level statements.</summary>
    public static bool Is(ISymbol owner) => owner is IMethodSymbol { IsStatic: true, Name: "Main" or "<Main>$" };
}
