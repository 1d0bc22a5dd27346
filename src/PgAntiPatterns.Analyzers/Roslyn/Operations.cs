using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.Roslyn;

/// <summary>Small questions about operations that any analyzer might ask.</summary>
internal static class Operations
{
    /// <summary>The operation below built-in conversions and parentheses.</summary>
    public static IOperation Unwrapped(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null, Operand: var operand }:
                    operation = operand;
                    continue;
                case IParenthesizedOperation { Operand: var inner }:
                    operation = inner;
                    continue;
                case ITranslatedQueryOperation { Operation: var query }:
                    operation = query;
                    continue;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The body, initializer or top-level code that an operation stands in.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The argument for a parameter of a call or creation; null where it was left out.</summary>
    public static IArgumentOperation? ArgumentFor(this IOperation operation, int ordinal)
    {
        var arguments = operation switch
        {
            IInvocationOperation call => call.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            IPropertyReferenceOperation property => property.Arguments,
            _ => System.Collections.Immutable.ImmutableArray<IArgumentOperation>.Empty,
        };
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>The name and the arguments of a call, without what it is called on.</summary>
    public static Location NameLocation(this IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } syntax
            ? Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(name.SpanStart, syntax.Span.End))
            : call.Syntax.GetLocation();
}
