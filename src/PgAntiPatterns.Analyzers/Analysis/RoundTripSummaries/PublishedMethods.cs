using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Analysis.RoundTrips;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTripSummaries;

/// <summary>Which methods of a project could other projects call in a loop, and what do they find out?</summary>
internal sealed class PublishedMethods
{
    /// <summary>What does not fit is not told.</summary>
    private const int MostSummaries = 4000;

    private readonly PlatformModel _platform;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, SummarizedTrip?> _summaries = new(StringComparer.Ordinal);

    private PublishedMethods(PlatformModel platform, CancellationToken cancellation)
    {
        _platform = platform;
        _cancellation = cancellation;
    }

    /// <summary>The summaries by documentation id, in the order of the ids; null stands for an implementation that makes no round trip.</summary>
    public static IReadOnlyList<KeyValuePair<string, SummarizedTrip?>> Summarize(PlatformModel platform, CancellationToken cancellation)
    {
        var published = new PublishedMethods(platform, cancellation);
        published.Collect();
        return [.. published._summaries.OrderBy(summary => summary.Key, StringComparer.Ordinal)];
    }

    private void Collect()
    {
        var bodies = PossibleTrips.In(_platform, SummarizedTrip.LongestBody, _cancellation);
        if (bodies.Count == 0)
        {
            return;
        }

        var members = new Dictionary<IMethodSymbol, List<IMethodSymbol>>(SymbolEqualityComparer.Default);
        var types = Targets.TypesIn(_platform.Compilation);
        var declaring = new HashSet<SyntaxNode?>(bodies.Select(body => body.FirstAncestorOrSelf<TypeDeclarationSyntax>()));
        var contracts = ContractsOf(types, declaring);
        foreach (var type in types)
        {
            _cancellation.ThrowIfCancellationRequested();
            var implemented = Implementations(type, contracts);
            foreach (var member in Declares(type, declaring) ? type.GetMembers() : ImmutableArray<ISymbol>.Empty)
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ExplicitInterfaceImplementation, IsAbstract: false, IsImplicitlyDeclared: false } method
                    && (IsVisible(method) || implemented.ContainsValue(method)))
                {
                    Add(method, bodies);
                }
            }

            foreach (var pair in implemented)
            {
                if (!members.TryGetValue(pair.Key, out var known))
                {
                    members[pair.Key] = known = [];
                }

                known.Add(pair.Value);
            }
        }

        foreach (var member in members)
        {
            AddMember(member.Key, member.Value, bodies);
        }
    }

    private void Add(IMethodSymbol method, HashSet<SyntaxNode> bodies)
    {
        if (IsVisible(method) && _summaries.Count < MostSummaries && TripOf(method, bodies) is { } trip && method.GetDocumentationCommentId() is { } id)
        {
            _summaries[id] = trip;
        }
    }

    /// <summary>A member of an interface tells what all its implementations do, or that one of them does nothing.</summary>
    private void AddMember(IMethodSymbol member, List<IMethodSymbol> implementations, HashSet<SyntaxNode> bodies)
    {
        if (_summaries.Count >= MostSummaries || member.GetDocumentationCommentId() is not { } id)
        {
            return;
        }

        var trips = implementations.Select(method => TripOf(method, bodies)).ToList();
        _summaries[id] = trips.Contains(null) ? null : trips[0];
    }

    private SummarizedTrip? TripOf(IMethodSymbol method, HashSet<SyntaxNode> bodies)
    {
        _cancellation.ThrowIfCancellationRequested();
        return method.DeclaringSyntaxReferences.Any(reference => bodies.Contains(reference.GetSyntax(_cancellation))) && TakesOneKey(method) && CalledTrips.Of(method, _platform) is { } trip && IsOfUse(method, trip) ? trip : null;
    }

    /// <summary>A method that is handed a collection does its work for all of it; one that is handed nothing has nothing that differs per element.</summary>
    private static bool TakesOneKey(IMethodSymbol method) =>
        (!method.Parameters.IsEmpty || method.Name.Contains("Save") || method.Name.Contains("Commit") || method.AssociatedSymbol is not null)
        && !method.Parameters.Any(parameter => Sequences.IsCollection(parameter.Type) && !parameter.IsParams);

    /// <summary>Only a trip that depends on what the caller hands over, or a save, is one that a loop multiplies without need.</summary>
    private static bool IsOfUse(IMethodSymbol method, SummarizedTrip trip) =>
        (trip.Kind is not RoundTripKind.Other || trip.SqlParameter >= 0) && (trip.Kind is RoundTripKind.Save || trip.SqlParameter >= 0 || trip.DependsOnObject || method.Parameters.Any(trip.DependsOn));

    /// <summary>The interfaces that something could be told of: those of types that declare one of the bodies, or inherit it.</summary>
    private HashSet<INamedTypeSymbol> ContractsOf(IEnumerable<INamedTypeSymbol> types, HashSet<SyntaxNode?> declaring)
    {
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in types)
        {
            for (var part = type; part is not null; part = part.BaseType)
            {
                if (Declares(part, declaring))
                {
                    found.UnionWith(type.AllInterfaces.Select(contract => contract.OriginalDefinition).Where(contract => IsVisible(contract) && IsRelated(contract)));
                    break;
                }
            }
        }

        return found;
    }

    private bool Declares(INamedTypeSymbol type, HashSet<SyntaxNode?> declaring) => type.DeclaringSyntaxReferences.Any(reference => declaring.Contains(reference.GetSyntax(_cancellation)));

    private static Dictionary<IMethodSymbol, IMethodSymbol> Implementations(INamedTypeSymbol type, HashSet<INamedTypeSymbol> contracts)
    {
        var found = new Dictionary<IMethodSymbol, IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var contract in type.AllInterfaces)
        {
            if (!contracts.Contains(contract.OriginalDefinition))
            {
                continue;
            }

            foreach (var member in contract.OriginalDefinition.GetMembers().OfType<IMethodSymbol>())
            {
                var own = contract.GetMembers(member.Name).OfType<IMethodSymbol>().FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member));
                if (own is not null && type.FindImplementationForInterfaceMember(own) is IMethodSymbol { DeclaringSyntaxReferences.Length: > 0 } implementation)
                {
                    found[member] = implementation.OriginalDefinition;
                }
            }
        }

        return found;
    }

    /// <summary>A contract of this project, or of one that belongs to the same product by its name: of others there are implementations elsewhere.</summary>
    private bool IsRelated(INamedTypeSymbol contract) =>
        contract.ContainingAssembly is { } assembly
        && (SymbolEqualityComparer.Default.Equals(assembly, _platform.Compilation.Assembly) || assembly.Name.Split('.')[0] == _platform.Compilation.Assembly.Name.Split('.')[0]);

    private static bool IsVisible(ISymbol symbol)
    {
        for (var outer = symbol; outer is not null and not INamespaceSymbol; outer = outer.ContainingSymbol)
        {
            if (outer is IMethodSymbol { AssociatedSymbol: { } property } ? property.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
                : outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }
}
