namespace PgAntiPatterns.LiveTests.Equivalence.Injection;

/// <summary>People with columns of many types, whose names are as odd as the values that are looked for.</summary>
internal static class PeopleWorld
{
    private const string Support = """
        using System.Data;
        using System.Data.Common;
        using System.Globalization;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        namespace PgAntiPatterns.Generated;

        public sealed class Person
        {
            public int Id { get; set; }
            public string? Name { get; set; }
        }

        public sealed class People(NpgsqlConnection connection) : DbContext
        {
            public DbSet<Person> Persons => Set<Person>();

            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connection);

            protected override void OnModelCreating(ModelBuilder model)
            {
                model.Entity<Person>().ToTable("people");
                model.Entity<Person>().Property(person => person.Id).HasColumnName("id");
                model.Entity<Person>().Property(person => person.Name).HasColumnName("name");
            }
        }

        internal static class Rows
        {
            public static async Task<List<string>> OfAsync(DbCommand command)
            {
                await using var reader = await command.ExecuteReaderAsync();
                return Of(reader);
            }

            public static List<string> Of(IDataReader reader)
            {
                var rows = new List<string>();
                do
                {
                    while (reader.Read())
                    {
                        rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
                    }
                }
                while (reader.NextResult());
                return rows;
            }
        }
        """;

    public static World World { get; } = new(
        Support,
        """
        CREATE TABLE people (id int, big bigint, name text, code varchar(20), uid uuid, born date, seen timestamptz, price numeric, active boolean);
        CREATE TABLE accounts (owner text PRIMARY KEY, balance int NOT NULL);
        INSERT INTO accounts VALUES ('Ann', 100), ('Bob', 200), ('O''Brien', 300);
        """,
        """
        SELECT coalesce((SELECT string_agg(people::text, chr(10) ORDER BY people::text COLLATE "C") FROM public.people), '')
            || chr(10) || (SELECT string_agg(accounts::text, chr(10) ORDER BY owner COLLATE "C") FROM public.accounts)
            || chr(10) || coalesce(current_setting('app.person', true), '') || current_setting('search_path')
        """,
        Access.Connection);

    /// <summary>Statements that fill the table; some of the rows hold what is looked for.</summary>
    public static string Fill(Dice dice, IEnumerable<object?> wanted)
    {
        string[] names = [.. wanted.OfType<string>(), "Ann"];
        var rows = dice.Several(7, () => $"({string.Join(", ", Columns(dice, dice.Chance(50) ? dice.Of(names) : Texts.Text(dice)))})");
        return rows.Count == 0 ? "" : "INSERT INTO public.people VALUES " + string.Join(", ", rows);
    }

    private static string[] Columns(Dice dice, string name) =>
    [
        dice.Of("1", "2", "3", "5", "7", "50", "-3"),
        dice.Of("10", "5", "9000000000", "NULL"),
        dice.Chance(10) ? "NULL" : Texts.Literal(name),
        dice.Chance(10) ? "NULL" : Texts.Literal(dice.Chance(50) && name.Length < 20 ? name : dice.Of("A-1", "5", "%5", "a_b", "", "True", "Monday")),
        dice.Of("'00000000-0000-0000-0000-000000000001'", "'00000000-0000-0000-0000-000000000002'", "NULL"),
        dice.Of("'2024-02-29'", "'2023-01-01'", "'2023-02-01'", "'infinity'", "NULL"),
        dice.Of("'2024-02-29 12:00+00'", "'2023-01-01 00:00+00'", "current_date", "NULL"),
        dice.Of("10.5", "7", "0.25", "-1", "5", "NULL"),
        dice.Of("true", "false", "NULL"),
    ];
}
