using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.Roslyn;

/// <summary>The operations of code that is declared elsewhere in the same compilation.</summary>
internal static class SourceOperations
{
    /// <summary>The value that a field, constant or property is declared with; null where there is none or it is not in source.</summary>
    public static IOperation? InitializerOf(ISymbol symbol, Compilation compilation)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var value = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (value is not null)
            {
                return Operation(value, compilation);
            }
        }

        return null;
    }

    /// <summary>The body of a method, accessor, constructor or local function; null where it has none in source.</summary>
    public static IOperation? BodyOf(IMethodSymbol method, Compilation compilation)
    {
        var implementation = method.PartialImplementationPart ?? method;
        foreach (var reference in implementation.DeclaringSyntaxReferences)
        {
            var operation = reference.GetSyntax() switch
            {
                BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null } => Operation(reference.GetSyntax(), compilation),
                LocalFunctionStatementSyntax local => Operation(local, compilation),
                AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null } => Operation(reference.GetSyntax(), compilation),
                ArrowExpressionClauseSyntax arrow => Operation(arrow, compilation),
                _ => null,
            };
            if (operation is not null)
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>The operation of a node in any tree of the compilation; null where the tree is not one of its own or the node has none.</summary>
    public static IOperation? Operation(SyntaxNode node, Compilation compilation) => ModelOf(node, compilation)?.GetOperation(node);

    /// <summary>What a name means in any tree of the compilation, which takes less than its operation: only the statement around it has to be understood.</summary>
    public static ISymbol? SymbolAt(SyntaxNode name, Compilation compilation) => ModelOf(name, compilation)?.GetSymbolInfo(name).Symbol;

    /// <summary>The type that is declared at a place.</summary>
    public static INamedTypeSymbol? TypeAt(BaseTypeDeclarationSyntax declaration, Compilation compilation) => ModelOf(declaration, compilation)?.GetDeclaredSymbol(declaration) as INamedTypeSymbol;

    private static SemanticModel? ModelOf(SyntaxNode node, Compilation compilation) =>
#pragma warning disable RS1030 // The one place that looks into other trees: only for code that a sink's own text comes from, never for whole trees.
        compilation.ContainsSyntaxTree(node.SyntaxTree) ? compilation.GetSemanticModel(node.SyntaxTree) : null;
#pragma warning restore RS1030

    /// <summary>The member whose body, or whose initializer, an operation is; null where it belongs to none.</summary>
    public static ISymbol? DeclaredAt(IOperation root)
    {
        for (var node = root.Syntax; node is not null; node = node.Parent)
        {
            if (node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax or VariableDeclaratorSyntax or BaseTypeDeclarationSyntax or CompilationUnitSyntax)
            {
                return root.SemanticModel?.GetDeclaredSymbol(node);
            }
        }

        return null;
    }
}
