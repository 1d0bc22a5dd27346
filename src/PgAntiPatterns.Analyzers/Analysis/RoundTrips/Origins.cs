using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Which of some sources does a value come from? Each source is one bit of the answer.</summary>
internal sealed class Origins
{
    private const int MaxRounds = 12;

    private readonly Dictionary<ISymbol, ulong> _values = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ulong> _contents = new(SymbolEqualityComparer.Default);
    private readonly IReadOnlyDictionary<IOperation, ulong> _operations;

    /// <param name="body">Any operation of the body.</param>
    /// <param name="symbols">The variables that are sources.</param>
    /// <param name="operations">The operations whose results are sources.</param>
    /// <param name="untouched">A variable that stays what it is, whatever is put into it.</param>
    public Origins(IOperation body, IEnumerable<(ISymbol Symbol, ulong Bits)> symbols, IReadOnlyDictionary<IOperation, ulong>? operations = null, ISymbol? untouched = null)
    {
        _operations = operations ?? ImmutableDictionary<IOperation, ulong>.Empty;
        foreach (var (symbol, bits) in symbols)
        {
            _values[symbol] = _values.TryGetValue(symbol, out var known) ? known | bits : bits;
            _contents[symbol] = _values[symbol];
        }

        var flows = ValueFlows.Of(body).All;
        var changed = true;
        for (var round = 0; changed && round < MaxRounds; round++)
        {
            changed = false;
            foreach (var flow in flows)
            {
                if (untouched is not null && SymbolEqualityComparer.Default.Equals(flow.Target, untouched))
                {
                    continue;
                }

                changed |= Add(_contents, flow.Target, Of(flow.Value, _contents, withSessions: true));
                if (!flow.IsContent)
                {
                    changed |= Add(_values, flow.Target, Of(flow.Value, _values, withSessions: true));
                }
            }
        }
    }

    /// <summary>The sources of an expression and of what was put into its variables; sessions carry no values.</summary>
    public ulong Of(IOperation expression) => Of(expression, _contents, withSessions: false);

    /// <summary>The sources that decide which object an expression is, such as which database a connection leads to.</summary>
    public ulong OfIdentity(IOperation expression) => Of(expression, _values, withSessions: true);

    /// <summary>The sources that were assigned to a variable.</summary>
    public ulong OfAssigned(ISymbol variable) => _values.TryGetValue(variable, out var bits) ? bits : 0;

    private ulong Of(IOperation expression, Dictionary<ISymbol, ulong> masks, bool withSessions)
    {
        ulong bits = 0;
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (_operations.Count > 0 && _operations.TryGetValue(operation, out var result))
            {
                bits |= result;
            }

            var symbol = operation switch
            {
                ILocalReferenceOperation { Local: var local } => local,
                IParameterReferenceOperation { Parameter: var parameter } => parameter,
                IFieldReferenceOperation { Field: var field, Instance: null or IInstanceReferenceOperation } => field,
                IPropertyReferenceOperation { Property: var property, Instance: null or IInstanceReferenceOperation } => property,
                _ => (ISymbol?)null,
            };
            if (symbol is not null && masks.TryGetValue(symbol, out var known) && !IsToken(operation.Type) && (withSessions || !SessionTypes.IsSession(operation.Type)))
            {
                bits |= known;
            }
        }

        return bits;
    }

    /// <summary>A token to cancel with comes from the loop and says nothing about the element.</summary>
    private static bool IsToken(ITypeSymbol? type) => type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };

    private static bool Add(Dictionary<ISymbol, ulong> masks, ISymbol symbol, ulong bits)
    {
        masks.TryGetValue(symbol, out var known);
        if ((known | bits) == known)
        {
            return false;
        }

        masks[symbol] = known | bits;
        return true;
    }
}
