using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Which contexts of this compilation load navigations when they are read?</summary>
internal sealed class LazyLoading
{
    private static readonly ConditionalWeakTable<Compilation, LazyLoading> Cache = new();

    private readonly HashSet<ISymbol> _contexts = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IPropertySymbol, bool> _loadItself = new(SymbolEqualityComparer.Default);
    private readonly bool _isEverywhere;

    private LazyLoading(PlatformModel platform)
    {
        if (platform.MembersOf(row => row.Role is Role.LoadsLazily).FirstOrDefault() is not { } row)
        {
            return;
        }

        foreach (var tree in TreeWords.TreesWith(row.Row.Member, platform.Compilation))
        {
            foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (call.Expression.GetLastToken().ValueText == row.Row.Member && SourceOperations.Operation(call, platform.Compilation) is IInvocationOperation operation && platform.Find(operation.TargetMethod, Role.LoadsLazily) is not null)
                {
                    _isEverywhere |= !AddContext(operation);
                }
            }
        }
    }

    /// <summary>True where reading a navigation of the context's entities asks the server.</summary>
    public static bool IsOn(ITypeSymbol context, PlatformModel platform)
    {
        var found = Cache.GetValue(platform.Compilation, _ => new LazyLoading(platform));
        return found._isEverywhere || found._contexts.Contains(context);
    }

    /// <summary>True where the property itself asks the loader that EF Core gives its entity.</summary>
    public static bool IsBy(IPropertySymbol property, PlatformModel platform)
    {
        if (!HasBody(property.GetMethod))
        {
            return false;
        }

        var found = Cache.GetValue(platform.Compilation, _ => new LazyLoading(platform));
        return found._loadItself.GetOrAdd(property.OriginalDefinition, asked => LoadsItself(asked, platform));
    }

    private static bool HasBody(IMethodSymbol? getter) =>
        getter is not null && getter.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is not AccessorDeclarationSyntax { Body: null, ExpressionBody: null });

    private static bool LoadsItself(IPropertySymbol property, PlatformModel platform) =>
        property.GetMethod is { } getter
        && SourceOperations.BodyOf(getter, platform.Compilation) is { } body
        && body.Descendants().Any(operation => operation is IInvocationOperation call && platform.Find(call.TargetMethod, Role.LoadsOwnNavigation) is not null);

    /// <summary>The context is named by the registration around the call, or is the class that configures itself.</summary>
    private bool AddContext(IInvocationOperation call)
    {
        for (IOperation? outer = call; outer is not null; outer = outer.Parent)
        {
            if (outer is IInvocationOperation { TargetMethod.TypeArguments: { Length: > 0 } arguments } && arguments.LastOrDefault(SessionTypes.IsContext) is { } registered)
            {
                _contexts.Add(registered);
                return true;
            }
        }

        if (call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart)?.ContainingType is { } type && SessionTypes.IsContext(type))
        {
            _contexts.Add(type);
            return true;
        }

        return false;
    }
}
