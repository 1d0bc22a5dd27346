using System.Globalization;
using System.Text;

namespace PgAntiPatterns.Benchmarks.Corpora;

/// <summary>Projects of so many files, every fourth of which reads and writes rows in the way of one library.</summary>
internal static class ProjectCorpus
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using System.IO;
        using System.Linq;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;
        $U
        namespace Corpus.Part$N;

        public sealed record Parcel(int Id, string Sender, string Town, decimal Kilos, DateTime Sent);

        public sealed class ParcelService$N
        {
            private readonly List<Parcel> parcels = new();
            private readonly Dictionary<string, int> counts = new();
            private string state = "new";

            private static void Log(string message) => Console.Error.WriteLine(message);


        """;

    private static readonly Dictionary<ProjectKind, (string Usings, string Members, string Types)> Parts = new()
    {
        [ProjectKind.NoDriver] = ("", "", ""),
        [ProjectKind.Npgsql] = ("using Npgsql;", """
                public async Task<List<string>> TownsAsync(NpgsqlDataSource source, string sender, CancellationToken cancellation)
                {
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

                public async Task RenameAsync(NpgsqlConnection connection, IEnumerable<int> ids, string town)
                {
                    foreach (var id in ids)
                    {
                        await using var command = connection.CreateCommand();
                        command.CommandText = $"update parcels_$N set town = '{town}' where id = {id}";
                        await command.ExecuteNonQueryAsync();
                    }
                }


            """, ""),
        [ProjectKind.Dapper] = ("using Dapper;\nusing Npgsql;", """
                public async Task<List<Parcel>> OfAsync(NpgsqlDataSource source, string sender)
                {
                    await using var connection = await source.OpenConnectionAsync();
                    return (await connection.QueryAsync<Parcel>("select * from parcels_$N where sender = @sender", new { sender })).ToList();
                }

                public async Task<decimal> WeightAsync(NpgsqlConnection connection, IReadOnlyList<string> towns)
                {
                    var total = 0m;
                    foreach (var town in towns)
                    {
                        total += await connection.ExecuteScalarAsync<decimal>($"select sum(kilos) from parcels_$N where town = '{town}'");
                    }

                    return total;
                }


            """, ""),
        [ProjectKind.EfCore] = ("using Microsoft.EntityFrameworkCore;", """
                public Task<List<Parcel>> OfAsync(ParcelContext context, string sender) =>
                    context.Parcels.Where(parcel => parcel.Sender == sender).OrderBy(parcel => parcel.Town).Take(50).ToListAsync();

                public async Task MoveAsync(ParcelContext context, IEnumerable<int> ids, string town)
                {
                    foreach (var id in ids)
                    {
                        var parcel = await context.Parcels.FirstAsync(candidate => candidate.Id == id);
                        context.Entry(parcel).Property(candidate => candidate.Town).CurrentValue = town;
                        await context.SaveChangesAsync();
                    }
                }


            """, """

            public sealed class ParcelContext : DbContext
            {
                public DbSet<Parcel> Parcels => Set<Parcel>();

                protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseNpgsql("Host=db;Database=parcels");
            }

            """),
    };

    public static IReadOnlyList<string> Create(ProjectKind kind, int files) => [.. Enumerable.Range(0, files).Select(number => FileOf(kind, number))];

    private static string FileOf(ProjectKind kind, int number)
    {
        var (usings, members, types) = Parts[number % 4 == 0 ? kind : ProjectKind.NoDriver];
        var text = new StringBuilder(Head).Append(members);
        for (var method = 0; method < 8; method++)
        {
            text.Append(CodeCorpus.Methods[(number + method) % CodeCorpus.Methods.Length].Replace("$M", method.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return text.Append("}\n").Append(types).ToString()
            .Replace("$U", usings, StringComparison.Ordinal)
            .Replace("$N", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
