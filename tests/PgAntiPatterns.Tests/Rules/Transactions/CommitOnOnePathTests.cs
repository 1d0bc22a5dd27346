using PgAntiPatterns.Rules.Transactions;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Transactions;

/// <summary>A commit on one path does not help the other one that writes; who looks at something before leaving may mean it.</summary>
public sealed class CommitOnOnePathTests
{
    [Fact]
    public Task A_path_that_writes_and_ends_without_a_decision_is_reported() => Verify.Reports<TransactionsAnalyzer>("""
        class Ledger(NpgsqlDataSource source)
        {
            public void Forgotten(bool isUrgent)
            {
                using var connection = source.OpenConnection();
                using var transaction = {|PGAP5001:connection.BeginTransaction()|};
                if (isUrgent)
                {
                    connection.Execute("update accounts set balance = 0", transaction: transaction);
                    transaction.Commit();
                }
                else
                {
                    connection.Execute("update accounts set balance = 1", transaction: transaction);
                }
            }
        }
        """);

    [Fact]
    public Task Decisions_reads_and_errors_are_quiet() => Verify.Quiet<TransactionsAnalyzer>("""
        class Ledger(NpgsqlDataSource source)
        {
            public void Checked()
            {
                using var connection = source.OpenConnection();
                using var transaction = connection.BeginTransaction();
                var changed = connection.Execute("update accounts set balance = 0", transaction: transaction);
                if (changed != 1)
                {
                    return;
                }

                transaction.Commit();
            }

            public int Read(bool isAll)
            {
                using var connection = source.OpenConnection();
                using var transaction = connection.BeginTransaction();
                if (!isAll)
                {
                    return connection.ExecuteScalar<int>("select 1", transaction: transaction);
                }

                connection.Execute("update accounts set balance = 0", transaction: transaction);
                transaction.Commit();
                return 0;
            }

            public void Thrown(bool isWrong)
            {
                using var connection = source.OpenConnection();
                using var transaction = connection.BeginTransaction();
                connection.Execute("update accounts set balance = 0", transaction: transaction);
                if (isWrong)
                {
                    throw new InvalidOperationException();
                }

                transaction.Commit();
            }

            public void Each(int[] ids)
            {
                foreach (var id in ids)
                {
                    using var connection = source.OpenConnection();
                    using var transaction = connection.BeginTransaction();
                    connection.Execute("delete from accounts where id = @id", new { id }, transaction);
                    transaction.Commit();
                }
            }
        }
        """);
}
