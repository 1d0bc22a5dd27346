using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Does a type only use what it keeps in a private member? Then nobody gives it back: the type does not, and nobody else can reach it.</summary>
internal sealed class KeptMembers(PlatformModel platform)
{
    private const int MaxDepth = 4;

    private readonly ConcurrentDictionary<ISymbol, MemberUse> _uses = new(SymbolEqualityComparer.Default);

    /// <summary>True where a resource that is put into a member is never given back.</summary>
    /// <param name="target">What it is assigned to.</param>
    /// <param name="isOpen">False for a connection that is still closed: it is lost where the type opens it.</param>
    public bool AreLostIn(IOperation target, bool isOpen)
    {
        var (member, instance) = target switch
        {
            IFieldReferenceOperation field => ((ISymbol)field.Field, field.Instance),
            IPropertyReferenceOperation property => (property.Property, property.Instance),
            _ => (null!, null),
        };
        return instance is IInstanceReferenceOperation && UseOf(member, 0) is var use && (isOpen ? use is not MemberUse.Unknown : use is MemberUse.Opened);
    }

    /// <summary>True where a constructor of the source keeps an argument in a type that only uses it, so that the caller still has to give it back.</summary>
    public bool OnlyBorrows(IMethodSymbol constructor, int ordinal) => Borrows(constructor, ordinal, 0) is not MemberUse.Unknown;

    private MemberUse Borrows(IMethodSymbol constructor, int ordinal, int depth) =>
        constructor is { MethodKind: MethodKind.Constructor, DeclaringSyntaxReferences.IsEmpty: false } && ordinal < constructor.Parameters.Length ? UseOf(constructor.Parameters[ordinal], depth) : MemberUse.Unknown;

    private MemberUse UseOf(ISymbol member, int depth)
    {
        // A generic type's source speaks of the member as it is declared.
        var declared = member.OriginalDefinition;
        if (_uses.TryGetValue(declared, out var known))
        {
            return known;
        }

        // A ring of members that keep each other is of no interest.
        return depth >= MaxDepth ? MemberUse.Unknown : _uses.GetOrAdd(declared, FindUse(declared, depth));
    }

    private MemberUse FindUse(ISymbol member, int depth)
    {
        if (!IsPrivate(member) || IsOpenToAll(member) || member.ContainingType is not { } type || !IsOwn(type) || Listeners.Is(type, platform))
        {
            return MemberUse.Unknown;
        }

        var use = MemberUse.Used;
        foreach (var declaration in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()))
        {
            foreach (var name in declaration.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (name.Identifier.ValueText != member.Name || IsOnlyCalled(name, member) || UseAt(name, member, depth) is not { } found)
                {
                    continue;
                }

                if (found is MemberUse.Unknown)
                {
                    return found;
                }

                use = found is MemberUse.Opened ? found : use;
            }
        }

        return use;
    }

    /// <summary>True where a method of the member's own type is called on it that neither opens nor releases: that is seen without understanding the code around the name.</summary>
    private bool IsOnlyCalled(SimpleNameSyntax name, ISymbol member)
    {
        SyntaxNode whole = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own && own.Name == name ? own : name;
        return whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == whole && call.Expression == access
            && MethodsOf(TypeOf(member), access.Name.Identifier.ValueText, call.ArgumentList.Arguments.Count) is { Count: > 0 } methods
            && methods.All(method => !method.IsStatic && platform.Find(method, IsOpeningOrReleasing) is null);
    }

    private static bool IsOpeningOrReleasing(Role role) => role is Role.Releases or Role.Opens;

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => (member as IParameterSymbol)?.Type,
    };

    private static List<IMethodSymbol> MethodsOf(ITypeSymbol? type, string name, int arguments)
    {
        var found = new List<IMethodSymbol>();
        for (; type is not null; type = type.BaseType)
        {
            found.AddRange(type.GetMembers(name).OfType<IMethodSymbol>().Where(method => method.Parameters.Length >= arguments));
        }

        return found;
    }

    /// <summary>What a referenced project does with its members cannot be seen from here.</summary>
    private bool IsOwn(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(reference => platform.Compilation.ContainsSyntaxTree(reference.SyntaxTree));

    private static bool IsPrivate(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Private } => true,
        IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Private } property => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)),
        IParameterSymbol { RefKind: RefKind.None, IsParams: false, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => true,
        _ => false,
    };

    /// <summary>A record makes a public property of each parameter that it is declared with.</summary>
    private static bool IsOpenToAll(ISymbol member) =>
        member is IParameterSymbol { ContainingType: { IsRecord: true } record } && record.GetMembers(member.Name).Any(candidate => candidate is IPropertySymbol);

    /// <summary>What is done with the member at one place; null where the name means something else.</summary>
    private MemberUse? UseAt(SimpleNameSyntax name, ISymbol member, int depth)
    {
        SyntaxNode whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        var operation = SourceOperations.Operation(whole, platform.Compilation);
        var (symbol, instance) = operation switch
        {
            IFieldReferenceOperation field => ((ISymbol?)field.Field, field.Instance),
            IPropertyReferenceOperation property => (property.Property, property.Instance),
            IParameterReferenceOperation parameter => (parameter.Parameter, null),
            _ => (null, null),
        };
        if (!SymbolEqualityComparer.Default.Equals(symbol, member))
        {
            return null;
        }

        return instance is null or IInstanceReferenceOperation ? UseOf(operation!, depth) : MemberUse.Unknown;
    }

    private MemberUse UseOf(IOperation reference, int depth)
    {
        var current = reference;
        while (current.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IInvocationOperation call when call.Instance == current => OfCall(call),
            IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Instance: IConditionalAccessInstanceOperation } call } access when access.Operation == current => OfCall(call),
            IPropertyReferenceOperation or INameOfOperation => MemberUse.Used,
            IIsPatternOperation { Pattern: var pattern } => Conditions.IsNullPattern(pattern) is null || Conditions.NamedIn(pattern) is not null ? MemberUse.Unknown : MemberUse.Used,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => MemberUse.Used,
            ICoalesceAssignmentOperation assignment when assignment.Target == current => MemberUse.Used,
            ISimpleAssignmentOperation assignment when assignment.Target == current => MemberUse.Used,
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } when PlatformModel.IsDatabaseMember(property) => MemberUse.Used,
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: var field, Instance: IInstanceReferenceOperation } } => UseOf(field, depth + 1),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property, Instance: IInstanceReferenceOperation } } => UseOf(property, depth + 1),
            IFieldInitializerOperation { InitializedFields: [var field] } => UseOf(field, depth + 1),
            IArgumentOperation argument => OfArgument(argument, depth),
            _ => MemberUse.Unknown,
        };
    }

    private MemberUse OfCall(IInvocationOperation call) =>
        platform.Find(call.TargetMethod, IsOpeningOrReleasing) is { } member ? member.Row.Role is Role.Opens ? MemberUse.Opened : MemberUse.Unknown : MemberUse.Used;

    private MemberUse OfArgument(IArgumentOperation argument, int depth)
    {
        var method = argument.Parent switch
        {
            IInvocationOperation call => call.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (method is null || argument.Parameter is not { RefKind: RefKind.None } parameter || platform.Find(method, role => role is Role.Releases or Role.TakesOver) is not null)
        {
            return MemberUse.Unknown;
        }

        return PlatformModel.IsDatabaseMember(method) || platform.Find(method, Role.Borrows) is not null ? MemberUse.Used : Borrows(method, parameter.Ordinal, depth + 1);
    }
}

/// <summary>What a type does with what it keeps.</summary>
internal enum MemberUse
{
    /// <summary>It gives it back, hands it on, or nobody knows.</summary>
    Unknown,

    /// <summary>It uses it, and nothing else.</summary>
    Used,

    /// <summary>It opens and uses it, and nothing else.</summary>
    Opened,
}
