using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using PgAntiPatterns.LiveTests.Server;
using Xunit;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>A way to the server that counts how often a program waits for an answer, and makes each wait longer by the same time.</summary>
internal sealed class LongWay : IAsyncDisposable
{
    /// <summary>What a session says when it ends; nobody waits for an answer to it.</summary>
    private static readonly byte[] Farewell = [(byte)'X', 0, 0, 0, 4];

    private readonly EndPoint server;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;
    private int roundTrips;
    private int passwords;
    private long delay;

    private LongWay(TestDatabase database)
    {
        var known = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        server = known.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{known.Host}/.s.PGSQL.{known.Port}")
            : new DnsEndPoint(known.Host, known.Port);
        listener.Start();
        // Neither encryption that a server may offer nor a ticket that a machine may have is to change the count.
        Settings = $"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port};SSL Mode=Disable;Gss Encryption Mode=Disable";
        accepting = AcceptAsync();
    }

    /// <summary>The part of a connection string that leads here.</summary>
    public string Settings { get; }

    /// <summary>So often somebody has sent something and waited.</summary>
    public int RoundTrips => Volatile.Read(ref roundTrips);

    /// <summary>Begins to count.</summary>
    public void Start() => (roundTrips, passwords) = (0, 0);

    /// <summary>Ends an experiment that counts logins where a login takes other steps than with the usual kind of password.</summary>
    public void RequireLogins(int count)
    {
        // SCRAM sends two messages of this kind.
        if (Volatile.Read(ref passwords) != 2 * count)
        {
            PostgresServer.Missing("The page counts the steps of logins with a SCRAM password; this server's role has none or another kind: set password_encryption to scram-sha-256 and the role's password.");
        }
    }

    public static LongWay To(TestDatabase database) => new(database);

    /// <summary>How long work takes with so much more of a delay, the better of two times; worth something only as part of a ratio.</summary>
    public async Task<TimeSpan> TimeAsync(TimeSpan longer, Func<Task> work)
    {
        Interlocked.Exchange(ref delay, longer.Ticks);
        var (first, second) = (await TimeAsync(work), await TimeAsync(work));
        Interlocked.Exchange(ref delay, 0);
        return first < second ? first : second;
    }

    /// <summary>What a page says of two times: a bound far from what they are, because no two runs take the same.</summary>
    public static string AtLeast(int times, TimeSpan before, TimeSpan after)
    {
        Assert.True(before > times * after, $"{before} is not {times} times as long as {after}.");
        return $"more than {times} times as long";
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
        end.Dispose();
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await listener.AcceptSocketAsync(end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(served);
        }
    }

    /// <summary>A timer may fire a little early; less than the whole delay would be a shorter way.</summary>
    private async Task LetPassAsync(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        for (var left = time; left > TimeSpan.Zero; left = time - Stopwatch.GetElapsedTime(start))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), end.Token);
        }
    }

    private async Task ServeAsync(Socket program)
    {
        using var behind = server is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (program)
        {
            program.NoDelay = true;
            try
            {
                await behind.ConnectAsync(server, end.Token);
                var isAnswered = true;
                var asking = PassAsync(program, behind, async message =>
                {
                    if (message.Span[0] == 'p')
                    {
                        Interlocked.Increment(ref passwords);
                    }

                    if (Volatile.Read(ref isAnswered) && !message.Span.SequenceEqual(Farewell))
                    {
                        Volatile.Write(ref isAnswered, false);
                        Interlocked.Increment(ref roundTrips);
                        await LetPassAsync(TimeSpan.FromTicks(Interlocked.Read(ref delay)));
                    }
                });
                var answering = PassAsync(behind, program, _ =>
                {
                    Volatile.Write(ref isAnswered, true);
                    return Task.CompletedTask;
                });
                await Task.WhenAny(asking, answering);
            }
            catch (Exception broken) when (broken is SocketException or OperationCanceledException)
            {
                // Both ends are closed, and the program is told by its own.
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to, Func<ReadOnlyMemory<byte>, Task> before)
    {
        var buffer = new byte[65536];
        while (await from.ReceiveAsync(buffer, end.Token) is > 0 and var length)
        {
            await before(buffer.AsMemory(0, length));
            await to.SendAsync(buffer.AsMemory(0, length), end.Token);
        }
    }
}
