using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class ArrayInInListTests
{
    [Fact]
    public Task A_sequence_behind_IN_is_reported_whatever_its_type() => Verify.Reports<InjectionAnalyzer>("""
        using NpgsqlTypes;

        class Parcel
        {
            public int Id { get; set; }
        }

        class Parcels(NpgsqlConnection connection, DbContext context)
        {
            public void Array(int[] ids)
            {
                using var command = new NpgsqlCommand({|PGAP4007:"delete from parcels where id in (@ids)"|}, connection);
                command.Parameters.AddWithValue("ids", ids);
                command.ExecuteNonQuery();
            }

            public void Negated(IReadOnlyCollection<string> towns)
            {
                using var command = new NpgsqlCommand({|PGAP4007:"delete from parcels where town not in ($1) and sent"|}, connection);
                command.Parameters.AddWithValue(towns.ToArray());
                command.ExecuteNonQuery();
            }

            public void Declared(object ids)
            {
                using var command = new NpgsqlCommand({|PGAP4007:"delete from parcels where id in ( @ids )"|}, connection);
                command.Parameters.Add("ids", NpgsqlDbType.Array | NpgsqlDbType.Integer).Value = ids;
                command.ExecuteNonQuery();
            }

            public void Bare(List<Guid> ids)
            {
                using var command = new NpgsqlCommand({|PGAP4007:"delete from parcels where id in @ids"|}, connection);
                command.Parameters.Add(new NpgsqlParameter<List<Guid>>("ids", ids));
                command.ExecuteNonQuery();
            }

            public void Queried(IEnumerable<Parcel> parcels)
            {
                var ids = parcels.Select(parcel => parcel.Id).ToList();
                using var command = connection.CreateCommand();
                command.CommandText = {|PGAP4007:"delete from parcels where id in (@ids)"|};
                command.Parameters.Add(new NpgsqlParameter("ids", ids));
                command.ExecuteNonQuery();
            }

            public IQueryable<Parcel> Hole(int[] ids) => context.Set<Parcel>().FromSql({|PGAP4007:$"select * from parcels where id in ({ids})"|});

            public IQueryable<Parcel> Number(List<int> ids) => context.Set<Parcel>().FromSqlRaw({|PGAP4007:"select * from parcels where id in ({0})"|}, ids);

            public IQueryable<Parcel> Spread(string[] towns) => context.Set<Parcel>().FromSqlRaw({|PGAP4007:"select * from parcels where town in ({0})"|}, towns);

            public int Given(int[] ids) => context.Database.ExecuteSqlRaw({|PGAP4007:"delete from parcels where id in (@ids)"|}, new NpgsqlParameter("ids", ids));
        }
        """);

    [Fact]
    public Task Scalars_arrays_elsewhere_and_other_types_are_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        using NpgsqlTypes;

        class Parcels(NpgsqlConnection connection)
        {
            public void Scalar(int id, byte[] hash, string town)
            {
                using var command = new NpgsqlCommand("delete from parcels where id in (@id) and hash in (@hash) and town in (@town)", connection);
                command.Parameters.AddWithValue("id", id);
                command.Parameters.AddWithValue("hash", hash);
                command.Parameters.AddWithValue("town", town);
                command.ExecuteNonQuery();
            }

            public void Any(int[] ids, string[] towns)
            {
                using var command = new NpgsqlCommand("delete from parcels where id = any(@ids) and id in (select unnest(@ids)) and town <> all(@towns)", connection);
                command.Parameters.AddWithValue("ids", ids);
                command.Parameters.AddWithValue("towns", towns);
                command.ExecuteNonQuery();
            }

            public void Element(int[] ids)
            {
                using var command = new NpgsqlCommand("delete from parcels where id in (@first, @second)", connection);
                command.Parameters.AddWithValue("first", ids[0]);
                command.Parameters.AddWithValue("second", ids[1]);
                command.ExecuteNonQuery();
            }

            public void Json(List<int> ids)
            {
                using var command = new NpgsqlCommand("delete from parcels where doc in (@doc)", connection);
                command.Parameters.Add(new NpgsqlParameter("doc", NpgsqlDbType.Jsonb) { Value = ids });
                command.ExecuteNonQuery();
            }

            public void Values(int[] ids)
            {
                using var command = new NpgsqlCommand("insert into baskets (ids) values (@ids)", connection);
                command.Parameters.AddWithValue("ids", ids);
                command.ExecuteNonQuery();
            }
        }
        """);

    [Fact]
    public Task IN_becomes_ANY_and_NOT_IN_becomes_ALL() => Verify.Fixes<InjectionAnalyzer, ArrayInInListFix>("""
        #nullable enable
        class Parcel
        {
            public int Id { get; set; }
        }

        class Parcels(NpgsqlConnection connection, DbContext context)
        {
            public void Named(int[] ids)
            {
                using var command = new NpgsqlCommand({|PGAP4007:"delete from parcels where id in (@ids) and sent"|}, connection);
                command.Parameters.AddWithValue("ids", ids);
                command.ExecuteNonQuery();
            }

            public void Computed(IEnumerable<int>? ids)
            {
                using var command = new NpgsqlCommand({|PGAP4007:"delete from parcels where id NOT IN ( $1 )"|}, connection) { Parameters = { new() { Value = ids } } };
                command.ExecuteNonQuery();
            }

            public IQueryable<Parcel> Hole(HashSet<int> ids) => context.Set<Parcel>().FromSql({|PGAP4007:$"select * from parcels where id in ({ids})"|});

            public IQueryable<Parcel> Spread(string[] towns) => context.Set<Parcel>().FromSqlRaw({|PGAP4007:"select * from parcels where town in ({0})"|}, towns);
        }
        """, """
        #nullable enable
        class Parcel
        {
            public int Id { get; set; }
        }

        class Parcels(NpgsqlConnection connection, DbContext context)
        {
            public void Named(int[] ids)
            {
                using var command = new NpgsqlCommand("delete from parcels where id = ANY(@ids) and sent", connection);
                command.Parameters.AddWithValue("ids", ids);
                command.ExecuteNonQuery();
            }

            public void Computed(IEnumerable<int>? ids)
            {
                using var command = new NpgsqlCommand("delete from parcels where id <> ALL($1)", connection) { Parameters = { new() { Value = ids?.ToArray() } } };
                command.ExecuteNonQuery();
            }

            public IQueryable<Parcel> Hole(HashSet<int> ids) => context.Set<Parcel>().FromSql($"select * from parcels where id = ANY({ids.ToArray()})");

            public IQueryable<Parcel> Spread(string[] towns) => context.Set<Parcel>().FromSqlRaw("select * from parcels where town = ANY({0})", (object)towns);
        }
        """, iterations: 4);
}
