using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>Which text can this expression yield? Constants, concatenation, interpolation, formatting, builders, branches, variables, members and helper methods with source. What it cannot follow is a hole.</summary>
internal sealed partial class TextEvaluator
{
    /// <summary>How many operations one question may look at.</summary>
    private const int Budget = 60_000;

    /// <summary>How many members deep a question may go.</summary>
    private const int MaxDepth = 6;

    private readonly Compilation _compilation;
    private readonly Dictionary<ISymbol, Text> _bindings = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _inProgress = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _traced = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, Text> _settled = new(SymbolEqualityComparer.Default);
    private int _steps;
    private int _depth;

    private readonly PlatformModel? _platform;

    private TextEvaluator(Compilation compilation, PlatformModel? platform = null)
    {
        _compilation = compilation;
        _platform = platform;
    }

    /// <summary>The text of an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="platform">What is known about members; of one that a row speaks of, the body is not looked into.</param>
    /// <param name="opaque">A parameter that stays a hole although its arguments are in sight; null where there is none.</param>
    public static Text Evaluate(IOperation expression, PlatformModel platform, (IParameterSymbol Parameter, IOperation Read)? opaque = null)
    {
        var evaluator = new TextEvaluator(platform.Compilation, platform);
        return opaque is var (parameter, read) ? evaluator.With(parameter, new HoleText(read), () => evaluator.Evaluate(expression)) : evaluator.Evaluate(expression);
    }

    /// <summary>The values that a collection of strings holds, where all of them are in sight; null otherwise.</summary>
    public static IReadOnlyList<Text>? ElementsOf(IOperation collection, Compilation compilation) =>
        new TextEvaluator(compilation).Elements(collection);

    /// <summary>True where a dictionary is written with constants, so that its keys are a known few.</summary>
    public static bool KeysOf(IOperation dictionary, Compilation compilation) => new TextEvaluator(compilation).ValuesOf(dictionary) is not null;

    internal Text Evaluate(IOperation operation)
    {
        if (++_steps > Budget)
        {
            return Unknown(operation);
        }

        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String }:
                return Concatenation(operation);
            case IInterpolatedStringOperation interpolated:
                return Interpolation(interpolated);
            case IInterpolatedStringHandlerCreationOperation handler:
                return Evaluate(handler.Content);
            case IInterpolatedStringAdditionOperation addition:
                return Text.Concat(Evaluate(addition.Left), Evaluate(addition.Right));
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IConversionOperation { OperatorMethod: null } conversion when CarriesText(conversion):
                return Evaluate(conversion.Operand);
            case ILocalReferenceOperation { Local: var local }:
                var held = OfLocal(local, operation);
                // A value that a local only holds is best named by the local.
                return Checked(operation, held is HoleText { IsKnown: true, Joined: null } hole && !local.IsRef ? new HoleText(operation) { Format = hole.Format, IsInvariant = hole.IsInvariant, Made = hole.Made } : held);
            case IFieldReferenceOperation { Field: var field } reference:
                return Checked(operation, OfField(field, reference));
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return new LiteralText(Invariant(constant), operation.Syntax);
        }

        switch (operation)
        {
            case IConditionalOperation { WhenFalse: { } otherwise } conditional:
                return Branches(operation, [conditional.WhenTrue, otherwise]);
            case ICoalesceOperation { Value: var value, WhenNull.ConstantValue: { HasValue: true, Value: "" } } when Evaluate(value) is HoleText { IsKnown: true, Joined: null }:
                // A missing text is pasted as no characters anyway.
                return new HoleText(operation);
            case ICoalesceOperation coalesce:
                return Branches(operation, [coalesce.Value, coalesce.WhenNull]);
            case ISwitchExpressionOperation { Arms: var arms }:
                return Branches(operation, arms.Select(arm => arm.Value));
            case IParameterReferenceOperation { Parameter: var parameter }:
                return Checked(operation, _bindings.TryGetValue(parameter, out var bound) ? bound : OfParameter(parameter, operation));
            case IPropertyReferenceOperation property:
                return Checked(operation, OfProperty(property));
            case IInvocationOperation invocation:
                return OfCall(invocation);
            case IAwaitOperation { Operation: IInvocationOperation awaited }:
                return awaited.TargetMethod.Name == "FromResult" && awaited.Arguments.Length == 1
                    ? Evaluate(awaited.Arguments[0].Value)
                    : OfSourceMethod(awaited, operation);
            case ISimpleAssignmentOperation assignment:
                return Evaluate(assignment.Value);
            case IImplicitIndexerReferenceOperation { Instance: { Type.SpecialType: SpecialType.System_String } cut, Type.SpecialType: SpecialType.System_String }:
                return Edited(operation, cut, isEdit: true);
            case IObjectCreationOperation { Type.SpecialType: SpecialType.System_String, Arguments: { Length: 2 } repeated } when repeated[0].Value.ConstantValue is { HasValue: true, Value: char character }:
                return new EditedText(new LiteralText(character.ToString(), operation.Syntax));
            case IArrayElementReferenceOperation { ArrayReference: var array }:
                return Elements(array) is { Count: > 0 } elements ? Text.OneOf(elements) : new HoleText(operation);
            case IConversionOperation { OperatorMethod: null, IsImplicit: true, Operand: var operand }:
                return Evaluate(operand);
            default:
                return new HoleText(operation);
        }
    }

    /// <summary>What a check in front of the use says about the value holds for every hole in it.</summary>
    private Text Checked(IOperation use, Text text) =>
        text is not LiteralText && !text.IsEmpty && AllowLists.Guard(use, _compilation) ? new CheckedText(text) : text;

    private static Text Unknown(IOperation operation) => new HoleText(operation, isKnown: false);

    private static bool CarriesText(IConversionOperation conversion) =>
        conversion.Operand.Type is { SpecialType: SpecialType.System_String or SpecialType.System_Char }
        || conversion.Operand is IInterpolatedStringOperation or IInterpolatedStringHandlerCreationOperation or IBinaryOperation
        || conversion is { IsImplicit: true, Operand.ConstantValue.HasValue: true };

    private static string Invariant(object? constant) => Convert.ToString(constant, System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>A chain of pluses leans to the left and can be thousands of operands long, so it is unrolled, not recursed into.</summary>
    private Text Concatenation(IOperation operation)
    {
        var operands = new Stack<IOperation>();
        var current = operation;
        while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } binary)
        {
            operands.Push(binary.RightOperand);
            current = binary.LeftOperand;
        }

        var parts = ImmutableArray.CreateBuilder<Text>();
        parts.Add(Evaluate(current));
        while (operands.Count > 0)
        {
            parts.Add(Evaluate(operands.Pop()));
        }

        return new SequenceText(parts.ToImmutable());
    }

    private Text Interpolation(IInterpolatedStringOperation interpolated)
    {
        var parts = ImmutableArray.CreateBuilder<Text>(interpolated.Parts.Length);
        foreach (var part in interpolated.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string literal } } text:
                    parts.Add(new LiteralText(literal, text.Syntax));
                    break;
                case IInterpolationOperation { Alignment: null, FormatString: null } interpolation:
                    parts.Add(Evaluate(interpolation.Expression));
                    break;
                case IInterpolationOperation interpolation:
                    parts.Add(new HoleText(interpolation.Expression) { Format = interpolation.FormatString?.ConstantValue.Value as string ?? "" });
                    break;
                case IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: { Length: > 0 } arguments } }:
                    parts.Add(arguments[0].Value is ILiteralOperation { ConstantValue.Value: string appended } handled
                        ? new LiteralText(appended, handled.Syntax)
                        : arguments.Length == 1 ? Evaluate(arguments[0].Value) : new HoleText(arguments[0].Value));
                    break;
                default:
                    parts.Add(Unknown(part));
                    break;
            }
        }

        return new SequenceText(parts.ToImmutable());
    }

    private Text Branches(IOperation whole, IEnumerable<IOperation> branches)
    {
        var texts = new List<Text>();
        foreach (var branch in branches)
        {
            var value = branch.Unwrapped();
            if (value is not IThrowOperation && value.ConstantValue is not { HasValue: true, Value: null })
            {
                texts.Add(Evaluate(value));
            }
        }

        return texts.Count == 0 ? new HoleText(whole) : Text.OneOf(texts);
    }

    private Text OfLocal(ILocalSymbol local, IOperation read)
    {
        if (_bindings.TryGetValue(local, out var current))
        {
            return current;
        }

        if (_settled.TryGetValue(local, out var settled))
        {
            return settled;
        }

        if (!_inProgress.Add(local))
        {
            return Unknown(read);
        }

        var text = VariableTrace.Before(read, local, this, out var isSettled);
        _inProgress.Remove(local);
        if (isSettled)
        {
            _settled[local] = text;
        }

        return text;
    }

    /// <summary>Evaluates with a symbol bound to a text, as a parameter is to its argument or a variable to its state.</summary>
    internal T With<T>(ISymbol symbol, Text text, Func<T> question)
    {
        var hadOuter = _bindings.TryGetValue(symbol, out var outer);
        _bindings[symbol] = text;
        try
        {
            return question();
        }
        finally
        {
            if (hadOuter)
            {
                _bindings[symbol] = outer!;
            }
            else
            {
                _bindings.Remove(symbol);
            }
        }
    }

    /// <summary>Evaluates what another member of the source says, unless that member is being asked already.</summary>
    private Text Follow(ISymbol member, IOperation use, Func<Text?> question)
    {
        if (_depth >= MaxDepth || !_inProgress.Add(member))
        {
            return Unknown(use);
        }

        _depth++;
        var text = question();
        _depth--;
        _inProgress.Remove(member);
        return text ?? new HoleText(use);
    }

    private IOperation? InitializerOf(ISymbol symbol) => SourceOperations.InitializerOf(symbol, _compilation);
}
