using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>Which text does this variable hold when it is read here? Walks the statements that write it, in order, branch by branch.</summary>
internal sealed partial class VariableTrace
{
    /// <summary>Loops inside loops are walked twice each; deeper ones once.</summary>
    private const int MaxLoopDepth = 3;

    private readonly ISymbol _variable;
    private readonly TextEvaluator _evaluator;
    private readonly IOperation? _target;
    private readonly IOperation? _read;
    private readonly HashSet<IOperation> _relevant = [];
    private readonly Dictionary<ISymbol, Text> _exits = new(SymbolEqualityComparer.Default);
    private Text? _state;
    private Text? _result;
    private bool _isRehearsal;
    private int _loopDepth;

    private VariableTrace(ISymbol variable, TextEvaluator evaluator, IOperation? target, IEnumerable<IOperation> uses, IOperation? read = null)
    {
        _read = read ?? target;
        _variable = variable;
        _evaluator = evaluator;
        _target = target;
        foreach (var use in target is null ? uses : uses.Append(target))
        {
            for (var current = use; current is not null && _relevant.Add(current); current = current.Parent)
            {
            }
        }
    }

    /// <summary>The text of a variable where it is read.</summary>
    /// <param name="read">The reference that reads it.</param>
    /// <param name="variable">The local or parameter.</param>
    /// <param name="evaluator">Who asks.</param>
    /// <param name="isSettled">True where the variable holds the same text wherever it is read.</param>
    public static Text Before(IOperation read, ISymbol variable, TextEvaluator evaluator, out bool isSettled)
    {
        var uses = VariableUses.Of(read);
        var writes = uses.Writes(variable);
        var isBuilder = TextEvaluator.IsBuilder(TypeOf(variable));
        isSettled = writes.Count == 1 && !isBuilder && variable is ILocalSymbol;
        if (isSettled)
        {
            return new VariableTrace(variable, evaluator, null, [], read).Written(writes[0], null) ?? new HoleText(read);
        }

        var trace = new VariableTrace(variable, evaluator, read, isBuilder ? uses.References(variable).Concat(writes) : writes);
        trace._state = variable is IParameterSymbol parameter ? evaluator.OfArguments(parameter, read) : null;
        trace.Walk(uses.Root);
        return trace._result ?? new HoleText(read, isKnown: false);
    }

    /// <summary>The text that a builder handed to a method holds when the method is done.</summary>
    public static Text? AfterBody(IOperation body, IParameterSymbol builder, Text before, TextEvaluator evaluator)
    {
        var uses = VariableUses.Of(body);
        var trace = new VariableTrace(builder, evaluator, null, uses.References(builder)) { _state = before };
        trace.Walk(uses.Root);
        return trace.Merge(trace._state, trace._returned);
    }

    /// <summary>The one value that a local is ever given; null where it is given several or none.</summary>
    public static IOperation? OnlyValue(ILocalSymbol local, IOperation use) =>
        VariableUses.Of(use).Writes(local) is [IVariableDeclaratorOperation declarator] && declarator.Parent is not IForEachLoopOperation ? VariableUses.Initializer(declarator)?.Unwrapped() : null;

    /// <summary>True where a parameter is written in the body.</summary>
    public static bool IsReassigned(IParameterSymbol parameter, IOperation use) => VariableUses.Of(use).Writes(parameter).Count > 0;

    /// <summary>All mentions of a local in its body.</summary>
    public static IReadOnlyList<IOperation> UsesOf(ILocalSymbol local, IOperation use) => VariableUses.Of(use).References(local);

    /// <summary>True where elements of a collection are written or added after its creation.</summary>
    public static bool IsMutated(ILocalSymbol local, IOperation use) => UsesOf(local, use).Any(reference => reference.Parent switch
    {
        IInvocationOperation call => call.Instance == reference && call.TargetMethod.Name is "Add" or "AddRange" or "Insert" or "InsertRange" or "TryAdd" or "SetValue" or "Push" or "Enqueue",
        IArrayElementReferenceOperation element => element.Parent is IAssignmentOperation assignment && assignment.Target == element,
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Parent is IAssignmentOperation assignment && assignment.Target == element,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    });

    private static ITypeSymbol? TypeOf(ISymbol variable) => (variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type;

    /// <summary>What a variable holds after one operation that writes it.</summary>
    private Text? Written(IOperation write, Text? before)
    {
        switch (write)
        {
            case IVariableDeclaratorOperation { Parent: IForEachLoopOperation loop }:
                return _evaluator.ElementIn(loop.Collection) ?? new HoleText(_read ?? write);
            case IVariableDeclaratorOperation declarator:
                return Value(VariableUses.Initializer(declarator)!, before);
            case IDeclarationPatternOperation or IRecursivePatternOperation:
                var matched = write.Parent;
                while (matched is IPatternOperation)
                {
                    matched = matched.Parent;
                }

                return write.Parent is IIsPatternOperation pattern ? Value(pattern.Value, before) : new HoleText(_read ?? write);
        }

        var outer = write.Parent is IDeclarationExpressionOperation declaration ? declaration : write;
        return outer.Parent switch
        {
            ISimpleAssignmentOperation assignment => Value(assignment.Value, before),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } assignment => before is null ? new HoleText(_read ?? write, isKnown: false) : Text.Concat(before, Value(assignment.Value, before)),
            ICoalesceAssignmentOperation assignment => before is null ? Value(assignment.Value, before) : Text.Either(before, Value(assignment.Value, before)),
            IArgumentOperation { Parameter.RefKind: RefKind.Out } argument => _evaluator.OutValue(argument),
            IArgumentOperation => new HoleText(_read ?? write, isKnown: false),
            ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple => _evaluator.ElementOfTuple(deconstruction.Value, tuple.Elements.IndexOf(outer)) ?? new HoleText(_read ?? write),
            ITupleOperation { Parent: IDeclarationExpressionOperation { Parent: IDeconstructionAssignmentOperation declared } } tuple => _evaluator.ElementOfTuple(declared.Value, tuple.Elements.IndexOf(outer)) ?? new HoleText(_read ?? write),
            _ => new HoleText(_read ?? write),
        };
    }

    private Text Value(IOperation value, Text? state)
    {
        Text Question() => TextEvaluator.IsBuilder(TypeOf(_variable)) ? _evaluator.OfBuilder(value) : _evaluator.Evaluate(value);
        return state is null ? Question() : _evaluator.With(_variable, state, Question);
    }

    private Text? Merge(Text? first, Text? second) => first is null ? second : second is null ? first : Text.Either(first, second);
}
