using System.Globalization;
using System.Text;

namespace PgAntiPatterns.Benchmarks.Corpora;

/// <summary>One project as teams have it: features of ten files each, which speak to the database through Npgsql, Dapper and EF Core and call each other across files.</summary>
internal static class MixedProject
{
    /// <summary>How many files one feature has.</summary>
    public const int FilesOfFeature = 10;

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        namespace Corpus.Feature$N;


        """;

    /// <summary>The files of a feature that speak to the database, under the names that the figures give them.</summary>
    private static readonly (string Name, string Text)[] Parts =
    [
        ("Npgsql", """
            public interface ITowns$N
            {
                Task<List<string>> OfAsync(string sender, CancellationToken cancellation);
                Task RenameAsync(int id, string town, CancellationToken cancellation);
            }

            public sealed class Towns$N : ITowns$N
            {
                private readonly NpgsqlDataSource source;

                public Towns$N(NpgsqlDataSource source) => this.source = source;

                public async Task<List<string>> OfAsync(string sender, CancellationToken cancellation)
                {
                    $E
                    await using var connection = await source.OpenConnectionAsync(cancellation);
                    await using var command = new NpgsqlCommand("select town from parcels_$N where sender = @sender order by town", connection);
                    command.Parameters.AddWithValue("sender", sender);
                    await using var reader = await command.ExecuteReaderAsync(cancellation);
                    var towns = new List<string>();
                    while (await reader.ReadAsync(cancellation))
                    {
                        towns.Add(reader.GetString(0));
                    }

                    return towns;
                }

                public async Task RenameAsync(int id, string town, CancellationToken cancellation)
                {
                    await using var command = source.CreateCommand($"update parcels_$N set town = '{town}' where id = {id}");
                    await command.ExecuteNonQueryAsync(cancellation);
                }

                public async Task MoveAllAsync(IEnumerable<int> ids, string town, CancellationToken cancellation)
                {
                    await using var connection = await source.OpenConnectionAsync(cancellation);
                    await using var transaction = await connection.BeginTransactionAsync(cancellation);
                    foreach (var id in ids)
                    {
                        await using var command = connection.CreateCommand();
                        command.CommandText = "update parcels_$N set town = @town where id = @id";
                        command.Parameters.AddWithValue("town", town);
                        command.Parameters.AddWithValue("id", id);
                        await command.ExecuteNonQueryAsync(cancellation);
                    }

                    await transaction.CommitAsync(cancellation);
                }
            }

            """),
        ("Dapper", """
            public sealed class Weights$N
            {
                private const string Columns = "id, sender, town, kilos";

                private readonly NpgsqlDataSource source;

                public Weights$N(NpgsqlDataSource source) => this.source = source;

                public async Task<decimal> InAsync(IReadOnlyList<string> towns, string order)
                {
                    $E
                    await using var connection = await source.OpenConnectionAsync();
                    var total = 0m;
                    foreach (var town in towns)
                    {
                        total += await connection.ExecuteScalarAsync<decimal>($"select sum(kilos) from parcels_$N where town = '{town}'");
                    }

                    return total;
                }

                public async Task<List<Parcel>> PageAsync(string sender, int skip)
                {
                    await using var connection = await source.OpenConnectionAsync();
                    var sql = new StringBuilder("select ").Append(Columns).Append(" from parcels_$N where sender = @sender");
                    if (skip > 0)
                    {
                        sql.Append(" offset @skip");
                    }

                    return (await connection.QueryAsync<Parcel>(sql.ToString(), new { sender, skip })).ToList();
                }
            }

            """),
        ("EF Core", """
            public sealed class ParcelContext$N : DbContext
            {
                private readonly string connectionString;

                public ParcelContext$N(string connectionString) => this.connectionString = connectionString;

                public DbSet<Parcel> Parcels => Set<Parcel>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql(connectionString);
            }

            public sealed class Parcels$N
            {
                private readonly ParcelContext$N context;

                public Parcels$N(ParcelContext$N context) => this.context = context;

                public Task<List<Parcel>> OfAsync(string sender)
                {
                    $E
                    return context.Parcels.Where(parcel => parcel.Sender == sender).OrderBy(parcel => parcel.Town).Take(50).ToListAsync();
                }

                public Task<Parcel?> FindAsync(int id) => context.Parcels.FirstOrDefaultAsync(parcel => parcel.Id == id);

                public async Task MoveAsync(IEnumerable<int> ids, string town)
                {
                    foreach (var id in ids)
                    {
                        var parcel = await context.Parcels.FirstAsync(candidate => candidate.Id == id);
                        context.Entry(parcel).Property(candidate => candidate.Town).CurrentValue = town;
                        await context.SaveChangesAsync();
                    }
                }
            }

            """),
        ("Service", """
            public sealed class Shipping$N
            {
                private readonly ITowns$N towns;
                private readonly Parcels$N parcels;
                private readonly Weights$N weights;

                public Shipping$N(ITowns$N towns, Parcels$N parcels, Weights$N weights) => (this.towns, this.parcels, this.weights) = (towns, parcels, weights);

                public async Task<List<string>> LabelsAsync(IReadOnlyList<int> ids, CancellationToken cancellation)
                {
                    $E
                    var labels = new List<string>();
                    foreach (var id in ids)
                    {
                        var parcel = await parcels.FindAsync(id);
                        if (parcel is null)
                        {
                            continue;
                        }

                        labels.Add(parcel.Sender + ": " + string.Join(", ", await towns.OfAsync(parcel.Sender, cancellation)));
                    }

                    return labels;
                }

                public async Task RenameAsync(IEnumerable<int> ids, string town, CancellationToken cancellation)
                {
                    foreach (var id in ids)
                    {
                        await towns.RenameAsync(id, town, cancellation);
                    }

                    await weights.InAsync([town], "town");
                }
            }

            """),
        ("Startup", """
            public static class Databases$N
            {
                private const string Main = "Host=db;Database=parcels_$N;Username=app;Maximum Pool Size=20";

                public static NpgsqlDataSource Open$N(string password)
                {
                    $E
                    return new NpgsqlDataSourceBuilder(Main + ";Password=" + password).Build();
                }

                public static NpgsqlConnection Connect() => new(Main);

                public static Shipping$N Ship(string password)
                {
                    var source = Open$N(password);
                    return new Shipping$N(new Towns$N(source), new Parcels$N(new ParcelContext$N(Main)), new Weights$N(source));
                }
            }

            """),
    ];

    private const string Plain = """
        public sealed class ParcelDesk$P
        {
            private readonly List<Parcel> parcels = new();
            private readonly Dictionary<string, int> counts = new();
            private string state = "new";

            private static void Log(string message) => Console.Error.WriteLine(message);

            public int Touched()
            {
                $E
                return parcels.Count;
            }


        """;

    /// <summary>The kinds of file that are edited, each with its place in a feature.</summary>
    public static IReadOnlyList<(string Name, int Place)> Kinds { get; } = [.. Parts.Select((part, place) => (part.Name, place)), ("No database", Parts.Length)];

    /// <summary>All files of a project.</summary>
    public static IReadOnlyList<string> Create(int files) => [.. Enumerable.Range(0, files).Select(number => FileOf(number, ""))];

    /// <summary>A file with one more statement in the body of a method.</summary>
    public static string FileOf(int number, string statement)
    {
        var place = number % FilesOfFeature;
        var text = new StringBuilder(Usings);
        if (place < Parts.Length)
        {
            text.Append(Parts[place].Text);
        }
        else
        {
            if (place == Parts.Length)
            {
                text.Append("public sealed record Parcel(int Id, string Sender, string Town, decimal Kilos, DateTime Sent);\n\n");
            }

            text.Append(Plain.Replace("$P", place.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            for (var method = 0; method < 8; method++)
            {
                text.Append(CodeCorpus.Methods[(number + method) % CodeCorpus.Methods.Length].Replace("$M", method.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            }

            text.Append("}\n");
        }

        return text.ToString()
            .Replace("$E", statement, StringComparison.Ordinal)
            .Replace("$N", (number / FilesOfFeature).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
