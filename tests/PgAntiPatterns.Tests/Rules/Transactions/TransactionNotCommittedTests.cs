using PgAntiPatterns.CodeFixes.Transactions;
using PgAntiPatterns.Rules.Transactions;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Transactions;

public sealed class TransactionNotCommittedTests
{
    [Fact]
    public Task A_transaction_that_writes_and_never_ends_is_reported() => Verify.Reports<TransactionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Ledger(NpgsqlConnection connection, Depot depot)
        {
            public void ByCommand()
            {
                using var transaction = {|PGAP5001:connection.BeginTransaction()|};
                using var command = new NpgsqlCommand("update accounts set balance = 0", connection, transaction);
                command.ExecuteNonQuery();
            }

            public void ByDapper()
            {
                using var transaction = {|PGAP5001:connection.BeginTransaction()|};
                connection.ExecuteScalar<int>("insert into accounts default values returning id", transaction: transaction);
            }

            public async Task ByContext()
            {
                await using var transaction = await {|PGAP5001:depot.Database.BeginTransactionAsync()|};
                await depot.SaveChangesAsync();
            }

            public void ByScope()
            {
                using var scope = {|PGAP5001:new System.Transactions.TransactionScope()|};
                connection.Execute("update accounts set balance = 0");
            }
        }
        """);

    [Fact]
    public Task A_transaction_that_ends_or_only_reads_is_quiet() => Verify.Quiet<TransactionsAnalyzer>("""
        class Bin
        {
            public int Id { get; set; }
            public string Name { get; set; } = "";
        }

        class Depot(DbContextOptions<Depot> options) : DbContext(options)
        {
            public DbSet<Bin> Bins => Set<Bin>();
        }

        class Ledger(NpgsqlConnection connection, Depot depot)
        {
            private DbTransaction? _kept;

            public void Committed()
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute("update accounts set balance = 0", transaction: transaction);
                transaction.Commit();
            }

            public void Undone()
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute("update accounts set balance = 0", transaction: transaction);
                transaction.Rollback();
            }

            public void ThroughTheContext()
            {
                using var transaction = depot.Database.BeginTransaction();
                depot.SaveChanges();
                depot.Database.CommitTransaction();
            }

            public void ThroughAHelper()
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute("update accounts set balance = 0", transaction: transaction);
                End(transaction);
            }

            public void Read()
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute("set local statement_timeout = 100", transaction: transaction);
                connection.Query<int>("select balance from accounts", transaction: transaction);
            }

            public void Kept()
            {
                _kept = connection.BeginTransaction();
                connection.Execute("update accounts set balance = 0");
            }

            public void Completed()
            {
                using var scope = new System.Transactions.TransactionScope();
                connection.Execute("update accounts set balance = 0");
                scope.Complete();
            }

            private static void End(NpgsqlTransaction transaction) => transaction.Commit();
        }
        """);

    [Fact]
    public Task The_transaction_is_committed_behind_its_last_command() => Verify.Fixes<TransactionsAnalyzer, TransactionNotCommittedFix>("""
        class Ledger(NpgsqlConnection connection)
        {
            public async Task<bool> BookAsync(CancellationToken cancellation)
            {
                await using var transaction = await {|PGAP5001:connection.BeginTransactionAsync(cancellation)|};
                await connection.ExecuteAsync("update accounts set balance = 0", transaction: transaction);
                return true;
            }

            public async Task OfAnyProvider(IDbConnection plain)
            {
                using var transaction = {|PGAP5001:plain.BeginTransaction()|};
                await plain.ExecuteAsync("update accounts set balance = 0", transaction: transaction);
            }

            public void Scope()
            {
                using var scope = {|PGAP5001:new System.Transactions.TransactionScope()|};
                connection.Execute("update accounts set balance = 0");
            }
        }
        """, """
        class Ledger(NpgsqlConnection connection)
        {
            public async Task<bool> BookAsync(CancellationToken cancellation)
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                await connection.ExecuteAsync("update accounts set balance = 0", transaction: transaction);
                await transaction.CommitAsync(cancellation);
                return true;
            }

            public async Task OfAnyProvider(IDbConnection plain)
            {
                using var transaction = plain.BeginTransaction();
                await plain.ExecuteAsync("update accounts set balance = 0", transaction: transaction);
                transaction.Commit();
            }

            public void Scope()
            {
                using var scope = new System.Transactions.TransactionScope();
                connection.Execute("update accounts set balance = 0");
                scope.Complete();
            }
        }
        """);

    [Fact]
    public Task The_commit_comes_before_the_connection_is_closed() => Verify.Fixes<TransactionsAnalyzer, TransactionNotCommittedFix>("""
        class Ledger(NpgsqlDataSource source)
        {
            public void Book()
            {
                using var connection = source.OpenConnection();
                var transaction = {|PGAP5001:connection.BeginTransaction()|};
                connection.Execute("update accounts set balance = 0", transaction: transaction);
                connection.Close();
            }
        }
        """, """
        class Ledger(NpgsqlDataSource source)
        {
            public void Book()
            {
                using var connection = source.OpenConnection();
                var transaction = connection.BeginTransaction();
                connection.Execute("update accounts set balance = 0", transaction: transaction);
                transaction.Commit();
                connection.Close();
            }
        }
        """);

    [Fact]
    public Task A_transaction_whose_reader_is_open_or_whose_end_is_not_reached_is_left_alone() => Verify.OffersNothing<TransactionsAnalyzer, TransactionNotCommittedFix>("""
        class Ledger(NpgsqlDataSource source)
        {
            public int Book()
            {
                using var connection = source.OpenConnection();
                using var transaction = {|PGAP5001:connection.BeginTransaction()|};
                using var command = new NpgsqlCommand("update accounts set balance = 0 returning id", connection, transaction);
                using var reader = command.ExecuteReader();
                var id = reader.Read() ? reader.GetInt32(0) : 0;
                return id;
            }

            public void Forever(NpgsqlConnection connection)
            {
                using var transaction = {|PGAP5001:connection.BeginTransaction()|};
                connection.Execute("update accounts set balance = 0", transaction: transaction);
                while (true)
                {
                    Console.ReadLine();
                }
            }
        }
        """);

    [Theory]
    [InlineData("async Task M() { await using var t = await depot.Database.BeginTransactionAsync(); await depot.SaveChangesAsync(); await End(); } Task End() => depot.Database.CommitTransactionAsync();")]
    [InlineData("async Task M(Depot given) { await using var t = await given.Database.BeginTransactionAsync(); await given.SaveChangesAsync(); await End(given); } static Task End(Depot given) => given.Database.CommitTransactionAsync();")]
    [InlineData("void M() { using var t = connection.BeginTransaction(); connection.Execute(\"update t set a = 1\"); connection.Execute(\"prepare transaction 'x'\"); }")]
    [InlineData("void M() { using var t = connection.BeginTransaction(); connection.Execute(\"update t set a = 1\"); connection.Execute(\"-- done\\ncommit\"); }")]
    [InlineData("void M() { using var t = connection.BeginTransaction(); connection.Execute(\"declare p cursor for select a from t\"); connection.Query<int>(\"fetch 9 from p\"); connection.Execute(\"close p\"); }")]
    [InlineData("void M() { using var t = connection.BeginTransaction(); connection.Execute(\"/* tag */ lock table t\"); connection.Query<int>(\"select a from t\"); }")]
    [InlineData("void M() { using var t = connection.BeginTransaction(); connection.Execute(\"with l as (select a from t for update) select count(*) from l\"); }")]
    [InlineData("void M() { using var t = connection.BeginTransaction(); connection.Execute(\"create temp table s on commit drop as select a from t\"); connection.Query<int>(\"select a from s\"); }")]
    [InlineData("void M() { using var s = new System.Transactions.TransactionScope(); connection.Execute(\"update t set a = 1\"); End(s); } static void End(System.Transactions.TransactionScope s) => s.Complete();")]
    [InlineData("int M(bool preview) { using var t = connection.BeginTransaction(); if (preview) { return connection.Execute(\"delete from t\"); } var n = connection.Execute(\"delete from t\"); t.Commit(); return n; }")]
    [InlineData("void M() { using var t = connection.BeginTransaction(); connection.Execute(\"update t set a = 1\"); Later(connection); } static void Later(NpgsqlConnection c) => End(c); static void End(NpgsqlConnection c) => c.Execute(\"commit\");")]
    [InlineData("void M(Action<NpgsqlConnection> done) { using var t = connection.BeginTransaction(); connection.Execute(\"update t set a = 1\"); done(connection); }")]
    [InlineData("void M() { using var t = connection.BeginTransaction(); connection.Execute(\"update t set a = 1\"); new Closing(connection).Run(); } class Closing(NpgsqlConnection c) { public void Run() => c.Execute(\"commit\"); }")]
    [InlineData("void M() { using var t = connection.BeginTransaction(); connection.ExecuteScalar<int>(\"-- name:\\nselect pg_advisory_xact_lock(1)\"); connection.Execute(\"-- name:\\nselect pg_advisory_xact_lock(1)\"); }")]
    [InlineData("void M(bool trial) { using var t = connection.BeginTransaction(); if (trial) { connection.Execute(\"delete from t\"); return; } connection.Execute(\"delete from u\"); t.Commit(); }")]
    [InlineData("async Task<bool> M(bool trial) { await using var t = await depot.Database.BeginTransactionAsync(); switch (trial) { case true: await depot.SaveChangesAsync(); return false; } await depot.SaveChangesAsync(); await t.CommitAsync(); return true; }")]
    [InlineData("int M(bool preview) { using var t = connection.BeginTransaction(); if (preview) { var n = connection.Execute(\"delete from t\"); return n; } connection.Execute(\"delete from u\"); t.Commit(); return 0; }")]
    public Task A_transaction_that_somebody_else_ends_or_that_keeps_nothing_is_quiet(string member) => Verify.Quiet<TransactionsAnalyzer>($$"""
        class Depot(DbContextOptions<Depot> options) : DbContext(options);

        class Ledger(NpgsqlConnection connection, Depot depot)
        {
            public object Both => (connection, depot);

            public {{member}}
        }
        """);

    [Theory]
    [InlineData("void M() { using var t = {|PGAP5001:connection.BeginTransaction()|}; connection.Execute(\"/* tag */ update t set a = 1\"); }")]
    [InlineData("void M() { using var t = {|PGAP5001:connection.BeginTransaction()|}; connection.Execute(\"with g as (delete from t returning a) select count(*) from g\"); }")]
    [InlineData("void M() { using var t = {|PGAP5001:connection.BeginTransaction()|}; connection.Execute(\"create temp table s (a int) on commit drop; update t set a = 1\"); }")]
    [InlineData("void M() { using var t = {|PGAP5001:connection.BeginTransaction()|}; Write(connection); } static void Write(NpgsqlConnection c) => c.Execute(\"update t set a = 1\");")]
    [InlineData("void M() { using var t = {|PGAP5001:connection.BeginTransaction()|}; connection.Execute(\"update t set a = 1\"); Log(); } void Log() { using var own = connection.BeginTransaction(); own.Commit(); }")]
    [InlineData("void M() { using var t = {|PGAP5001:connection.BeginTransaction()|}; new Rows(connection).Write(); connection.Execute(\"update t set a = 1\"); } class Rows(NpgsqlConnection c) { public int Count { get; set; } public void Write() => c.Execute(\"update t set a = 1\"); }")]
    public Task A_transaction_that_no_helper_ends_is_reported(string member) => Verify.Reports<TransactionsAnalyzer>($$"""
        class Ledger(NpgsqlConnection connection)
        {
            public {{member}}
        }
        """);

    [Fact]
    public Task A_test_may_leave_the_rows_as_they_were() => Verify.Quiet<TransactionsAnalyzer>("""
        namespace Xunit
        {
            class FactAttribute : Attribute;
        }

        class LedgerTests(NpgsqlConnection connection)
        {
            [Xunit.Fact]
            public void Books()
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute("update accounts set balance = 0", transaction: transaction);
            }
        }
        """);

    [Fact]
    public Task A_transaction_is_not_committed_twice() => Verify.OffersNothing<TransactionsAnalyzer, TransactionNotCommittedFix>("""
        class Ledger(NpgsqlConnection connection)
        {
            public void M(bool small)
            {
                using var transaction = {|PGAP5001:connection.BeginTransaction()|};
                if (small)
                {
                    connection.Execute("delete from a");
                }
                else
                {
                    connection.Execute("delete from b");
                    transaction.Commit();
                }
            }
        }
        """);

    [Fact]
    public Task A_commit_waits_for_the_task_that_is_returned() => Verify.OffersNothing<TransactionsAnalyzer, TransactionNotCommittedFix>("""
        class Ledger(NpgsqlConnection connection)
        {
            public Task<int> M()
            {
                var transaction = {|PGAP5001:connection.BeginTransaction()|};
                var done = connection.ExecuteAsync("update t set a = 1", transaction: transaction);
                return done;
            }
        }
        """);

    [Fact]
    public Task A_path_that_leaves_early_is_not_left_behind() => Verify.OffersNothing<TransactionsAnalyzer, TransactionNotCommittedFix>("""
        class Ledger(NpgsqlConnection connection)
        {
            public int M(bool isSmall)
            {
                using var transaction = {|PGAP5001:connection.BeginTransaction()|};
                connection.Execute("delete from a");
                if (isSmall)
                {
                    return 1;
                }

                connection.Execute("delete from b");
                return 2;
            }
        }
        """);

    [Fact]
    public Task A_commit_waits_for_the_task_that_is_read_behind_it() => Verify.OffersNothing<TransactionsAnalyzer, TransactionNotCommittedFix>("""
        class Ledger(NpgsqlConnection connection)
        {
            public int M()
            {
                using var transaction = {|PGAP5001:connection.BeginTransaction()|};
                var done = connection.ExecuteAsync("update t set a = 1", transaction: transaction);
                return done.Result;
            }
        }
        """);
}
