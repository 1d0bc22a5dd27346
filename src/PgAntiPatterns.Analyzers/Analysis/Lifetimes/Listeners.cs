using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Which types listen to the server, and so keep a connection of their own on purpose? Found out once per type.</summary>
internal sealed class Listeners
{
    private static readonly ConditionalWeakTable<PlatformModel, Listeners> Cache = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);
    private readonly PlatformModel _platform;
    private readonly HashSet<string> _words;

    private Listeners(PlatformModel platform)
    {
        _platform = platform;
        _words = new HashSet<string>(platform.Rows.Where(row => row.Role is Role.Listens).Select(row => row.Member));
    }

    /// <summary>True where a type of the source waits for notifications or takes them.</summary>
    public static bool Is(INamedTypeSymbol type, PlatformModel platform) =>
        Cache.GetValue(platform, static key => new Listeners(key)) is var known && known._types.GetOrAdd(type.OriginalDefinition, known.Listens);

    private bool Listens(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .SelectMany(reference => reference.GetSyntax().DescendantNodes())
        .OfType<SimpleNameSyntax>()
        .Any(name => _words.Contains(name.Identifier.ValueText) && MemberAt(name) is { } member && _platform.Find(member, Role.Listens) is not null);

    private ISymbol? MemberAt(SimpleNameSyntax name)
    {
        SyntaxNode whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name.Parent is MemberBindingExpressionSyntax binding ? binding : name;
        return SourceOperations.Operation(whole.Parent is InvocationExpressionSyntax call && call.Expression == whole ? call : whole, _platform.Compilation) switch
        {
            IInvocationOperation invoked => invoked.TargetMethod,
            IMemberReferenceOperation reference => reference.Member,
            _ => null,
        };
    }
}
