using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Rules.RoundTrips;

/// <summary>A rule about a round trip that is made once per element.</summary>
internal abstract class RepeatedTripRule(string id, string title, string message, Confidence confidence, string? withoutFix = null)
    : Rule(id, "RoundTrips", title, message, confidence, withoutFix)
{
    /// <summary>True for the round trips that the rule speaks of.</summary>
    public abstract bool IsMine(RoundTripKind kind);

    /// <summary>What the message says: the call, and what the turns are for.</summary>
    public virtual string[] Words(RepeatedTrip repeated) => [Name(repeated), "once per element of '" + Source(repeated) + "'"];

    protected static string Name(RepeatedTrip repeated) => repeated.Trip.Operation.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } => name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var name } } => name,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: var name } } => name,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        var other => Wording.Short(other.ToString()),
    };

    protected static string Source(RepeatedTrip repeated) => repeated.Loop.Source is { } source ? Wording.Short(source.Syntax.ToString()) : "the loop";
}
