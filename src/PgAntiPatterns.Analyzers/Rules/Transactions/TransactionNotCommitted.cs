namespace PgAntiPatterns.Rules.Transactions;

/// <summary>PGAP5001: a transaction that writes and is never committed.</summary>
internal sealed class TransactionNotCommitted() : Rule(
    RuleId,
    "Transactions",
    "Transaction is never committed",
    "'{0}' is never committed: disposing it rolls everything back without an exception; commit it after the last command",
    Confidence.Certain)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "PGAP5001";
}
