using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>The text that a field, property, parameter or helper method with source stands for.</summary>
internal sealed partial class TextEvaluator
{
    /// <summary>How many writes or calls of a private member are looked at.</summary>
    private const int MaxUses = 24;

    private Text OfField(IFieldSymbol field, IFieldReferenceOperation reference)
    {
        if (field is { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String })
        {
            return Text.Empty;
        }

        if (field.IsConst)
        {
            var declared = Follow(field, reference, () => InitializerOf(field) is { } value ? Evaluate(value) : null);
            return declared is HoleText ? new LiteralText(Invariant(field.ConstantValue), reference.Syntax) : declared;
        }

        return field.IsReadOnly || MemberUses.ScopeOf(field) is not null ? OfWrites(field, reference) : new HoleText(reference);
    }

    /// <summary>Everything that is ever written to a member that only its own type can write.</summary>
    private Text OfWrites(ISymbol member, IOperation reference)
    {
        if (member.DeclaringSyntaxReferences.IsEmpty)
        {
            return new HoleText(reference);
        }

        return Follow(member, reference, () =>
        {
            var texts = new List<Text>();
            if (InitializerOf(member) is { } initializer && initializer.ConstantValue is not { HasValue: true, Value: null })
            {
                texts.Add(Evaluate(initializer));
            }

            if (MemberUses.Of(member, _compilation) is not { } uses || uses.Count > MaxUses)
            {
                return Unknown(reference);
            }

            foreach (var use in uses)
            {
                switch (use.Parent)
                {
                    case ISimpleAssignmentOperation assignment when assignment.Target == use:
                        texts.Add(Evaluate(assignment.Value));
                        break;
                    case ICoalesceAssignmentOperation assignment when assignment.Target == use:
                        texts.Add(Evaluate(assignment.Value));
                        break;
                    case ICompoundAssignmentOperation assignment when assignment.Target == use:
                        texts.Add(new EditedText(Evaluate(assignment.Value)));
                        break;
                    case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
                        return Unknown(reference);
                }
            }

            return texts.Count == 0 ? null : Text.OneOf(texts);
        });
    }

    private Text OfProperty(IPropertyReferenceOperation reference)
    {
        var property = reference.Property;
        if (property.IsIndexer)
        {
            return ValuesOf(reference.Instance) is { } values ? Text.OneOf(values) : new HoleText(reference);
        }

        if (property is { Name: "NewLine", ContainingType.Name: "Environment" })
        {
            return new LiteralText("\n", reference.Syntax);
        }

        if (property.ContainingType.IsAnonymousType)
        {
            return OfAnonymous(property, reference);
        }

        if (IsKnown(property) || CanBeOverridden(property) || property.DeclaringSyntaxReferences.IsEmpty)
        {
            return new HoleText(reference);
        }

        if (property.GetMethod is { } getter && SourceOperations.BodyOf(getter, _compilation) is { } body)
        {
            return Follow(property, reference, () => OfReturns(body));
        }

        return property.SetMethod is null || MemberUses.ScopeOf(property.SetMethod) is not null
            ? OfWrites(property, reference)
            : new HoleText(reference);
    }

    /// <summary>An object without a type of its own cannot leave its method by name, so that the method makes all that its property can be.</summary>
    private Text OfAnonymous(IPropertySymbol property, IPropertyReferenceOperation reference) => Follow(property, reference, () =>
    {
        var given = reference.Root().Descendants()
            .OfType<IAnonymousObjectCreationOperation>()
            .Where(made => SymbolEqualityComparer.Default.Equals(made.Type, property.ContainingType))
            .SelectMany(made => made.Initializers.OfType<ISimpleAssignmentOperation>())
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Property: var assigned } && SymbolEqualityComparer.Default.Equals(assigned, property))
            .Select(assignment => Evaluate(assignment.Value))
            .ToList();
        return given.Count is 0 or > MaxUses ? null : Text.OneOf(given);
    });

    /// <summary>A parameter of a private method is one of the arguments that the type itself hands to it.</summary>
    private Text OfParameter(IParameterSymbol parameter, IOperation read)
    {
        if (VariableTrace.IsReassigned(parameter, read))
        {
            if (!_traced.Add(parameter))
            {
                return Unknown(read);
            }

            // What it is given at first is asked of the callers, so that only the walk itself is marked.
            var text = VariableTrace.Before(read, parameter, this, out _);
            _traced.Remove(parameter);
            return text;
        }

        return ElementHanded(parameter, read) ?? OfArguments(parameter, read);
    }

    /// <summary><c>new[] { "orders", "invoices" }.Select(table => …)</c>: a lambda of LINQ is given one of the elements that the source writes; null for any other parameter.</summary>
    private Text? ElementHanded(IParameterSymbol parameter, IOperation read)
    {
        if (parameter is not { Ordinal: 0, Type.SpecialType: SpecialType.System_String, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda })
        {
            return null;
        }

        for (var part = read; part.Parent is { } parent; part = parent)
        {
            if (part is IAnonymousFunctionOperation made && SymbolEqualityComparer.Default.Equals(made.Symbol, lambda))
            {
                return parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: "Select" or "SelectMany" or "Where" or "Any" or "All" or "ToDictionary", ContainingType.Name: "Enumerable" }, Arguments: { Length: > 1 } arguments } } }
                    && Elements(arguments[0].Value) is { Count: > 0 } elements
                        ? Text.OneOf(elements)
                        : null;
            }
        }

        return null;
    }

    internal Text OfArguments(IParameterSymbol parameter, IOperation read)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
            || (MemberUses.ScopeOf(method) is null && !MemberUses.IsSeenHereOnly(method))
            || MemberUses.Of(method, _compilation) is not { Count: > 0 and <= MaxUses } calls)
        {
            return new HoleText(read);
        }

        return Follow(parameter, read, () =>
        {
            var texts = new List<Text>();
            foreach (var use in calls)
            {
                if (use is not IInvocationOperation call)
                {
                    // Taken as a delegate: whoever calls that is out of sight, unless a framework does, with what a request brings.
                    return IsHandler(use) ? new HoleText(read) : Unknown(read);
                }

                var argument = call.Arguments.FirstOrDefault(candidate => candidate.Parameter?.Ordinal == parameter.Ordinal);
                if (argument is not null)
                {
                    texts.Add(Evaluate(argument.Value));
                }
            }

            return texts.Count == 0 ? null : Text.OneOf(texts);
        });
    }

    /// <summary>True where a method is handed to a framework that calls it for every request.</summary>
    private bool IsHandler(IOperation taken)
    {
        var outer = taken;
        while (outer.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            outer = outer.Parent;
        }

        return outer.Parent is IArgumentOperation { Parameter.Ordinal: var ordinal, Parent: IInvocationOperation call }
            && _platform?.Find(call.TargetMethod, Role.RunsPerCall) is { } member
            && (member.Ordinal < 0 || member.Ordinal == ordinal);
    }

    private Text OfSourceMethod(IInvocationOperation call, IOperation use)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (IsKnown(method) || CanBeOverridden(method) || SourceOperations.BodyOf(method, _compilation) is not { } body)
        {
            return new HoleText(use);
        }

        return Follow(method, use, () => WithArguments(call, 0, () => OfReturns(body)));
    }

    private Text? WithArguments(IInvocationOperation call, int at, Func<Text?> question)
    {
        if (at == call.Arguments.Length)
        {
            return question();
        }

        var argument = call.Arguments[at];
        return argument.Parameter is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_String } parameter
            ? With(parameter.OriginalDefinition, Evaluate(argument.Value), () => WithArguments(call, at + 1, question))
            : WithArguments(call, at + 1, question);
    }

    private Text? WithParameters(ImmutableArray<IParameterSymbol> parameters, ImmutableArray<IArgumentOperation> arguments, int at, Func<Text?> question) =>
        at == parameters.Length || at == arguments.Length
            ? question()
            : parameters[at].Type.SpecialType is SpecialType.System_String
                ? With(parameters[at], Evaluate(arguments[at].Value), () => WithParameters(parameters, arguments, at + 1, question))
                : WithParameters(parameters, arguments, at + 1, question);

    /// <summary>The text of one element of a tuple, made here or by a method with source; null where it is neither.</summary>
    internal Text? ElementOfTuple(IOperation tuple, int index)
    {
        switch (tuple.Unwrapped())
        {
            case ITupleOperation { Elements: var elements } when index >= 0 && index < elements.Length:
                return Evaluate(elements[index]);
            case IInvocationOperation call when index >= 0 && !CanBeOverridden(call.TargetMethod) && SourceOperations.BodyOf(call.TargetMethod.OriginalDefinition, _compilation) is { } body:
                return Follow(call.TargetMethod.OriginalDefinition, call, () => WithArguments(call, 0, () =>
                {
                    var texts = OwnReturns(body).Select(returned => returned.Unwrapped() is ITupleOperation made && index < made.Elements.Length ? Evaluate(made.Elements[index]) : null).ToList();
                    return texts.Count is 0 or > MaxUses || texts.Contains(null) ? null : Text.OneOf(texts!);
                }));
            default:
                return null;
        }
    }

    /// <summary>What a body returns, whichever way it goes.</summary>
    private Text? OfReturns(IOperation body)
    {
        var texts = new List<Text>();
        foreach (var returned in OwnReturns(body))
        {
            if (returned.Unwrapped().ConstantValue is not { HasValue: true, Value: null } && returned.Unwrapped() is not IThrowOperation)
            {
                texts.Add(Evaluate(returned));
            }
        }

        return texts.Count is 0 or > MaxUses ? null : Text.OneOf(texts);
    }

    private static IEnumerable<IOperation> OwnReturns(IOperation body)
    {
        foreach (var child in body.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            if (child is IReturnOperation { ReturnedValue: { } value, Kind: OperationKind.Return })
            {
                yield return value;
            }

            foreach (var nested in OwnReturns(child))
            {
                yield return nested;
            }
        }
    }

    /// <summary>True where a row says what a member gives back, which is worth more than what its body says.</summary>
    private bool IsKnown(ISymbol member) =>
        _platform?.Find(member, role => role is Role.QuotesIdentifier or Role.NamesModelObject or Role.ReadsUserInput or Role.ReadsConfiguration) is not null;

    private static bool CanBeOverridden(ISymbol member) =>
        member.IsAbstract || ((member.IsVirtual || member.IsOverride) && !member.IsSealed && member.ContainingType is not { IsSealed: true });
}
