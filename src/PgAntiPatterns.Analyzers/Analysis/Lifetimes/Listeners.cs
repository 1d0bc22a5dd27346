using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Which types listen to the server, and so keep a connection of their own on purpose?</summary>
internal static class Listeners
{
    /// <summary>True where a type of the source waits for notifications or takes them.</summary>
    public static bool Is(INamedTypeSymbol type, PlatformModel platform)
    {
        var words = platform.Rows.Where(row => row.Role is Role.Listens).Select(row => row.Member).ToList();
        return type.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax().DescendantNodes())
            .OfType<SimpleNameSyntax>()
            .Any(name => words.Contains(name.Identifier.ValueText) && MemberAt(name, platform.Compilation) is { } member && platform.Find(member, Role.Listens) is not null);
    }

    private static ISymbol? MemberAt(SimpleNameSyntax name, Compilation compilation)
    {
        SyntaxNode whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name.Parent is MemberBindingExpressionSyntax binding ? binding : name;
        return SourceOperations.Operation(whole.Parent is InvocationExpressionSyntax call && call.Expression == whole ? call : whole, compilation) switch
        {
            IInvocationOperation invoked => invoked.TargetMethod,
            IMemberReferenceOperation reference => reference.Member,
            _ => null,
        };
    }
}
