using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does this run before anything else can: in the program's entry point, or when its type is first touched?</summary>
internal static class ProgramStart
{
    /// <summary>True in Main, in top-level statements and in static constructors and initializers.</summary>
    public static bool IsFirst(IOperation operation)
    {
        var root = operation.Root();
        return root.Syntax is CompilationUnitSyntax || SourceOperations.DeclaredAt(root) switch
        {
            IMethodSymbol method => method.MethodKind is MethodKind.StaticConstructor || method is { IsStatic: true, Name: "Main" or "<Main>$" } || method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ModuleInitializerAttribute"),
            IFieldSymbol field => field.IsStatic,
            IPropertySymbol property => property.IsStatic && root is Microsoft.CodeAnalysis.Operations.ISymbolInitializerOperation,
            _ => false,
        };
    }
}
