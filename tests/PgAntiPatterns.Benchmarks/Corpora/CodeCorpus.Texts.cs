namespace PgAntiPatterns.Benchmarks.Corpora;

/// <summary>What the files are made of.</summary>
internal static partial class CodeCorpus
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
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;

        namespace Corpus.Part$N;

        public sealed record Parcel(int Id, string Sender, string Town, decimal Kilos, DateTime Sent);

        public sealed class ParcelContext : DbContext
        {
            public DbSet<Parcel> Parcels => Set<Parcel>();
        }

        public sealed class ParcelService$N
        {
            private readonly NpgsqlDataSource source;
            private readonly List<Parcel> parcels = new();
            private readonly Dictionary<string, int> counts = new();
            private string state = "new";

            public ParcelService$N(NpgsqlDataSource source)
            {
                this.source = source;
            }

            private static void Log(string message) => Console.Error.WriteLine(message);


        """;

    private static readonly string[] Sinks =
    [
        """
            public async Task<long> CountIn(string town, CancellationToken cancellation)
            {
                await using var command = source.CreateCommand($"select count(*) from parcels_$N where town = '{town}' and kilos > 1");
                return (long)(await command.ExecuteScalarAsync(cancellation))!;
            }


        """,
        """
            public async Task<long> CountFrom(NpgsqlConnection connection, string sender, CancellationToken cancellation)
            {
                await using var command = new NpgsqlCommand("select count(*) from parcels_$N where sender = @sender", connection);
                command.Parameters.AddWithValue("sender", sender);
                return (long)(await command.ExecuteScalarAsync(cancellation))!;
            }


        """,
        """
            public async Task<int> Find(NpgsqlConnection connection, string? town, string? sender, bool isLate)
            {
                var sql = new StringBuilder("select id from parcels_$N where true");
                if (town is not null)
                {
                    sql.Append(" and town = '").Append(town).Append('\'');
                }

                if (sender is not null)
                {
                    sql.Append($" and sender = '{sender}'");
                }

                if (isLate)
                {
                    sql.Append(" and due < now()");
                }

                await using var command = connection.CreateCommand();
                command.CommandText = sql.ToString();
                return await command.ExecuteNonQueryAsync();
            }


        """,
        """
            public async Task<int> Rename(NpgsqlConnection connection, int id, string town)
            {
                return await connection.ExecuteAsync("update parcels_$N set town = @town where id = @id", new { id, town });
            }


        """,
        """
            public async Task<int> Close(NpgsqlConnection connection, string town, bool all)
            {
                var sql = "update parcels_$N set state = 'closed'";
                if (!all)
                {
                    sql += " where town = '" + town + "'";
                }

                await using var command = new NpgsqlCommand(sql, connection);
                return await command.ExecuteNonQueryAsync();
            }


        """,
        """
            public Task<List<Parcel>> Of(ParcelContext context, string town)
            {
                var sql = "select * from parcels_$N where town = '" + town + "'";
                return context.Parcels.FromSqlRaw(sql).ToListAsync();
            }


        """,
        """
            public async Task Remove(NpgsqlConnection connection, int[] ids)
            {
                await using var command = new NpgsqlCommand("delete from parcels_$N where id = any(@ids)", connection);
                command.Parameters.AddWithValue("ids", ids);
                await command.ExecuteNonQueryAsync();
            }


        """,
        """
            public async Task<List<Parcel>> Search(NpgsqlConnection connection, string? town, string? sender, DateTime? since, decimal? kilos, string order, int page)
            {
                var conditions = new List<string>();
                var sql = new StringBuilder("select id, sender, town, kilos, sent from parcels_$N");
                if (!string.IsNullOrWhiteSpace(town))
                {
                    conditions.Add("town = '" + town.Trim() + "'");
                }

                if (!string.IsNullOrWhiteSpace(sender))
                {
                    conditions.Add($"sender like '{sender}%'");
                }

                if (since is { } day)
                {
                    conditions.Add("sent >= @since");
                }

                if (kilos is { } weight)
                {
                    conditions.Add("kilos >= @kilos");
                }

                if (conditions.Count > 0)
                {
                    sql.Append(" where ").Append(string.Join(" and ", conditions));
                }

                switch (order)
                {
                    case "town":
                        sql.Append(" order by town");
                        break;
                    case "sent":
                        sql.Append(" order by sent desc");
                        break;
                    default:
                        sql.Append(" order by id");
                        break;
                }

                sql.Append(" limit 50 offset ").Append(page * 50);
                var found = new List<Parcel>();
                await using var command = new NpgsqlCommand(sql.ToString(), connection);
                if (since is not null)
                {
                    command.Parameters.AddWithValue("since", since.Value);
                }

                if (kilos is not null)
                {
                    command.Parameters.AddWithValue("kilos", kilos.Value);
                }

                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    var parcel = new Parcel(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetDecimal(3), reader.GetDateTime(4));
                    if (parcel.Kilos < 0)
                    {
                        Log($"Parcel {parcel.Id} weighs less than nothing");
                        continue;
                    }

                    found.Add(parcel);
                }

                return found;
            }


        """,
        """
            public async Task<int> Archive(NpgsqlConnection connection, string suffix, IReadOnlyList<int> ids)
            {
                var moved = 0;
                await using var transaction = await connection.BeginTransactionAsync();
                try
                {
                    foreach (var batch in ids.Chunk(500))
                    {
                        var target = "parcels_archive_" + suffix;
                        var text = string.Format(CultureInfo.InvariantCulture, "insert into {0} select * from parcels_$N where id = any(@ids)", target);
                        await using var command = new NpgsqlCommand(text, connection, transaction);
                        command.Parameters.AddWithValue("ids", batch);
                        moved += await command.ExecuteNonQueryAsync();
                        if (moved % 5000 == 0)
                        {
                            Log($"{moved} of {ids.Count} parcels");
                        }
                    }

                    await transaction.CommitAsync();
                }
                catch (NpgsqlException exception)
                {
                    Log("Archiving failed: " + exception.Message);
                    await transaction.RollbackAsync();
                    throw;
                }

                return moved;
            }


        """,
    ];

    internal static readonly string[] Methods =
    [
        """
            public decimal Weight$M(IReadOnlyList<Parcel> batch, decimal limit)
            {
                var total = 0m;
                foreach (var parcel in batch)
                {
                    if (parcel.Kilos <= 0 || parcel.Kilos > limit)
                    {
                        Log($"Parcel {parcel.Id} of {parcel.Sender} weighs {parcel.Kilos} kilos");
                        continue;
                    }

                    total += Math.Round(parcel.Kilos, 2);
                }

                return total;
            }


        """,
        """
            public IReadOnlyList<string> Towns$M(DateTime since) => parcels
                .Where(parcel => parcel.Sent >= since && !string.IsNullOrEmpty(parcel.Town))
                .GroupBy(parcel => parcel.Town)
                .OrderByDescending(group => group.Count())
                .Select(group => group.Key + " (" + group.Count().ToString(CultureInfo.InvariantCulture) + ")")
                .ToList();


        """,
        """
            public string Describe$M(Parcel parcel)
            {
                var text = new StringBuilder();
                text.Append("Parcel ").Append(parcel.Id);
                text.AppendLine();
                text.AppendFormat(CultureInfo.InvariantCulture, "{0} kilos to {1}", parcel.Kilos, parcel.Town);
                if (parcel.Sent > DateTime.UtcNow.AddDays(-1))
                {
                    text.Append(" today");
                }

                state = text.ToString();
                return state;
            }


        """,
        """
            public async Task<int> Import$M(Stream input, CancellationToken cancellation)
            {
                using var reader = new StreamReader(input);
                var imported = 0;
                while (await reader.ReadLineAsync(cancellation) is { } line)
                {
                    var cells = line.Split(';');
                    if (cells.Length < 4 || !int.TryParse(cells[0], out var id))
                    {
                        Log("Line without a parcel: " + line);
                        continue;
                    }

                    parcels.Add(new Parcel(id, cells[1].Trim(), cells[2].Trim(), decimal.Parse(cells[3], CultureInfo.InvariantCulture), DateTime.UtcNow));
                    imported++;
                }

                return imported;
            }


        """,
        """
            public void Count$M(string key, int step)
            {
                if (!counts.TryGetValue(key, out var known))
                {
                    known = 0;
                }

                counts[key] = known + step;
                switch (counts[key])
                {
                    case > 1000:
                        state = "full";
                        break;
                    case > 100:
                        state = "busy";
                        break;
                    default:
                        state = "idle";
                        break;
                }
            }


        """,
        """
            public string Route$M(string from, string to, params string[] stops)
            {
                var names = new List<string> { from };
                names.AddRange(stops.Select(stop => stop.ToUpperInvariant()));
                names.Add(to);
                var label = string.Format(CultureInfo.InvariantCulture, "{0} to {1} by {2} stops", from, to, stops.Length);
                Log(label);
                return string.Join(" > ", names);
            }


        """,
        """
            public bool TryTake$M(int id, out Parcel? taken)
            {
                taken = null;
                for (var index = 0; index < parcels.Count; index++)
                {
                    if (parcels[index].Id == id)
                    {
                        taken = parcels[index];
                        parcels.RemoveAt(index);
                        return true;
                    }
                }

                return false;
            }


        """,
    ];
}
