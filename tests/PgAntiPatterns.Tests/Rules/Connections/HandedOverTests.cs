using PgAntiPatterns.Rules.Connections;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Connections;

public sealed class HandedOverTests
{
    [Theory]
    [InlineData("async Task<NpgsqlTransaction> Begin() { var own = await source.OpenConnectionAsync(); return await own.BeginTransactionAsync(); }")]
    [InlineData("async Task<NpgsqlTransaction> Begin() { var own = await source.OpenConnectionAsync(); try { return await own.BeginTransactionAsync(); } catch { await own.DisposeAsync(); throw; } }")]
    [InlineData("ValueTask<NpgsqlTransaction> Begin() { var own = source.OpenConnection(); return own.BeginTransactionAsync(); }")]
    [InlineData("async Task<(NpgsqlTransaction, int)> Begin() { var own = await source.OpenConnectionAsync(); return (await own.BeginTransactionAsync(), 1); }")]
    [InlineData("NpgsqlTransaction? current; async Task Begin() { var own = await source.OpenConnectionAsync(); current = await own.BeginTransactionAsync(); } public NpgsqlTransaction? Current => current;")]
    public Task Who_has_the_transaction_has_the_connection(string member) => Quiet(member);

    [Theory]
    [InlineData("async Task Use() { if (await Try() is { } own) { await using (own) { await own.ExecuteAsync(\"select 1\"); } } }")]
    [InlineData("async Task Use() { if (await Try() is not { } own) return; await using (own) { await own.ExecuteAsync(\"select 1\"); } }")]
    [InlineData("void Use() { if (source.OpenConnection() is var own) { using (own) { own.Execute(\"select 1\"); } } }")]
    [InlineData("void Use() { switch (source.OpenConnection()) { case { } own: using (own) { own.Execute(\"select 1\"); } break; } }")]
    public Task A_pattern_may_give_the_connection_a_name(string member) => Quiet(member);

    [Theory]
    [InlineData("int Use() { using var rented = new Rented(source.OpenConnection(), \"me\"); return rented.Connection.ExecuteScalar<int>(\"select 1\"); }")]
    [InlineData("Rented Use() { var own = source.OpenConnection(); return new Rented(own, \"me\"); }")]
    [InlineData("Named Use() { var own = source.OpenConnection(); return new Named(own, \"me\"); }")]
    [InlineData("int Use() { using var slot = new Slot(source.OpenConnection()); return slot.Count(); }")]
    public Task A_wrapper_may_be_a_record_or_name_what_it_keeps_in_a_pattern(string member) => Quiet(member);

    [Theory]
    [InlineData("async Task Use() { if (await {|PGAP1001:Try()|} is { } own) { await own.ExecuteAsync(\"select 1\"); } }")]
    [InlineData("void Use() { if ({|PGAP1001:source.OpenConnection()|} is var own) { own.Execute(\"select 1\"); } }")]
    [InlineData("async Task<int> Count() { var own = await {|PGAP1001:source.OpenConnectionAsync()|}; var transaction = await own.BeginTransactionAsync(); return await own.ExecuteScalarAsync<int>(\"select 1\", transaction: transaction); }")]
    public Task What_nobody_takes_is_lost_all_the_same(string member) => Verify.Reports<ConnectionsAnalyzer>(Whole(member));

    private static Task Quiet(string member) => Verify.Quiet<ConnectionsAnalyzer>(Whole(member));

    private static string Whole(string member) => $$"""
        record Rented(NpgsqlConnection Connection, string Owner) : IDisposable
        {
            public void Dispose() => Connection.Dispose();
        }

        record Named(NpgsqlConnection Connection, string Owner) : Rented(Connection, Owner);

        sealed class Slot(NpgsqlConnection given) : IDisposable
        {
            private NpgsqlConnection? _kept = given;

            public int Count() => _kept!.ExecuteScalar<int>("select 1");

            public void Dispose()
            {
                if (_kept is { } kept)
                {
                    _kept = null;
                    kept.Dispose();
                }
            }
        }

        class Parcels(NpgsqlDataSource source)
        {
            public async Task<NpgsqlConnection?> Try()
            {
                try
                {
                    return await source.OpenConnectionAsync();
                }
                catch (NpgsqlException)
                {
                    return null;
                }
            }

            public {{member}}
        }
        """;
}
