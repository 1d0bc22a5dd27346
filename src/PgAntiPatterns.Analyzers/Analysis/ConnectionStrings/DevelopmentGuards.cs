using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>Does this run only where somebody asked for it: on a developer's machine, in a debug build, behind a switch of its own?</summary>
internal static class DevelopmentGuards
{
    private static readonly string[] Words = ["Develop", "Debug", "Local", "Sensitive", "Detail", "Verbose", "Diagnos", "Log", "Trace", "Test"];

    /// <summary>Folders whose code nobody runs against customers' data.</summary>
    private static readonly string[] SampleFolders = ["sample", "samples", "example", "examples", "demo", "demos", "benchmark", "benchmarks", "docs"];

    /// <summary>True for a path in the folder of a sample.</summary>
    public static bool IsSample(string path) =>
        Enumerable.Reverse(path.Split('/', '\\')).Skip(1).Take(4).Any(folder => folder.Split('.', '-', '_').Any(part => SampleFolders.Contains(part, StringComparer.OrdinalIgnoreCase)));

    /// <summary>True where only a developer's tools run an operation.</summary>
    public static bool IsForTools(IOperation operation, PlatformModel platform) =>
        SourceOperations.DeclaredAt(operation.Root()) is IMethodSymbol method
        && CodeFrequency.Contracts(method).Any(contract => platform.Find(contract, Role.IsCalledAtStart) is { Row.Detail: ApiRow.ByTools });

    /// <summary>True where a condition or a directive stands in front of an operation.</summary>
    public static bool Guard(IOperation operation, PlatformModel platform)
    {
        if (IsInDirective(operation.Syntax))
        {
            return true;
        }

        for (IOperation inner = operation, outer = operation.Parent!; outer is not null; inner = outer, outer = outer.Parent!)
        {
            switch (outer)
            {
                case IConditionalOperation conditional when conditional.Condition != inner && Decides(conditional.Condition, conditional.WhenTrue == inner, platform):
                    return true;
                case IBlockOperation block when block.Operations.TakeWhile(statement => statement != inner).Any(statement => LeavesInProduction(statement, platform)):
                    return true;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when both.RightOperand == inner && Decides(both.LeftOperand, true, platform):
                    return true;
                case ISwitchExpressionArmOperation or ISwitchCaseOperation:
                    return true;
            }
        }

        return false;
    }

    /// <summary>True where a value says itself that it is for developers, as in <c>Enable(environment.IsDevelopment())</c>.</summary>
    public static bool IsDecidedBy(IOperation value, PlatformModel platform) => value.Unwrapped() is not { ConstantValue.HasValue: true };

    private static bool LeavesInProduction(IOperation statement, PlatformModel platform) =>
        statement is IConditionalOperation { WhenFalse: null } check
        && check.WhenTrue is IReturnOperation or IBlockOperation { Operations: [.., IReturnOperation] }
        && Decides(check.Condition, false, platform);

    private static bool Decides(IOperation condition, bool isMet, PlatformModel platform)
    {
        switch (condition.Unwrapped())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Decides(not.Operand, !isMet, platform);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                return isMet && (Decides(both.LeftOperand, true, platform) || Decides(both.RightOperand, true, platform));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either:
                return isMet
                    ? Decides(either.LeftOperand, true, platform) && Decides(either.RightOperand, true, platform)
                    : Decides(either.LeftOperand, false, platform) || Decides(either.RightOperand, false, platform);
            case IInvocationOperation call when platform.Find(call.TargetMethod, Role.ChecksForDevelopment) is not null:
                return IsProduction(call) ? !isMet : isMet;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                return comparison.LeftOperand.ConstantValue.Value is string || comparison.RightOperand.ConstantValue.Value is string
                    || Mentions(comparison);
            case var other:
                return isMet && Mentions(other);
        }
    }

    /// <summary>A flag whose name says what it is for.</summary>
    private static bool Mentions(IOperation condition) => condition.DescendantsAndSelf().Any(operation => operation switch
    {
        IMemberReferenceOperation member => IsNamedSo(member.Member.Name),
        ILocalReferenceOperation local => IsNamedSo(local.Local.Name),
        IParameterReferenceOperation parameter => IsNamedSo(parameter.Parameter.Name),
        IInvocationOperation call => IsNamedSo(call.TargetMethod.Name) || call.Arguments.Any(argument => argument.Value.ConstantValue.Value is string),
        _ => operation.ConstantValue.Value is string text && IsNamedSo(text),
    });

    private static bool IsNamedSo(string name) => name is "env" or "isDev" or "dev" or "IsAttached" || Words.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsProduction(IInvocationOperation call) =>
        call.TargetMethod.Name == "IsProduction" || call.Arguments.Any(argument => argument.Value.ConstantValue.Value is string name && name.StartsWith("Prod", StringComparison.OrdinalIgnoreCase));

    /// <summary>True between <c>#if</c> and <c>#endif</c>: whoever builds the program decides.</summary>
    /// <param name="node">What stands there.</param>
    /// <param name="around">Where the directive has to stand; null for anywhere in the file.</param>
    internal static bool IsInDirective(SyntaxNode node, SyntaxNode? around = null)
    {
        var searched = around ?? node.SyntaxTree.GetRoot();
        if (!searched.ContainsDirectives)
        {
            return false;
        }

        var depth = 0;
        for (var directive = searched.GetFirstDirective(); directive is not null && directive.SpanStart < node.SpanStart; directive = directive.GetNextDirective())
        {
            depth += directive.Kind() switch
            {
                SyntaxKind.IfDirectiveTrivia => 1,
                SyntaxKind.EndIfDirectiveTrivia => -1,
                _ => 0,
            };
        }

        return depth > 0;
    }
}
