using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A command that a loop over keys sends for each of them: made in the loop, or made before it and given its key inside.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Call">The call that sends.</param>
/// <param name="Command">Where the command is declared.</param>
/// <param name="Declaration">The statement, or the <c>using</c> block, that declares it.</param>
/// <param name="Setup">What prepares the command in the loop, in its order; the declaration too where it stands there.</param>
/// <param name="Key">What the command is given in each turn: the loop's variable, or a property of it.</param>
internal sealed record LoopCommand(LoopSyntax Loop, InvocationExpressionSyntax Call, VariableDeclaratorSyntax Command, StatementSyntax Declaration, IReadOnlyList<StatementSyntax> Setup, ExpressionSyntax Key)
{
    private static readonly string[] Plain = ["CommandText", "CommandTimeout", "CommandType", "Transaction", "Connection"];

    /// <summary>The loop.</summary>
    public ForEachStatementSyntax Each => (ForEachStatementSyntax)Loop.Loop;

    /// <summary>True where each turn makes its own command.</summary>
    public bool IsMadeInside => Loop.Body.Span.Contains(Declaration.Span);

    /// <summary>True where the call is awaited.</summary>
    public bool IsAwaited => Whole is AwaitExpressionSyntax;

    /// <summary>The call, with what waits for it and the parentheses around that.</summary>
    public ExpressionSyntax Whole
    {
        get
        {
            ExpressionSyntax whole = Call;
            if (whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
            {
                whole = configured;
            }

            return whole.Parent is AwaitExpressionSyntax awaited ? awaited : whole;
        }
    }

    /// <summary>The places in the code that name the command.</summary>
    public required IReadOnlyList<IdentifierNameSyntax> References { get; init; }

    /// <summary>The literals that may be the statement.</summary>
    public IEnumerable<LiteralExpressionSyntax> Texts => References.Select(name => name.FirstAncestorOrSelf<StatementSyntax>()).Append(Declaration).OfType<StatementSyntax>().Distinct()
        .SelectMany(statement => statement is UsingStatementSyntax scoped ? scoped.Declaration!.DescendantNodes() : statement.DescendantNodes())
        .OfType<LiteralExpressionSyntax>().Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText.IndexOf("select", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The command behind a diagnostic; null where the loop has another shape.</summary>
    public static LoopCommand? Of(FixPlace place)
    {
        if (place.Diagnostic.AdditionalLocations.Count != 1
            || !place.Diagnostic.Properties.ContainsKey(Rules.RoundTrips.RoundTripProperties.OnlyReads)
            || place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } } call
            || place.Model.GetSymbolInfo(receiver).Symbol is not ILocalSymbol { Type.Name: "NpgsqlCommand", DeclaringSyntaxReferences: [var reference] } local
            || reference.GetSyntax() is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: StatementSyntax declaration } } command
            || declaration is not (LocalDeclarationStatementSyntax or UsingStatementSyntax)
            || LoopAround(call) is not { } loop
            || Disposals.References(local, Owner(loop.Loop), place.Model) is var references && references.Any(name => !IsPlainUse(name, call)))
        {
            return null;
        }

        var isInside = loop.Body.Span.Contains(declaration.Span);
        var used = references.Where(name => !call.Span.Contains(name.Span) && loop.Body.Span.Contains(name.Span)).Select(name => name.FirstAncestorOrSelf<StatementSyntax>()!)
            .Concat(ValuesGiven(loop, place.Model)).Distinct().OrderBy(statement => statement.SpanStart).ToList();
        var setup = (isInside ? used.Prepend(declaration) : used).Where(statement => !Rows.IsEnding(statement)).Distinct().ToList();
        var sending = call.FirstAncestorOrSelf<StatementSyntax>()!;
        var blocks = sending.AncestorsAndSelf().TakeWhile(node => node != loop.Loop).OfType<BlockSyntax>().ToList();
        var keys = setup.SelectMany(statement => Header(statement).DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText != local.Name && !loop.IsIndependent(name, place.Model)).ToList();
        return keys is [{ Identifier.ValueText: var variable } name] && variable == ((ForEachStatementSyntax)loop.Loop).Identifier.ValueText
            && (isInside || loop.Loop.Ancestors().Contains(declaration.Parent!) && references.All(name => name.SpanStart < loop.Body.Span.End || Rows.IsEnding(name.FirstAncestorOrSelf<StatementSyntax>()!)))
            && setup.All(statement => blocks.Contains(statement.Parent!) && statement.SpanStart < sending.SpanStart)
            && setup.Where(statement => statement != declaration).All(statement => !statement.DescendantNodes().Any(node => node is AwaitExpressionSyntax))
            && KeyAround(name) is var key && KeyLoop.IsKey(place.Model.GetTypeInfo(key).Type)
                ? new LoopCommand(loop, call, command, declaration, setup, key) { References = references }
                : null;
    }

    /// <summary>The part of a statement that is moved with the command: of a block only what declares.</summary>
    public static SyntaxNode Header(StatementSyntax statement) => statement is UsingStatementSyntax { Declaration: { } declared } ? declared : statement;

    private static ExpressionSyntax KeyAround(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access && access.Expression == name ? access : name;

    /// <summary>The loop whose body the call stands in, with nothing but blocks of <c>using</c> in between.</summary>
    private static LoopSyntax? LoopAround(InvocationExpressionSyntax call)
    {
        var statement = call.FirstAncestorOrSelf<StatementSyntax>();
        while (statement?.Parent is BlockSyntax { Parent: UsingStatementSyntax outer })
        {
            statement = outer;
        }

        return statement?.Parent is BlockSyntax { Parent: ForEachStatementSyntax { AwaitKeyword.RawKind: 0, Parent: BlockSyntax or GlobalStatementSyntax } each } body
            && !call.Ancestors().TakeWhile(node => node != each).Any(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            && !body.DescendantNodes().Any(node => node is YieldStatementSyntax)
                ? new LoopSyntax(each, body)
                : null;
    }

    /// <summary>The statements that give a parameter its value, which need not name the command.</summary>
    private static IEnumerable<StatementSyntax> ValuesGiven(LoopSyntax loop, SemanticModel model) => loop.Body.Statements.OfType<ExpressionStatementSyntax>().Where(statement =>
        statement.Expression is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax target, Name.Identifier.ValueText: "Value" or "TypedValue" } }
        && model.GetTypeInfo(target).Type?.Name == "NpgsqlParameter" && loop.IsIndependent(target, model));

    private static SyntaxNode Owner(StatementSyntax loop) => loop.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? loop.SyntaxTree.GetRoot();

    private static bool IsPlainUse(IdentifierNameSyntax name, InvocationExpressionSyntax call) =>
        call.Span.Contains(name.Span)
        || name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access && access.Expression == name
            && (member is "Parameters" or "Prepare" or "PrepareAsync" or "Dispose" or "DisposeAsync" || Plain.Contains(member) && access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access)
            && (name.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax or LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 });
}
