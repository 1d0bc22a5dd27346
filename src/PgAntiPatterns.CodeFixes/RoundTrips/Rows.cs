using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>How a turn reads the rows of its reader: one, or all of them.</summary>
/// <param name="Reader">The name of the reader.</param>
/// <param name="Opening">The statement, or the <c>using</c> block, that declares it.</param>
/// <param name="Reading">The <c>if</c> or <c>while</c> that reads.</param>
/// <param name="Read">The call that goes to the next row, with what waits for it.</param>
/// <param name="Values">What is taken from a row, in the order of the source; what is written the same way is one value.</param>
internal sealed record Rows(string Reader, StatementSyntax Opening, StatementSyntax Reading, ExpressionSyntax Read, IReadOnlyList<RowValue> Values)
{
    /// <summary>The calls that end the reader by hand.</summary>
    public required IReadOnlyList<StatementSyntax> Endings { get; init; }

    /// <summary>True where every row of a key is read.</summary>
    public bool AreAll => Reading is WhileStatementSyntax;

    /// <summary>The rows behind a call that opens a reader; null where they are read in another way.</summary>
    public static Rows? Of(LoopCommand command, FixPlace place)
    {
        if (command.Whole.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: StatementSyntax opening } } variable }
            || place.Model.GetDeclaredSymbol(variable) is not ILocalSymbol reader
            || opening switch { LocalDeclarationStatementSyntax { Parent: BlockSyntax around } => around, UsingStatementSyntax { Statement: BlockSyntax inner } => inner, _ => null } is not { } block)
        {
            return null;
        }

        var uses = Disposals.References(reader, block, place.Model);
        var endings = uses.Select(name => name.FirstAncestorOrSelf<StatementSyntax>()).OfType<StatementSyntax>().Where(IsEnding).Distinct().ToList();
        var statement = block.Statements.Where(candidate => candidate.SpanStart > opening.SpanStart).FirstOrDefault(candidate => !endings.Contains(candidate));
        if (statement is not (WhileStatementSyntax or IfStatementSyntax)
            || ConditionOf(statement) is not var (condition, isMissing)
            || ReadIn(condition, reader.Name) is not { } read
            || read.Expression.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText != reader.Name && !command.Loop.IsIndependent(name, place.Model))
            || isMissing && !(statement is IfStatementSyntax { Else: null, Statement: var exit } && Leaves(exit)))
        {
            return null;
        }

        SyntaxNode scope = isMissing ? block : statement is WhileStatementSyntax each ? each.Statement : ((IfStatementSyntax)statement).Statement;
        var values = new List<RowValue>();
        foreach (var name in uses.Where(name => !read.Whole.Span.Contains(name.Span) && !endings.Contains(name.FirstAncestorOrSelf<StatementSyntax>()!)))
        {
            if (values.Any(known => known.Place.Span.Contains(name.Span)))
            {
                continue;
            }

            if (!scope.Span.Contains(name.Span) || statement.Span.Contains(name.Span) && isMissing || RowValue.Around(name, scope, place) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        var last = values.Count == 0 ? 0 : values.Max(value => value.Place.SpanStart);
        return values.Count == 0 || scope.DescendantNodes().Any(node => node.SpanStart < last && !(isMissing && statement.Span.Contains(node.Span)) && IsJump(node))
            ? null
            : new Rows(reader.Name, opening, statement, read.Whole, values) { Endings = endings };
    }

    /// <summary>A statement that does nothing but end a command or a reader.</summary>
    public static bool IsEnding(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: var ended }
        && (ended is AwaitExpressionSyntax { Expression: var awaited } ? awaited : ended) is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax, Name.Identifier.ValueText: "Close" or "CloseAsync" or "Dispose" or "DisposeAsync" } };

    private static (ExpressionSyntax Condition, bool IsMissing)? ConditionOf(StatementSyntax statement) => statement switch
    {
        WhileStatementSyntax { Condition: var condition } => (condition, false),
        IfStatementSyntax { Condition: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } } => (operand, true),
        IfStatementSyntax { Condition: var condition } => (condition, false),
        _ => null,
    };

    /// <summary><c>reader.Read()</c>, awaited where it is asynchronous.</summary>
    private static (ExpressionSyntax Whole, InvocationExpressionSyntax Expression)? ReadIn(ExpressionSyntax condition, string reader)
    {
        var inner = condition is AwaitExpressionSyntax { Expression: var awaited } ? awaited : condition;
        inner = inner is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } } ? configured : inner;
        return inner is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var owner }, Name.Identifier.ValueText: "Read" or "ReadAsync" } } call && owner == reader
            ? (condition, call)
            : null;
    }

    private static bool Leaves(StatementSyntax statement) =>
        (statement is BlockSyntax block ? block.Statements.LastOrDefault() : statement) is ThrowStatementSyntax or ContinueStatementSyntax or ReturnStatementSyntax or BreakStatementSyntax;

    private static bool IsJump(SyntaxNode node) => node is ContinueStatementSyntax or BreakStatementSyntax or ReturnStatementSyntax or GotoStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax;
}
