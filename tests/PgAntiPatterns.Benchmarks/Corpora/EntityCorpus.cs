using System.Globalization;

namespace PgAntiPatterns.Benchmarks.Corpora;

/// <summary>A program that lives on EF Core: every file has repositories with queries, services that call them, and loops around both.</summary>
internal static class EntityCorpus
{
    private const string Text = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.EntityFrameworkCore;

        namespace Corpus.Part$N;

        public sealed class Parcel$N
        {
            public int Id { get; set; }
            public string Town { get; set; } = "";
            public decimal Kilos { get; set; }
            public int? DepotId { get; set; }
            public List<Stop$N> Stops { get; set; } = new();
        }

        public sealed class Stop$N
        {
            public int Id { get; set; }
            public int ParcelId { get; set; }
            public DateTime At { get; set; }
            public Parcel$N Parcel { get; set; } = null!;
        }

        public sealed class Context$N : DbContext
        {
            public DbSet<Parcel$N> Parcels => Set<Parcel$N>();
            public DbSet<Stop$N> Stops => Set<Stop$N>();
        }

        public interface IParcels$N
        {
            Task<Parcel$N?> FindAsync(int id, CancellationToken token);
            Task<List<Parcel$N>> InTownAsync(string town, CancellationToken token);
            Task<decimal> KilosAsync(int depot, CancellationToken token);
            Task<int> StopsAsync(int parcel, DateTime since, CancellationToken token);
        }

        public sealed class Parcels$N : IParcels$N
        {
            private readonly Context$N _db;

            public Parcels$N(Context$N db) => _db = db;

            public async Task<Parcel$N?> FindAsync(int id, CancellationToken token) => await _db.Parcels.Include(p => p.Stops).FirstOrDefaultAsync(p => p.Id == id, token);

            public Task<List<Parcel$N>> InTownAsync(string town, CancellationToken token) =>
                _db.Parcels.AsNoTracking().Where(p => p.Town == town && p.Kilos > 1).OrderBy(p => p.Id).ToListAsync(token);

            public async Task<decimal> KilosAsync(int depot, CancellationToken token)
            {
                var parcels = _db.Parcels.Where(p => p.DepotId == depot);
                if (depot > 100)
                {
                    parcels = parcels.Where(p => p.Kilos < 30);
                }

                return await parcels.SumAsync(p => p.Kilos, token);
            }

            public Task<int> StopsAsync(int parcel, DateTime since, CancellationToken token) =>
                _db.Stops.CountAsync(s => s.ParcelId == parcel && s.At > since, token);
        }

        public sealed class Service$N
        {
            private readonly IParcels$N _parcels;
            private readonly Context$N _db;

            public Service$N(IParcels$N parcels, Context$N db)
            {
                _parcels = parcels;
                _db = db;
            }

            public async Task<Dictionary<string, decimal>> TotalsAsync(IReadOnlyList<string> towns, CancellationToken token)
            {
                var totals = new Dictionary<string, decimal>();
                foreach (var chunk in towns.Chunk(100))
                {
                    var rows = await _db.Parcels.Where(p => chunk.Contains(p.Town)).GroupBy(p => p.Town).Select(g => new { g.Key, Sum = g.Sum(p => p.Kilos) }).ToListAsync(token);
                    foreach (var row in rows)
                    {
                        totals[row.Key] = row.Sum;
                    }
                }

                return totals;
            }

            public async Task<List<string>> DescribeAsync(List<int> ids, CancellationToken token)
            {
                var lines = new List<string>();
                var known = await _db.Parcels.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, token);
                foreach (var id in ids)
                {
                    if (known.TryGetValue(id, out var parcel))
                    {
                        lines.Add($"{parcel.Id}: {parcel.Town}, {parcel.Stops.Count(s => s.At > DateTime.UnixEpoch)} stops");
                    }
                }

                return lines.Where(line => line.Length > 3).Select(line => line.Trim()).OrderBy(line => line).ToList();
            }

            public async Task<int> ImportAsync(IEnumerable<Parcel$N> parcels, CancellationToken token)
            {
                var count = 0;
                foreach (var parcel in parcels)
                {
                    if (parcel.Kilos <= 0)
                    {
                        continue;
                    }

                    parcel.Town = parcel.Town.Trim().ToUpperInvariant();
                    foreach (var stop in parcel.Stops.Where(s => s.At == default))
                    {
                        stop.At = DateTime.UtcNow;
                    }

                    _db.Parcels.Add(parcel);
                    count++;
                }

                await _db.SaveChangesAsync(token);
                return count;
            }

            public async Task<decimal> WeighAsync(int[] depots, CancellationToken token)
            {
                var sum = 0m;
                for (var i = 0; i < depots.Length; i++)
                {
                    $L
                }

                return sum;
            }
        }


        """;

    /// <summary>Files with so many lines in all; in every tenth a loop asks per element.</summary>
    public static IReadOnlyList<string> Create(int lines)
    {
        var files = new List<string>();
        for (var done = 0; done < lines; done += files[^1].Count(character => character == '\n'))
        {
            files.Add(Text
                .Replace("$L", files.Count % 10 == 0 ? "sum += await _parcels.KilosAsync(depots[i], token);" : "sum += depots[i] * 1.5m;", StringComparison.Ordinal)
                .Replace("$N", files.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }

        return files;
    }
}
