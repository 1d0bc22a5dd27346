using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Registers a data source once, or builds it in front of the registration that used to build one per scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class DataSourcePerScopeFix() : RuleFix(DataSourcePerScope.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        var call = place.Root.FindToken(place.Span.Start).Parent?.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(candidate => candidate.Span.End == place.Span.End);
        if (call is null)
        {
            yield break;
        }

        var registration = call.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(candidate => NameOf(candidate) is { Identifier.ValueText: var name } && (Singleton(name) is not null || name is "AddDbContext"));
        if (LifetimeOf(call) is { } lifetime)
        {
            yield return new FixPlan("Register one data source", ImmutableArray.Create(new TextChange(lifetime.Name.Span, "Singleton")));
        }
        else if (registration is not null && NameOf(registration) is { } service && Singleton(service.Identifier.ValueText) is { } once && IsWhole(registration, call))
        {
            yield return new FixPlan($"Register the data source with '{once}'", ImmutableArray.Create(new TextChange(service.Identifier.Span, once)));
        }
        else if (registration?.Parent is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement && IsFree(call, registration, place))
        {
            var line = place.Text.Lines.GetLineFromPosition(statement.SpanStart);
            var indentation = place.Text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
            var newLine = place.Text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
            yield return new FixPlan("Build the data source once, in front of the registration", ImmutableArray.Create(
                new TextChange(new TextSpan(statement.SpanStart, 0), $"var dataSource = {call};{newLine}{indentation}"),
                new TextChange(call.Span, "dataSource")));
        }
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name;

    private static string? Singleton(string name) => name switch
    {
        "AddScoped" or "AddTransient" => "AddSingleton",
        "TryAddScoped" or "TryAddTransient" => "TryAddSingleton",
        "AddKeyedScoped" or "AddKeyedTransient" => "AddKeyedSingleton",
        _ => null,
    };

    /// <summary>The lifetime that is given to the driver's own registration.</summary>
    private static MemberAccessExpressionSyntax? LifetimeOf(InvocationExpressionSyntax call) => call.ArgumentList.Arguments
        .FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "dataSourceLifetime")?.Expression as MemberAccessExpressionSyntax;

    /// <summary>True where the registration is about the data source alone, not about something that is given one.</summary>
    private static bool IsWhole(InvocationExpressionSyntax registration, InvocationExpressionSyntax call) =>
        registration == call || registration.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax { ExpressionBody: { } body } && body == call);

    /// <summary>True where the creation needs nothing that the lambda brings, and its new name is not taken.</summary>
    private static bool IsFree(InvocationExpressionSyntax call, InvocationExpressionSyntax registration, FixPlace place) =>
        call.Parent is ArgumentSyntax
        && call.AncestorsAndSelf().OfType<LambdaExpressionSyntax>().All(lambda => lambda.ExpressionBody is not null || !registration.Span.Contains(lambda.Span))
        && call.DescendantNodes().OfType<IdentifierNameSyntax>().All(name => place.Model.GetSymbolInfo(name, place.Cancellation).Symbol is not { } symbol || !symbol.DeclaringSyntaxReferences.Any(reference => registration.Span.Contains(reference.Span)))
        && place.Model.LookupSymbols(registration.SpanStart, name: "dataSource").IsEmpty
        && !call.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia));
}
