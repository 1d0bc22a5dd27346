using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>Where the variables of one body are declared, read and written; found in one pass per body.</summary>
internal sealed class VariableUses
{
    private static readonly ConditionalWeakTable<IOperation, VariableUses> Cache = new();

    private readonly Dictionary<ISymbol, List<IOperation>> _references = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _writes = new(SymbolEqualityComparer.Default);

    private VariableUses(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ILocalReferenceOperation { Local: var local }:
                    AddReference(local, operation);
                    break;
                case IParameterReferenceOperation { Parameter: var parameter }:
                    AddReference(parameter, operation);
                    break;
                case IVariableDeclaratorOperation { Symbol: var declared } declarator when Initializer(declarator) is not null || declarator.Parent is IForEachLoopOperation:
                    Add(_writes, declared, declarator);
                    break;
                case IDeclarationPatternOperation { DeclaredSymbol: { } matched }:
                    Add(_writes, matched, operation);
                    break;
                case IRecursivePatternOperation { DeclaredSymbol: { } matched }:
                    Add(_writes, matched, operation);
                    break;
            }
        }

        Root = root;
    }

    /// <summary>The whole body.</summary>
    public IOperation Root { get; }

    /// <summary>The uses in the body that an operation stands in.</summary>
    public static VariableUses Of(IOperation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return Cache.GetValue(root, static key => new VariableUses(key));
    }

    /// <summary>Every mention of a variable, in the order of the source.</summary>
    public IReadOnlyList<IOperation> References(ISymbol variable) => _references.TryGetValue(variable, out var found) ? found : [];

    /// <summary>Every operation that gives a variable a value, its declaration included.</summary>
    public IReadOnlyList<IOperation> Writes(ISymbol variable) => _writes.TryGetValue(variable, out var found) ? found : [];

    /// <summary>What a variable is declared with.</summary>
    public static IOperation? Initializer(IVariableDeclaratorOperation declarator) =>
        declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value;

    private void AddReference(ISymbol variable, IOperation reference)
    {
        Add(_references, variable, reference);
        var outer = reference.Parent is IDeclarationExpressionOperation declaration ? declaration : reference;
        var isWrite = outer.Parent switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target == outer,
            ICompoundAssignmentOperation assignment => assignment.Target == outer,
            ICoalesceAssignmentOperation assignment => assignment.Target == outer,
            IIncrementOrDecrementOperation => true,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
            ITupleOperation tuple => IsDeconstructed(tuple),
            _ => false,
        };
        if (isWrite)
        {
            Add(_writes, variable, reference);
        }
    }

    private static bool IsDeconstructed(IOperation tuple)
    {
        while (tuple.Parent is ITupleOperation or IDeclarationExpressionOperation)
        {
            tuple = tuple.Parent;
        }

        return tuple.Parent is IDeconstructionAssignmentOperation assignment ? assignment.Target == tuple : tuple.Parent is IForEachLoopOperation;
    }

    private static void Add(Dictionary<ISymbol, List<IOperation>> uses, ISymbol variable, IOperation operation)
    {
        if (!uses.TryGetValue(variable, out var found))
        {
            uses.Add(variable, found = []);
        }

        found.Add(operation);
    }
}
