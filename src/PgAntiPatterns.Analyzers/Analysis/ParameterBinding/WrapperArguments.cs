using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>What the parameters of a method stand for in one of its calls.</summary>
internal static class WrapperArguments
{
    /// <summary>The arguments of no call.</summary>
    public static IReadOnlyDictionary<ISymbol, IOperation> None { get; } = ImmutableDictionary<ISymbol, IOperation>.Empty;

    /// <summary>The arguments of a call, by the parameters that they are given for.</summary>
    public static IReadOnlyDictionary<ISymbol, IOperation> Of(IInvocationOperation call)
    {
        var arguments = new Dictionary<ISymbol, IOperation>(SymbolEqualityComparer.Default);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.None } parameter)
            {
                arguments[parameter.OriginalDefinition] = argument.Value.Unwrapped();
            }
        }

        return arguments;
    }

    /// <summary>What a wrapper does with the text that a call hands it, where it hands on nothing else; null where it may change the text.</summary>
    public static SqlSink? Behind(SqlSink sink)
    {
        if (sink is not { Inner: { } inner, Operation: IInvocationOperation call } || inner.Expression.Unwrapped() is not IParameterReferenceOperation { Parameter: var parameter } text)
        {
            return null;
        }

        return SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, call.TargetMethod.OriginalDefinition) && !VariableTrace.IsReassigned(parameter, text) ? inner : null;
    }
}
