using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Does a part of a turn reach the server, or call something that may?</summary>
internal static class ServerCalls
{
    private const int MaxDepth = 3;

    private static readonly HashSet<string> Fillings = ["Add", "AddRange", "AddAsync", "AddRangeAsync", "Attach", "AttachRange", "Update", "UpdateRange", "Remove", "RemoveRange", "AddWithValue", "Clear", "Entry", "Set"];

    /// <summary>True where a part may, apart from one call.</summary>
    public static bool MayBeIn(SyntaxNode part, SyntaxNode? except, SemanticModel model, int depth = 0) => part.DescendantNodesAndSelf().Any(node => node switch
    {
        InvocationExpressionSyntax call => call != except && call.Expression is not IdentifierNameSyntax { Identifier.ValueText: "nameof" } && IsServerCall(call, model, depth),
        QueryExpressionSyntax query => IsQueryable(model.GetTypeInfo(query).Type),
        CommonForEachStatementSyntax each => IsQueryable(model.GetTypeInfo(each.Expression).Type),
        MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or IdentifierNameSyntax { Parent: not (MemberAccessExpressionSyntax or MemberBindingExpressionSyntax) } => IsRead(node) && model.GetSymbolInfo(node).Symbol is IPropertySymbol property && MayLoad(property, model, depth),
        _ => false,
    });

    /// <summary>True for a method that nobody can look into: a delegate, or one that others implement.</summary>
    public static bool IsOpen(IMethodSymbol method) =>
        method.MethodKind is MethodKind.DelegateInvoke || !IsOfALibrary(method) && (method.IsAbstract || method.ContainingType.TypeKind is TypeKind.Interface);

    /// <summary>True for methods of .NET, of the driver, of Dapper and of EF Core.</summary>
    public static bool IsOfALibrary(IMethodSymbol method) => method.MethodKind is not MethodKind.DelegateInvoke
        && (IsOfAny(method.ContainingNamespace, "System") || IsOfADatabase(method) || IsOfAny(method.ContainingNamespace, "Microsoft"));

    /// <summary>True where reading a property may ask the server: a virtual navigation, which a proxy loads, or a property whose own code does.</summary>
    private static bool MayLoad(IPropertySymbol property, SemanticModel model, int depth) =>
        !property.IsStatic && property.IsVirtual && EntityIn(property.Type) is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } entity && entity.GetMembers().Any(member => member is IPropertySymbol { Name: var name } && (name == "Id" || name == entity.Name + "Id"))
        || depth < MaxDepth && property.GetMethod is { } read && read.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Any(getter => getter is not AccessorDeclarationSyntax { Body: null, ExpressionBody: null } && MayBeIn(getter, null, ModelOf(getter, model), depth + 1));

    private static ITypeSymbol EntityIn(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: [var element] } collection && collection.AllInterfaces.Any(face => face.Name is "IEnumerable") ? element : type;

    /// <summary>False where a property is written, or only named.</summary>
    private static bool IsRead(SyntaxNode node) =>
        !(node.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment && assignment.Left == node)
        && !node.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    private static SemanticModel ModelOf(SyntaxNode node, SemanticModel model) => node.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(node.SyntaxTree);

    private static bool IsServerCall(InvocationExpressionSyntax call, SemanticModel model, int depth)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || IsOpen(method))
        {
            return true;
        }

        if (IsOfADatabase(method) || method.ContainingType.Name is "Queryable")
        {
            return !Fillings.Contains(method.Name) && !(method.Name is "ConfigureAwait");
        }

        if (IsOfALibrary(method))
        {
            return false;
        }

        return depth >= MaxDepth || method.DeclaringSyntaxReferences.IsEmpty && call.ArgumentList.Arguments.Any(argument => IsSession(model.GetTypeInfo(argument.Expression).Type))
            || method.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is var body
                && MayBeIn(body, null, ModelOf(body, model), depth + 1));
    }

    private static bool IsOfADatabase(IMethodSymbol method) =>
        new[] { "Npgsql", "Dapper", "Microsoft.EntityFrameworkCore", "System.Data" }.Any(name => IsOfAny(method.ContainingNamespace, name))
        || IsSession(method.ContainingType);

    private static bool IsOfAny(INamespaceSymbol? space, string name) =>
        space?.ToDisplayString() is { } full && (full == name || full.StartsWith(name + ".", StringComparison.Ordinal));

    private static bool IsQueryable(ITypeSymbol? type) => type is not null && (type.Name is "IQueryable" || type.AllInterfaces.Any(face => face.Name is "IQueryable"));

    private static bool IsSession(ITypeSymbol? type)
    {
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (declaring.Name is "DbContext" or "DbConnection" or "IDbConnection" or "DbDataSource")
            {
                return true;
            }
        }

        return false;
    }
}
