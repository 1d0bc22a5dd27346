using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>Which parameter does this call add, or this expression make? Reads its name, value and type from arguments, initializers and later assignments.</summary>
/// <param name="platform">What the members mean.</param>
/// <param name="arguments">What the parameters of the helper stand for that is being read; empty outside of helpers.</param>
internal sealed class ParameterReader(PlatformModel platform, IReadOnlyDictionary<ISymbol, IOperation> arguments)
{
    /// <summary>A name is not put together from more pieces.</summary>
    private const int MaxPieces = 16;

    /// <summary>What the members mean.</summary>
    public PlatformModel Platform { get; } = platform;

    /// <summary>How many helpers deep this reader reads.</summary>
    public int Depth { get; init; }

    /// <summary>The parameter that a call adds to a collection.</summary>
    public BoundParameter Added(IInvocationOperation add)
    {
        var method = add.TargetMethod;
        if (Platform.Find(method, Role.TakesParameterName) is null && Platform.Find(method, Role.TakesParameterValue) is null)
        {
            return add.Arguments is [.., { Value: var last }] ? Made(last, add) : new BoundParameter(null, add);
        }

        return Completed(new Draft(this, add).Read(add, method), add);
    }

    /// <summary>The parameter that an expression makes.</summary>
    public BoundParameter Made(IOperation expression, IOperation source)
    {
        var made = Argument(expression.Unwrapped());
        switch (made)
        {
            case IObjectCreationOperation { Constructor: { } constructor } creation when Platform.Find(constructor, Role.CreatesParameter) is not null:
                return new Draft(this, source).Read(creation, constructor).Initialize(creation.Initializer).Build();
            case IInvocationOperation call when Platform.Find(call.TargetMethod, Role.CreatesParameter) is not null:
                return new Draft(this, source).Build();
            case ILocalReferenceOperation { Local: var local } reference:
                return OfLocal(local, reference, source);
            default:
                return new BoundParameter(null, source) { Value = null };
        }
    }

    /// <summary>What an expression says outside of the helper that it stands in.</summary>
    public IOperation Argument(IOperation expression) => expression switch
    {
        IParameterReferenceOperation { Parameter: var parameter } when arguments.TryGetValue(parameter, out var argument) => argument.Unwrapped(),
        _ => expression,
    };

    /// <summary>The text of a name; null where it is known at run time only.</summary>
    public string? NameOf(IOperation expression) => NameOf(expression, 0);

    private string? NameOf(IOperation expression, int depth)
    {
        if (depth > MaxPieces)
        {
            return null;
        }

        switch (Argument(expression.Unwrapped()))
        {
            case { ConstantValue: { HasValue: true, Value: var constant } }:
                return constant as string ?? "";
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return NameOf(sum.LeftOperand, depth + 1) is { } left && NameOf(sum.RightOperand, depth + 1) is { } right ? left + right : null;
            case IInterpolatedStringOperation { Parts: var parts }:
                var texts = parts.Select(part => part switch
                {
                    IInterpolatedStringTextOperation text => text.Text.ConstantValue.Value as string,
                    IInterpolationOperation { FormatString: null, Alignment: null } hole => NameOf(hole.Expression, depth + 1),
                    _ => null,
                }).ToList();
                return texts.Contains(null) ? null : string.Concat(texts);
            case IParameterReferenceOperation:
                // Callers decide; which of them is asking is not known here.
                return null;
            case var other:
                var variants = TextVariant.Of(TextEvaluator.Evaluate(other, Platform));
                return variants is [{ IsExact: true } only] && !only.Holes.Any() ? only.Value : null;
        }
    }

    /// <summary>The assignments to members of what a call gives back, where the call is the whole left side: <c>Add("a", type).Value = 1</c>.</summary>
    private BoundParameter Completed(Draft draft, IInvocationOperation add)
    {
        if (add.Parent is IPropertyReferenceOperation { Property: var property } member && member.Parent is ISimpleAssignmentOperation assignment && assignment.Target == member)
        {
            draft.Assign(property, assignment.Value);
        }
        else if (DeclaredLocal(add) is { } local)
        {
            foreach (var use in VariableUses.Of(add).References(local))
            {
                draft.AssignThrough(use);
            }
        }

        return draft.Build();
    }

    private static ILocalSymbol? DeclaredLocal(IOperation value)
    {
        var outer = value.Parent;
        while (outer is IConversionOperation)
        {
            outer = outer.Parent;
        }

        return outer is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } ? local : null;
    }

    /// <summary>A parameter that is held in a variable: how it was made last, and what was assigned to it until the variable is written again.</summary>
    private BoundParameter OfLocal(ILocalSymbol local, IOperation reference, IOperation source)
    {
        var uses = VariableUses.Of(reference);
        var at = reference.Syntax.SpanStart;
        var write = uses.Writes(local).LastOrDefault(candidate => candidate.Syntax.SpanStart < at);
        var end = uses.Writes(local).FirstOrDefault(candidate => candidate.Syntax.SpanStart > at)?.Syntax.SpanStart ?? int.MaxValue;
        var value = write switch
        {
            IVariableDeclaratorOperation declarator => VariableUses.Initializer(declarator),
            { Parent: ISimpleAssignmentOperation assignment } => assignment.Value,
            _ => null,
        };
        var draft = new Draft(this, source);
        switch (value?.Unwrapped())
        {
            case IObjectCreationOperation { Constructor: { } constructor } creation when Platform.Find(constructor, Role.CreatesParameter) is not null:
                draft.Read(creation, constructor).Initialize(creation.Initializer);
                break;
            case IInvocationOperation call when Platform.Find(call.TargetMethod, Role.CreatesParameter) is not null:
                break;
            default:
                return new BoundParameter(null, source);
        }

        foreach (var use in uses.References(local))
        {
            if (use.Syntax.SpanStart > write!.Syntax.SpanStart && use.Syntax.SpanStart < end && use != reference)
            {
                draft.AssignThrough(use);
            }
        }

        return draft.Build();
    }

    /// <summary>A parameter that is being read.</summary>
    private sealed class Draft(ParameterReader reader, IOperation source)
    {
        private IOperation? _name;
        private IOperation? _value;
        private IOperation? _type;
        private bool _isVague;

        public Draft Read(IOperation call, IMethodSymbol method)
        {
            foreach (var argument in call is IInvocationOperation { Arguments: var given } ? given : ((IObjectCreationOperation)call).Arguments)
            {
                if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter: { } parameter })
                {
                    Assign(role => reader.Platform.Find(method, role) is { } member && member.Ordinal == parameter.Ordinal, argument.Value);
                }
            }

            return this;
        }

        public Draft Initialize(IObjectOrCollectionInitializerOperation? initializer)
        {
            foreach (var element in initializer?.Initializers ?? System.Collections.Immutable.ImmutableArray<IOperation>.Empty)
            {
                if (element is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value })
                {
                    Assign(property, value);
                }
            }

            return this;
        }

        public void Assign(IPropertySymbol property, IOperation value) => Assign(role => reader.Platform.Find(property, role) is not null, value);

        /// <summary>What a mention of the variable assigns; handing it to somebody who can rename it makes the name unknown.</summary>
        public void AssignThrough(IOperation use)
        {
            if (use.Parent is IPropertyReferenceOperation { Property: var property } member && member.Parent is ISimpleAssignmentOperation assignment && assignment.Target == member)
            {
                if (reader.Platform.Find(property, Role.TakesParameterName) is not null && _name is not null)
                {
                    _isVague = true;
                }

                Assign(property, assignment.Value);
            }
            else if (use.Parent is IArgumentOperation { Parent: IInvocationOperation call } && reader.Platform.Find(call.TargetMethod, Role.AddsParameter) is null && _name is null)
            {
                _isVague = true;
            }
        }

        public BoundParameter Build()
        {
            var name = _isVague ? null : _name is null ? "" : reader.NameOf(_name);
            return new BoundParameter(name is null ? null : BoundParameter.Bare(name), source)
            {
                NameSource = _name is null ? null : reader.Argument(_name.Unwrapped()),
                Value = _value is null ? null : reader.Argument(_value.Unwrapped()),
                DeclaredType = _type,
            };
        }

        private void Assign(Func<Role, bool> isRole, IOperation value)
        {
            if (isRole(Role.TakesParameterName))
            {
                _name = value;
            }
            else if (isRole(Role.TakesParameterValue))
            {
                _value = value;
            }
            else if (isRole(Role.TakesParameterType))
            {
                _type = value;
            }
        }
    }
}
