using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.ConnectionStrings;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Pooling;

/// <summary>PGAP3018: a connection made from a string, although data sources have taken that place.</summary>
internal sealed class ConnectionWithoutDataSource() : ConnectionRule(
    RuleId,
    "Pooling",
    "Connection made from a string instead of a data source",
    "'{0}' leaves type mapping, logging and passwords to global state; take the connection from a shared NpgsqlDataSource",
    Confidence.Opinion)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP3018";

    /// <summary>The creation of the connection.</summary>
    public override Finding? Find(OperationPlace place) =>
        place.Operation is IObjectCreationOperation { Constructor: { } constructor, Syntax: var syntax }
        && !place.IsTest
        && place.Platform.Find(constructor, Role.KeysPoolByString) is not null
            ? new Finding(syntax.GetLocation(), Excerpts.Of(syntax))
            : null;
}
