using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Rules.RoundTrips;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>A call of Dapper's that asks for what belongs to one key, in a loop over keys.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Call">The call.</param>
/// <param name="Name">The name of the method with the type of the rows.</param>
/// <param name="Sql">The statement.</param>
/// <param name="Parameter">The member of the parameters that is the key.</param>
/// <param name="Others">The names of the other parameters.</param>
internal sealed record DapperQuery(LoopSyntax Loop, InvocationExpressionSyntax Call, GenericNameSyntax Name, LiteralExpressionSyntax Sql, AnonymousObjectMemberDeclaratorSyntax Parameter, IReadOnlyList<string> Others)
{
    private static readonly HashSet<string> Methods = ["Query", "QueryFirst", "QueryFirstOrDefault", "QuerySingle", "QuerySingleOrDefault", "ExecuteScalar"];

    /// <summary>The loop.</summary>
    public ForEachStatementSyntax Each => (ForEachStatementSyntax)Loop.Loop;

    /// <summary>The name of the method without <c>Async</c>.</summary>
    public string Method => Plain(Name.Identifier.ValueText);

    /// <summary>The type of the rows.</summary>
    public TypeSyntax RowType => Name.TypeArgumentList.Arguments[0];

    /// <summary>The key: the loop's variable, or a property of it.</summary>
    public ExpressionSyntax Key => Parameter.Expression;

    /// <summary>The name of the key's parameter.</summary>
    public string ParameterName => UnnestInsert.NameOf(Parameter)!;

    /// <summary>True where the call is awaited.</summary>
    public bool IsAwaited => Whole is AwaitExpressionSyntax || Whole is ParenthesizedExpressionSyntax { Expression: AwaitExpressionSyntax };

    /// <summary>What continues behind the call, such as <c>.ConfigureAwait(false)</c>.</summary>
    public string Continued => Configured is { } configured ? ".ConfigureAwait" + configured.ArgumentList : "";

    /// <summary>The call, with what waits for it and the parentheses around that.</summary>
    public ExpressionSyntax Whole
    {
        get
        {
            ExpressionSyntax whole = (ExpressionSyntax?)Configured ?? Call;
            whole = whole.Parent is AwaitExpressionSyntax awaited ? awaited : whole;
            return whole.Parent is ParenthesizedExpressionSyntax parenthesized ? parenthesized : whole;
        }
    }

    private InvocationExpressionSyntax? Configured =>
        Call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } ? configured : null;

    /// <summary>The call behind a diagnostic; null where it has another shape.</summary>
    public static DapperQuery? Of(FixPlace place)
    {
        if (place.Diagnostic.AdditionalLocations is not [{ } source]
            || !place.Diagnostic.Properties.ContainsKey(RoundTripProperties.OnlyReads)
            || place.Node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var connection, Name: GenericNameSyntax { TypeArgumentList.Arguments.Count: 1 } name } } call
            || !Methods.Contains(Plain(name.Identifier.ValueText))
            || place.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ContainingType.Name: "SqlMapper" }
            || LoopAround(call, source) is not { } loop
            || !loop.IsIndependent(connection, place.Model)
            || ArgumentsOf(call) is not { Count: >= 2 } arguments
            || arguments[0].Expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } sql
            || arguments[1] is not { NameColon: null or { Name.Identifier.ValueText: "param" or "parameters" }, Expression: AnonymousObjectCreationExpressionSyntax made }
            || arguments.Skip(2).Any(argument => !loop.IsIndependent(argument.Expression, place.Model) || place.Model.GetTypeInfo(argument.Expression).Type is { Name: "CommandFlags" or "Boolean" }))
        {
            return null;
        }

        var element = ((ForEachStatementSyntax)loop.Loop).Identifier.ValueText;
        return made.Initializers.Where(member => !loop.IsIndependent(member, place.Model)).ToList() is [var key]
            && (key.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } ? owner : key.Expression as IdentifierNameSyntax)?.Identifier.ValueText == element
            && KeyLoop.IsKey(place.Model.GetTypeInfo(key.Expression).Type) && made.Initializers.All(member => UnnestInsert.NameOf(member) is not null)
                ? new DapperQuery(loop, call, name, sql, key, made.Initializers.Where(member => member != key).Select(member => UnnestInsert.NameOf(member)!).ToList()) is var query && query.IsAwaited == name.Identifier.ValueText.EndsWith("Async", StringComparison.Ordinal) ? query : null
                : null;
    }

    private static string Plain(string name) => name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    /// <summary>What the statement is sent with; that of a <c>CommandDefinition</c> where one is given.</summary>
    private static IReadOnlyList<ArgumentSyntax> ArgumentsOf(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [{ Expression: BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList: { } list } }] ? list.Arguments : call.ArgumentList.Arguments;

    /// <summary>The innermost loop around the call, where it is the reported one.</summary>
    private static LoopSyntax? LoopAround(InvocationExpressionSyntax call, Location source)
    {
        // What an inner loop walks over is asked for once.
        var around = call.Ancestors().FirstOrDefault(node => node is CommonForEachStatementSyntax inner ? !inner.Expression.Span.Contains(call.Span) : node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax);
        return around is ForEachStatementSyntax { AwaitKeyword.RawKind: 0, Parent: BlockSyntax or GlobalStatementSyntax, Statement: BlockSyntax body } each
            && each.Expression.Span.Contains(source.SourceSpan) && source.SourceTree == each.SyntaxTree && body.Span.Contains(call.Span)
            && !body.DescendantNodes().Any(node => node is YieldStatementSyntax)
                ? new LoopSyntax(each, body)
                : null;
    }
}
