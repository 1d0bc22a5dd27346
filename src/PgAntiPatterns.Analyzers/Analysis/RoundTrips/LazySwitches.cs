using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Where does this compilation switch lazy loading off, and which navigations does its model include by itself?</summary>
internal sealed class LazySwitches
{
    private const string Switch = "LazyLoadingEnabled";
    private const string Inclusion = "AutoInclude";

    private static readonly ConditionalWeakTable<Compilation, LazySwitches> Cache = new();

    private readonly HashSet<ISymbol> _off = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _included = new(SymbolEqualityComparer.Default);
    private bool _isBeyondReading;

    private LazySwitches(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.GetText().ToString();
            if (!text.Contains(Switch) && !text.Contains(Inclusion + "("))
            {
                continue;
            }

            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                switch (name.Identifier.ValueText)
                {
                    case Switch when AssignmentOf(name) is { } assignment && !assignment.Right.IsKind(SyntaxKind.TrueLiteralExpression):
                        SwitchOff(assignment, compilation);
                        break;
                    case Inclusion when name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call }:
                        Include(call, compilation);
                        break;
                }
            }
        }
    }

    /// <summary>True where reading the property asks nobody: its context does not load lazily here, or its query has brought it.</summary>
    public static bool IsOff(IPropertyReferenceOperation property, ITypeSymbol context, PlatformModel platform)
    {
        var found = Cache.GetValue(platform.Compilation, static compilation => new LazySwitches(compilation));
        if (found._isBeyondReading || found._off.Contains(context) || found._included.Contains(property.Property.OriginalDefinition))
        {
            return true;
        }

        for (var place = found._off.Count > 0 ? property.SemanticModel?.GetEnclosingSymbol(property.Syntax.SpanStart) : null; place is not null and not INamespaceSymbol; place = place.ContainingSymbol)
        {
            if (found._off.Contains(place))
            {
                return true;
            }
        }

        return false;
    }

    private static AssignmentExpressionSyntax? AssignmentOf(SimpleNameSyntax name)
    {
        var target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (ExpressionSyntax)access : name;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target ? assignment : null;
    }

    /// <summary>A context that does it to itself never loads lazily, a class that does it when it is made does not either; a method that works with the entities does it for itself, any other for the context it has in hand.</summary>
    private void SwitchOff(AssignmentExpressionSyntax assignment, Compilation compilation)
    {
        var place = SourceOperations.Operation(assignment, compilation)?.SemanticModel?.GetEnclosingSymbol(assignment.SpanStart);
        while (place is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            place = place.ContainingSymbol;
        }

        if (place?.ContainingType is { } type && (SessionTypes.IsContext(type) || place is IMethodSymbol { MethodKind: MethodKind.Constructor }))
        {
            _off.Add(type);
        }
        else if (place is not null && FunctionOf(assignment) is { } function && function.DescendantNodes().Any(node => node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or AnonymousFunctionExpressionSyntax))
        {
            _off.Add(place);
        }
        else if (SourceOperations.Operation(assignment.Left, compilation) is IPropertyReferenceOperation { Instance: { } tracker } && EntityQueries.ContextOf(tracker)?.Type is { } context)
        {
            _off.Add(context);
        }
        else
        {
            _isBeyondReading = true;
        }
    }

    private static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(outer => outer is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);

    /// <summary><c>entity.Navigation(x => x.Owner).AutoInclude()</c>.</summary>
    private void Include(InvocationExpressionSyntax call, Compilation compilation)
    {
        if (SourceOperations.Operation(call, compilation) is not IInvocationOperation inclusion || inclusion.Arguments.Any(argument => argument.Value.ConstantValue is { HasValue: true, Value: false }))
        {
            return;
        }

        for (var step = inclusion.Instance?.Unwrapped() as IInvocationOperation; step is not null; step = step.Instance?.Unwrapped() as IInvocationOperation)
        {
            if (step.TargetMethod.Name is "Navigation" && NavigationOf(step) is { } navigation)
            {
                _included.Add(navigation.OriginalDefinition);
                return;
            }
        }

        _isBeyondReading = true;
    }

    private static ISymbol? NavigationOf(IInvocationOperation step)
    {
        if (step.Arguments is not [{ Value: var named }])
        {
            return null;
        }

        return named.ConstantValue is { HasValue: true, Value: string name }
            ? (step.TargetMethod.ContainingType.TypeArguments.FirstOrDefault()?.GetMembers(name).FirstOrDefault())
            : named.Descendants().OfType<IPropertyReferenceOperation>().FirstOrDefault()?.Property;
    }
}
