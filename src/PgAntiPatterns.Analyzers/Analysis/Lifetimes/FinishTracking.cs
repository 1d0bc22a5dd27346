using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Follows a transaction or a COPY to the ends of its paths: who writes and leaves without a further decision has forgotten to make it permanent.</summary>
/// <param name="lifetime">The body.</param>
/// <param name="origin">Where it begins.</param>
/// <param name="writes">True for a call that writes through it.</param>
/// <param name="ends">True for a call that makes it permanent, or that undoes it on purpose.</param>
internal sealed class FinishTracking(Lifetime lifetime, IOperation origin, Func<IInvocationOperation, bool> writes, Func<IInvocationOperation, bool> ends) : Tracking(lifetime, origin, Hold.Held)
{
    private static readonly string[] Emptiness = ["Count", "Length", "Any", "IsNullOrEmpty", "IsNullOrWhiteSpace"];

    public override void Leave(PathState state) => Outcome.IsLost |= IsForgotten(state);

    public override void Escape(PathState state)
    {
    }

    protected override bool OnCall(IInvocationOperation call, bool isInstance, IReadOnlyList<IArgumentOperation> held, out Reading result)
    {
        result = Reading.Other;
        if (!State.IsHeld)
        {
            return false;
        }

        if (ends(call))
        {
            State = State.Without(Marks.Written) with { Hold = Hold.Released };
            return true;
        }

        if (writes(call))
        {
            State = State.With(Marks.Written);
        }

        return false;
    }

    protected override void OnReleased(IInvocationOperation? call = null)
    {
        Outcome.IsLost |= IsForgotten(State);
        base.OnReleased(call);
    }

    /// <summary>A loop makes the next one: the last was left to the end of its turn.</summary>
    protected override void OnMadeAgain()
    {
    }

    protected override void OnDecided(IOperation condition)
    {
        if (IsDecision(condition.Syntax) && !IsNothingToDo(condition.Syntax))
        {
            // Who looks at something after the last write may leave it undone on purpose.
            State = State.Without(Marks.Written);
        }
    }

    private static bool IsForgotten(PathState state) => state.IsHeld && state.Has(Marks.Written) && !state.Has(Marks.Thrown);

    /// <summary>True for the condition of an <c>if</c>, a <c>switch</c> or <c>?:</c>; a loop ends of itself, and <c>using</c> or <c>?.</c> decide nothing.</summary>
    private static bool IsDecision(SyntaxNode condition)
    {
        var current = condition;
        while (current.Parent is ExpressionSyntax and not ConditionalExpressionSyntax and not SwitchExpressionSyntax and not AnonymousFunctionExpressionSyntax)
        {
            current = current.Parent;
        }

        return current.Parent is IfStatementSyntax or SwitchStatementSyntax or SwitchLabelSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax or SwitchExpressionArmSyntax or CatchFilterClauseSyntax or PatternSyntax;
    }

    /// <summary>True for <c>if (lines.Count == 0) return;</c>: there is nothing more to write, and what was written was meant to stay.</summary>
    private static bool IsNothingToDo(SyntaxNode condition)
    {
        if (condition.FirstAncestorOrSelf<IfStatementSyntax>() is not { Else: null, Condition: var whole, Statement: var body } || !whole.Span.Contains(condition.Span))
        {
            return false;
        }

        var leaves = body is ReturnStatementSyntax { Expression: null } or BlockSyntax { Statements: [ReturnStatementSyntax { Expression: null }] };
        var asksForNull = whole is IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } }
            || whole is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right.RawKind: (int)SyntaxKind.NullLiteralExpression };
        return leaves && (asksForNull || whole.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => Emptiness.Contains(name.Identifier.ValueText))) && IsAboutParameters(whole);
    }

    private static bool IsAboutParameters(ExpressionSyntax condition)
    {
        var parameters = condition.Ancestors().Select(ancestor => ancestor switch
        {
            BaseMethodDeclarationSyntax method => method.ParameterList,
            LocalFunctionStatementSyntax function => function.ParameterList,
            ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList,
            _ => null,
        }).OfType<ParameterListSyntax>().SelectMany(list => list.Parameters).Select(parameter => parameter.Identifier.ValueText).ToList();
        var roots = condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name).ToList();
        return roots.Count > 0 && roots.All(name => parameters.Contains(name.Identifier.ValueText));
    }
}
