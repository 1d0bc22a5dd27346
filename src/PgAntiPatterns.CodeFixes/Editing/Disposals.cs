using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules.Connections;

namespace PgAntiPatterns.CodeFixes.Editing;

/// <summary>A declared resource put under <c>using</c>, and the calls that this makes needless taken out.</summary>
internal static class Disposals
{
    private static readonly string[] Endings = ["Close", "CloseAsync", "Dispose", "DisposeAsync"];

    /// <summary>The edits that put the resource made at a place under <c>using</c>; none where it has no declaration of its own, or is needed behind the end of its scope.</summary>
    /// <param name="place">Where the resource is made.</param>
    /// <param name="keeps">True where explicit calls that end the resource stay, because they end it earlier.</param>
    public static ImmutableArray<TextChange> Using(FixPlace place, bool keeps = false)
    {
        var (model, text) = (place.Model, place.Text);
        if (place.Diagnostic.Properties.ContainsKey(ConnectionProperties.IsNeededBehind)
            || DeclarationOf(place.Node) is not { Declaration.Variables: [{ } variable] } declaration
            || model.GetDeclaredSymbol(variable) is not ILocalSymbol local
            || ((CSharpParseOptions)declaration.SyntaxTree.Options).LanguageVersion < LanguageVersion.CSharp8
            || declaration.Parent is not (BlockSyntax or GlobalStatementSyntax)
            || Word(declaration, local, model) is not { } word)
        {
            return ImmutableArray<TextChange>.Empty;
        }

        var scope = declaration.Parent is GlobalStatementSyntax { Parent: { } unit } ? unit : declaration.Parent;
        var references = References(local, scope, model);
        if (references.Any(IsWritten) || scope.DescendantNodes().OfType<LabeledStatementSyntax>().Any())
        {
            return ImmutableArray<TextChange>.Empty;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        changes.Add(new TextChange(new TextSpan(declaration.SpanStart, 0), word));
        foreach (var ending in keeps ? [] : references.Select(EndingOf).OfType<StatementSyntax>().Distinct())
        {
            // A call that ends the resource long before its scope does, or before it is asked for its state, stays: ending it twice does no harm, and it may be opened again.
            if (IsAtTheEnd(ending, declaration) && !references.Any(reference => reference.SpanStart > ending.Span.End && EndingOf(reference) is null) && Removals.OfStatement(ending, text) is { } removal)
            {
                changes.Add(new TextChange(removal, ""));
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>The declaration whose one variable is given what an expression makes.</summary>
    public static LocalDeclarationStatementSyntax? DeclarationOf(SyntaxNode made)
    {
        var current = made;
        while (current.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask" }
            || current.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask" } })
        {
            current = current.Parent;
        }

        return current.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, IsConst: false } declaration } } } ? declaration : null;
    }

    /// <summary>The places that name a local.</summary>
    public static IReadOnlyList<IdentifierNameSyntax> References(ISymbol local, SyntaxNode scope, SemanticModel model) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local)).ToList();

    /// <summary><c>using </c> or <c>await using </c>, as the body and the type allow; null where the type cannot be disposed.</summary>
    private static string? Word(SyntaxNode declaration, ILocalSymbol local, SemanticModel model)
    {
        var isAsync = IsInAsyncCode(declaration);
        if (isAsync && Implements(local.Type, "IAsyncDisposable"))
        {
            return "await using ";
        }

        return Implements(local.Type, "IDisposable") ? "using " : null;
    }

    /// <summary>True where <c>await</c> may be written.</summary>
    public static bool IsInAsyncCode(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case AnonymousFunctionExpressionSyntax lambda:
                    return lambda.AsyncKeyword.RawKind != 0;
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case BaseMethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case AccessorDeclarationSyntax or LockStatementSyntax:
                    return false;
                case GlobalStatementSyntax:
                    return true;
            }
        }

        return false;
    }

    private static bool Implements(ITypeSymbol type, string contract) =>
        type.AllInterfaces.Any(candidate => candidate.Name == contract && candidate.ContainingNamespace.Name == "System");

    private static bool IsWritten(IdentifierNameSyntax name) =>
        name.Parent is AssignmentExpressionSyntax assignment ? assignment.Left == name : name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 };

    /// <summary>The statement that does nothing but end the resource.</summary>
    private static StatementSyntax? EndingOf(IdentifierNameSyntax name)
    {
        (SimpleNameSyntax? Member, ExpressionSyntax? Call) called = name.Parent switch
        {
            MemberAccessExpressionSyntax { Name: var member, Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call } access when access.Expression == name => (member, (ExpressionSyntax)call),
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name: var member } } } access when access.Expression == name => (member, access),
            _ => (null, null),
        };
        if (called.Member is null || called.Call is null || !Endings.Contains(called.Member.Identifier.ValueText))
        {
            return null;
        }

        var whole = called.Call;
        while (whole.Parent is AwaitExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } or InvocationExpressionSyntax)
        {
            whole = (ExpressionSyntax)whole.Parent;
        }

        return whole.Parent as ExpressionStatementSyntax;
    }

    /// <summary>True where nothing but leaving follows, in the call's own block and in those around it up to the declaration's.</summary>
    private static bool IsAtTheEnd(StatementSyntax ending, LocalDeclarationStatementSyntax declaration)
    {
        for (SyntaxNode current = ending; current is StatementSyntax or CatchClauseSyntax or ElseClauseSyntax or FinallyClauseSyntax; current = current.Parent!)
        {
            if (current is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
            {
                // The next turn opens it again.
                return false;
            }

            if (current is not StatementSyntax statement || current.Parent is not BlockSyntax { Statements: var statements } block)
            {
                continue;
            }

            var rest = statements.Skip(statements.IndexOf(statement) + 1).Where(next => next is not LocalFunctionStatementSyntax).ToList();
            if (!rest.All(next => next is ThrowStatementSyntax || (next is ReturnStatementSyntax done && !Calls(done)) || EndsToo(next)))
            {
                return false;
            }

            if (block == declaration.Parent || rest.LastOrDefault() is ReturnStatementSyntax or ThrowStatementSyntax)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where leaving does more: the resource would be held while it runs.</summary>
    private static bool Calls(ReturnStatementSyntax leaving) =>
        leaving.DescendantNodes().Any(node => node is InvocationExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax);

    private static bool EndsToo(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax && statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => Endings.Contains(name.Identifier.ValueText));
}
