using PgAntiPatterns.CodeFixes.Injection;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

public sealed class PlaceholderInQuotesTests
{
    [Fact]
    public Task A_placeholder_in_a_literal_is_reported_in_every_style() => Verify.Reports<InjectionAnalyzer>(""""
        class Parcels(NpgsqlConnection connection)
        {
            public void Named(string town)
            {
                using var command = new NpgsqlCommand({|PGAP4004:"select * from parcels where town = '@town'"|}, connection);
                command.Parameters.AddWithValue("town", town);
                command.ExecuteNonQuery();
            }

            public void Colon(string town)
            {
                using var command = new NpgsqlCommand({|PGAP4004:"select * from parcels where town ilike ':town%'"|}, connection);
                command.Parameters.AddWithValue(":Town", town);
                command.ExecuteNonQuery();
            }

            public void Positional(string town, int id)
            {
                using var command = new NpgsqlCommand({|PGAP4004:"select * from parcels where town = '$2' and id = $1"|}, connection);
                command.Parameters.AddWithValue(id);
                command.Parameters.AddWithValue(town);
                command.ExecuteNonQuery();
            }

            public void Typed(int days)
            {
                using var command = new NpgsqlCommand({|PGAP4004:"delete from parcels where sent < now() - interval '@days days'"|}, connection);
                command.Parameters.AddWithValue("days", days);
                command.ExecuteNonQuery();
            }

            public NpgsqlCommand Returned(string town)
            {
                var command = connection.CreateCommand();
                command.CommandText = {|PGAP4004:"""
                    select *
                    from parcels
                    where town = '@town'
                    """|};
                command.Parameters.AddWithValue("town", town);
                return command;
            }

            public IEnumerable<int> Mapped(string town) => connection.Query<int>({|PGAP4004:"select id from parcels where @town is null or town like '%@town%'"|}, new { town });

            public IEnumerable<int> Composed(string town, bool isOpen)
            {
                var sql = "select id from parcels where town = '@town'";
                if (isOpen)
                {
                    sql += " and delivered is null";
                }

                return connection.Query<int>({|PGAP4004:sql|}, new { town });
            }
        }
        """");

    [Fact]
    public Task A_hole_or_number_of_EF_Core_in_a_literal_is_reported() => Verify.Reports<InjectionAnalyzer>("""
        class Parcel
        {
            public int Id { get; set; }
        }

        class Parcels(DbContext context)
        {
            public IQueryable<Parcel> Hole(string town) => context.Set<Parcel>().FromSql({|PGAP4004:$"select * from parcels where town = '{town}'"|});

            public IQueryable<Parcel> Number(string town) => context.Set<Parcel>().FromSqlRaw({|PGAP4004:"select * from parcels where town like '%{0}%'"|}, town);

            public int Execute(int days) => context.Database.ExecuteSql({|PGAP4004:$"delete from parcels where sent < now() - interval '{days} days'"|});

            public Task<int> Interpolated(string town) => context.Database.ExecuteSqlInterpolatedAsync({|PGAP4004:$"delete from parcels where town = '{town}'"|});

            public IQueryable<int> Scalar(string town) => context.Database.SqlQuery<int>({|PGAP4004:$"select id from parcels where town = '{town}'"|});

            public IQueryable<Parcel> Right(string town) => context.Set<Parcel>().FromSql($"select * from parcels where town = {town} and kind = 'a'");

            public IQueryable<Parcel> Braces(string town) => context.Set<Parcel>().FromSqlRaw("select * from parcels where town = {0} and data @> '{{\"a\": 1}}'", town);
        }
        """);

    [Fact]
    public Task Text_that_is_meant_as_text_is_quiet() => Verify.Quiet<InjectionAnalyzer>("""
        class Parcels(NpgsqlConnection connection)
        {
            public void Address(string town)
            {
                using var command = new NpgsqlCommand("select * from parcels where mail = 'post@town.example' and town = @town", connection);
                command.Parameters.AddWithValue("town", town);
                command.ExecuteNonQuery();
            }

            public void Other(string town)
            {
                using var command = new NpgsqlCommand("select * from parcels where handle = '@support' and at = '12:30:00' and town = @town", connection);
                command.Parameters.AddWithValue("town", town);
                command.ExecuteNonQuery();
            }

            public void Prose(string town)
            {
                using var command = new NpgsqlCommand("insert into help (town, text) values (@town, 'write @town into the field')", connection);
                command.Parameters.AddWithValue("town", town);
                command.ExecuteNonQuery();
            }

            public void Price(string town)
            {
                using var command = new NpgsqlCommand("select * from parcels where label = 'from $1 to $100' and town = $1", connection);
                command.Parameters.AddWithValue(town);
                command.ExecuteNonQuery();
            }

            public void Path(string town)
            {
                using var command = new NpgsqlCommand("select jsonb_path_query(doc, '$.items[*] ? (@.town == $town)', jsonb_build_object('town', @town::text)) from parcels", connection);
                command.Parameters.AddWithValue("town", town);
                command.ExecuteNonQuery();
            }

            public IEnumerable<int> Unbound(string town) => connection.Query<int>("select id from parcels where handle = '@handle' and town = @town", new { town });
        }
        """);

    [Fact]
    public Task The_quotes_go_and_what_stood_beside_is_joined_on() => Verify.Fixes<InjectionAnalyzer, PlaceholderInQuotesFix>(""""
        class Parcel
        {
            public int Id { get; set; }
        }

        class Parcels(NpgsqlConnection connection, DbContext context)
        {
            public IEnumerable<int> Alone(string town) => connection.Query<int>({|PGAP4004:"select id from parcels where town = '@town'and sent"|}, new { town });

            public IEnumerable<int> Around(string town) => connection.Query<int>({|PGAP4004:"select id from parcels where town ilike '%@town%' or sent"|}, new { town });

            public IEnumerable<int> Cast(string doc) => connection.Query<int>({|PGAP4004:@"select id from parcels where doc @> '[@doc]'::jsonb"|}, new { doc });

            public void Raw(int days)
            {
                using var command = new NpgsqlCommand({|PGAP4004:"""
                    delete from parcels
                    where sent < now() - interval '$1 days' -- long ago
                    """|}, connection);
                command.Parameters.AddWithValue(days);
                command.ExecuteNonQuery();
            }

            public void Day(DateOnly day)
            {
                using var command = new NpgsqlCommand({|PGAP4004:"delete from parcels where sent = date ':day'"|}, connection);
                command.Parameters.AddWithValue("day", day);
                command.ExecuteNonQuery();
            }

            public IQueryable<Parcel> Hole(string town) => context.Set<Parcel>().FromSql({|PGAP4004:$"select * from parcels where town like '{town}%'"|});

            public IQueryable<Parcel> Quoted(string[] towns) => context.Set<Parcel>().FromSql({|PGAP4004:$"select * from parcels where town = '{string.Join("\\", towns)}'"|});

            public IQueryable<Parcel> Number(string town) => context.Set<Parcel>().FromSqlRaw({|PGAP4004:"select * from parcels where town = '{0}'"|}, town);
        }
        """", """"
        class Parcel
        {
            public int Id { get; set; }
        }

        class Parcels(NpgsqlConnection connection, DbContext context)
        {
            public IEnumerable<int> Alone(string town) => connection.Query<int>("select id from parcels where town = @town and sent", new { town });

            public IEnumerable<int> Around(string town) => connection.Query<int>("select id from parcels where town ilike '%' || @town || '%' or sent", new { town });

            public IEnumerable<int> Cast(string doc) => connection.Query<int>(@"select id from parcels where doc @> ('[' || @doc || ']')::jsonb", new { doc });

            public void Raw(int days)
            {
                using var command = new NpgsqlCommand("""
                    delete from parcels
                    where sent < now() - ($1 || ' days')::interval -- long ago
                    """, connection);
                command.Parameters.AddWithValue(days);
                command.ExecuteNonQuery();
            }

            public void Day(DateOnly day)
            {
                using var command = new NpgsqlCommand("delete from parcels where sent = :day::date", connection);
                command.Parameters.AddWithValue("day", day);
                command.ExecuteNonQuery();
            }

            public IQueryable<Parcel> Hole(string town) => context.Set<Parcel>().FromSql($"select * from parcels where town like {town} || '%'");

            public IQueryable<Parcel> Quoted(string[] towns) => context.Set<Parcel>().FromSql($"select * from parcels where town = {string.Join("\\", towns)}");

            public IQueryable<Parcel> Number(string town) => context.Set<Parcel>().FromSqlRaw("select * from parcels where town = {0}", town);
        }
        """", iterations: 8);

    [Fact]
    public Task A_literal_that_is_put_together_or_escaped_is_left_alone() => Verify.OffersNothing<InjectionAnalyzer, PlaceholderInQuotesFix>("""
        class Parcels(NpgsqlConnection connection)
        {
            public IEnumerable<int> Escaped(string doc) => connection.Query<int>({|PGAP4004:"select id from parcels where doc = '{ \"town\": @doc }'"|}, new { doc });

            public IEnumerable<int> Joined(string town) => connection.Query<int>({|PGAP4004:"select id from parcels where town like '%" + "@town%'"|}, new { town });

            public IEnumerable<int> EscapeString(string town) => connection.Query<int>({|PGAP4004:"select id from parcels where town like E'@town%'"|}, new { town });
        }
        """);
}
