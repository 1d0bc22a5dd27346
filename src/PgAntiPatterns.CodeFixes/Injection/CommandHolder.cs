using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Which variable holds a command, and how does it take parameters?</summary>
internal static class CommandHolder
{
    /// <summary>The variable that holds what an expression makes, and the statement that gives it to the variable.</summary>
    public static (string Name, StatementSyntax Statement, ITypeSymbol? Type)? Of(ExpressionSyntax made, FixPlace place) => made.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: StatementSyntax and not ForStatementSyntax and not FixedStatementSyntax and var statement } } variable } =>
            (variable.Identifier.Text, statement, (place.Model.GetDeclaredSymbol(variable, place.Cancellation) as ILocalSymbol)?.Type),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var target, Parent: ExpressionStatementSyntax statement } when CommandReuse.IsPlain(target) && target is not IdentifierNameSyntax { Identifier.ValueText: "_" } =>
            (target.ToString(), statement, place.Model.GetTypeInfo(target, place.Cancellation).Type),
        _ => null,
    };

    /// <summary>The type of a property whose own type has a member; a driver's property hides the neutral one of its base.</summary>
    public static ITypeSymbol? Member(ITypeSymbol? type, string name, string member)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(property => !property.Type.GetMembers(member).IsEmpty) is { } found)
            {
                return found.Type;
            }
        }

        return null;
    }

    /// <summary>True for a command of any library; what a wrapper gives back may be rows.</summary>
    public static bool MakesParameters(ITypeSymbol? type)
    {
        var bases = new List<ITypeSymbol>();
        for (var current = type; current is not null; current = current.BaseType)
        {
            bases.Add(current);
        }

        return bases.Concat(type?.AllInterfaces ?? ImmutableArray<INamedTypeSymbol>.Empty).SelectMany(candidate => candidate.GetMembers("CreateParameter")).Any();
    }
}
