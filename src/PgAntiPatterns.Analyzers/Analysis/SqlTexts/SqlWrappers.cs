using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.SqlTexts;

/// <summary>Does this call hand SQL to a method that only hands it on? Then the caller decides the text, and is the one to be told.</summary>
internal sealed class SqlWrappers(PlatformModel platform)
{
    /// <summary>How many methods a text is followed through.</summary>
    private const int MaxDepth = 3;

    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<WrappedParameter>> _known = new(SymbolEqualityComparer.Default);

    /// <summary>A parameter that takes a whole statement; without the place that takes it where only an attribute says so.</summary>
    private sealed record WrappedParameter(int Ordinal, SqlSink? Inner);

    /// <summary>The sink that a call of a wrapper is; null where the method is none, or where the text is constant and has no place for a parameter.</summary>
    public SqlSink? At(IOperation operation)
    {
        if (operation is not IInvocationOperation call)
        {
            return null;
        }

        var known = _known.GetOrAdd(call.TargetMethod.OriginalDefinition, ParametersOf);
        if (known.Count == 0)
        {
            return null;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { Type.SpecialType: SpecialType.System_String, RefKind: RefKind.None } parameter && !IsPlain(argument.Value.ConstantValue) && !argument.IsImplicit
                && known.FirstOrDefault(candidate => candidate.Ordinal == parameter.Ordinal) is { } wrapped)
            {
                return wrapped.Inner is { } inner
                    ? inner with { Operation = call, Expression = argument.Value, Behind = inner.Expression.Syntax.GetLocation(), Inner = inner }
                    : new SqlSink(call, argument.Value, SqlApi.AdoNet, Role.TakesSql, null);
            }
        }

        return null;
    }

    private IReadOnlyList<WrappedParameter> ParametersOf(IMethodSymbol method)
    {
        var marked = method.Parameters.Where(parameter => parameter.Type.SpecialType is SpecialType.System_String && IsMarked(parameter)).Select(parameter => new WrappedParameter(parameter.Ordinal, null)).ToList();
        var found = Find(method, 0);
        return marked.Count == 0 ? found : [.. marked, .. found];
    }

    /// <summary>A constant without any sign of a placeholder, or without two words, is no statement that anything can be said about.</summary>
    private static bool IsPlain(Optional<object?> constant) =>
        constant.HasValue && (constant.Value is not string text || text.IndexOfAny(['@', ':', '$', '{']) < 0 || text.IndexOf(' ') < 0);

    /// <summary>The parameter that stands in front of a text: the text itself, or what is appended to.</summary>
    public static IParameterSymbol? LeadingParameter(IOperation expression)
    {
        var current = expression.Unwrapped();
        while (true)
        {
            switch (current)
            {
                case IParameterReferenceOperation { Parameter: { Type.SpecialType: SpecialType.System_String } parameter }:
                    return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ExplicitInterfaceImplementation } ? parameter : null;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                    current = sum.LeftOperand.Unwrapped();
                    continue;
                case IInterpolatedStringOperation { Parts: { Length: > 0 } parts } when parts[0] is IInterpolationOperation { Expression: var first }:
                    current = first.Unwrapped();
                    continue;
                case IInvocationOperation { Instance: { } receiver, TargetMethod.ContainingType.SpecialType: SpecialType.System_String }:
                    current = receiver.Unwrapped();
                    continue;
                default:
                    return null;
            }
        }
    }

    /// <summary>The attribute that the framework has for text in another language, and that says SQL.</summary>
    private bool IsMarked(IParameterSymbol parameter) =>
        platform.IsOnlyProvider && parameter.GetAttributes().Any(attribute => attribute is { AttributeClass.Name: "StringSyntaxAttribute", ConstructorArguments: { Length: > 0 } arguments }
            && arguments[0].Value is string language && language.Equals("sql", StringComparison.OrdinalIgnoreCase));

    private IReadOnlyList<WrappedParameter> Find(IMethodSymbol method, int depth)
    {
        if (depth > MaxDepth || method.IsAbstract || method.DeclaringSyntaxReferences.IsEmpty || !method.Parameters.Any(parameter => parameter.Type.SpecialType is SpecialType.System_String)
            || !method.DeclaringSyntaxReferences.Any(declaration => MayReachDriver(declaration, method))
            || SourceOperations.BodyOf(method, platform.Compilation) is not { } body)
        {
            return [];
        }

        var found = new List<WrappedParameter>();
        foreach (var operation in body.Descendants())
        {
            if (SqlSinks.At(operation, platform) is { } sink)
            {
                Add(sink, sink.Expression);
            }
            else if (operation is IInvocationOperation call && call.Arguments.Any(argument => OwnParameter(argument.Value, method) is not null))
            {
                foreach (var inner in Find(call.TargetMethod.OriginalDefinition, depth + 1))
                {
                    if (inner.Inner is { } behind && call.ArgumentFor(inner.Ordinal) is { } argument)
                    {
                        Add(behind, argument.Value);
                    }
                }
            }
        }

        return found;

        void Add(SqlSink sink, IOperation text)
        {
            if (OwnParameter(text, method) is { } parameter)
            {
                found.Add(new WrappedParameter(parameter.Ordinal, sink));
            }
        }
    }

    private static IParameterSymbol? OwnParameter(IOperation text, IMethodSymbol method) =>
        LeadingParameter(text) is { } parameter && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, method) ? parameter : null;

    /// <summary>A look at the words only: most methods with strings have nothing to do with the driver.</summary>
    private bool MayReachDriver(SyntaxReference declaration, IMethodSymbol method)
    {
        foreach (var token in declaration.GetSyntax().DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken)
                && (platform.SqlWords.Contains(token.ValueText) || (IsHandedOn(token) && method.Parameters.Any(parameter => parameter.Name == token.ValueText))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where a word begins an argument.</summary>
    private static bool IsHandedOn(SyntaxToken word) => word.GetPreviousToken().Kind() is SyntaxKind.OpenParenToken or SyntaxKind.CommaToken or SyntaxKind.ColonToken && word.Parent?.FirstAncestorOrSelf<ArgumentSyntax>() is not null;
}
