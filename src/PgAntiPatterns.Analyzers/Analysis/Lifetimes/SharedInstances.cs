using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Does the whole program share one connection or context?</summary>
internal static class SharedInstances
{
    private static readonly string[] Wrappers = ["Lazy", "Task", "ValueTask"];

    /// <summary>What a static field or property keeps; None where it keeps nothing, or for one thread or one listener only.</summary>
    public static ResourceKind InMember(ISymbol member, PlatformModel platform)
    {
        var type = member switch
        {
            IFieldSymbol { IsStatic: true, IsConst: false, AssociatedSymbol: null } field => field.Type,
            IPropertySymbol { IsStatic: true, IsIndexer: false } property when IsStored(property) => property.Type,
            _ => null,
        };
        var kind = type is null ? ResourceKind.None : KindOf(type, platform);
        return kind is ResourceKind.None || member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "ThreadStaticAttribute") || IsForOne(member.ContainingType, platform) || IsOnlyWritten(member, platform)
            ? ResourceKind.None
            : kind;
    }

    /// <summary>True where the source puts something into the member and never takes it out, and so runs nothing on it.</summary>
    private static bool IsOnlyWritten(ISymbol member, PlatformModel platform)
    {
        if (member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null }))
        {
            return false;
        }

        var names = TreeWords.TreesWith(member.Name, platform.Compilation).SelectMany(tree => tree.GetRoot().DescendantNodes()).OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == member.Name).ToList();
        return names.Any(IsPut) && names.All(name => IsPut(name) || SourceOperations.SymbolAt(name, platform.Compilation) is { } meant && !SymbolEqualityComparer.Default.Equals(meant.OriginalDefinition, member.OriginalDefinition));

        static bool IsPut(SimpleNameSyntax name) => IsWritten(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name);
    }

    private static bool IsWritten(ExpressionSyntax name) => name.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment && assignment.Left == name;

    /// <summary>What a registration makes the only one of the program; None where it registers no connection or context as such.</summary>
    public static ResourceKind InRegistration(IInvocationOperation call, PlatformModel platform)
    {
        if (platform.Find(call.TargetMethod, role => role is Role.RegistersContext or Role.RegistersConnection) is { } timed)
        {
            const int Singleton = 0;
            return call.ArgumentFor(timed.Ordinal)?.Value.Unwrapped().ConstantValue is not { HasValue: true, Value: Singleton } ? ResourceKind.None
                : timed.Row.Role is Role.RegistersContext ? ResourceKind.Context : ResourceKind.Connection;
        }

        if (platform.Find(call.TargetMethod, Role.RegistersSingleton) is null)
        {
            return ResourceKind.None;
        }

        var types = call.TargetMethod.TypeArguments.Concat(call.Arguments.Select(argument => argument.Value.Unwrapped()).OfType<ITypeOfOperation>().Select(type => type.TypeOperand)).ToList();
        var itself = types.Select(type => KindOf(type, platform)).FirstOrDefault(kind => kind is not ResourceKind.None);
        if (itself is not ResourceKind.None)
        {
            return IsPassedOn(call, platform) ? ResourceKind.None : itself;
        }

        var given = call.Arguments.Where(argument => argument.Parameter is { Type.Name: not "IServiceCollection" }).Select(argument => argument.Value.Unwrapped()).ToList();
        var made = given.SelectMany(Functions).SelectMany(Results).OfType<IObjectCreationOperation>().FirstOrDefault()?.Constructor;
        var constructor = made ?? (given.All(value => value is ITypeOfOperation) && types.LastOrDefault() is INamedTypeSymbol { TypeKind: TypeKind.Class, InstanceConstructors: [var only] } ? only : null);
        var kept = constructor?.Parameters.Select(parameter => KindOf(parameter.Type, platform)).FirstOrDefault(kind => kind is not ResourceKind.None) ?? ResourceKind.None;
        return kept is ResourceKind.None || IsForOne(constructor!.ContainingType, platform) ? ResourceKind.None : kept;
    }

    /// <summary>True where a body gives what it was given itself to a container of its own: neither lives longer than the call.</summary>
    private static bool IsPassedOn(IInvocationOperation call, PlatformModel platform) =>
        call.Arguments.Any(argument => argument.Value.Unwrapped() is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] } && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax })
        && call.Arguments.Any(argument => argument.Value.Unwrapped() is IParameterReferenceOperation or IMemberReferenceOperation { Member.IsStatic: false } && KindOf(argument.Value.Unwrapped().Type!, platform) is not ResourceKind.None);

    private static IEnumerable<IAnonymousFunctionOperation> Functions(IOperation value) => value switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => [lambda],
        IAnonymousFunctionOperation lambda => [lambda],
        _ => [],
    };

    /// <summary>What a lambda returns itself, not what the lambdas and local functions inside it do.</summary>
    private static IEnumerable<IOperation> Results(IAnonymousFunctionOperation function) =>
        function.Body.Descendants().OfType<IReturnOperation>().Where(result => FunctionAround(result) == function).Select(result => result.ReturnedValue?.Unwrapped()).OfType<IOperation>();

    private static IOperation? FunctionAround(IOperation operation)
    {
        var current = operation.Parent;
        while (current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = current.Parent;
        }

        return current;
    }

    private static ResourceKind KindOf(ITypeSymbol type, PlatformModel platform)
    {
        var kept = type is INamedTypeSymbol { TypeArguments: [var inner] } wrapper && Wrappers.Contains(wrapper.Name) ? inner : type;
        return platform.Resources.KindOf(kept) switch
        {
            ResourceKind.Connection when platform.IsOnlyProvider || PlatformModel.IsDriverType(kept) => ResourceKind.Connection,
            ResourceKind.Context => ResourceKind.Context,
            _ => ResourceKind.None,
        };
    }

    private static bool IsStored(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>True for a program's entry class, and for one that listens to the server and so needs a connection of its own.</summary>
    private static bool IsForOne(INamedTypeSymbol type, PlatformModel platform) =>
        type.GetMembers("Main").OfType<IMethodSymbol>().Any(method => method.IsStatic)
        || Listeners.Is(type, platform);
}
