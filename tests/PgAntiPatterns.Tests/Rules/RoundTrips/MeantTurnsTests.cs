using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

/// <summary>Turns that are meant to ask by themselves: attempts, several statements, now and then.</summary>
public sealed class MeantTurnsTests
{
    private const string Model = """

        class Book { public int Id { get; set; } public string Title { get; set; } = ""; public DateTime Due { get; set; } public bool Late { get; set; } }

        class Library(DbContextOptions<Library> options) : DbContext(options)
        {
            public DbSet<Book> Books => Set<Book>();
        }
        """;

    [Fact]
    public Task A_change_that_tells_whether_it_was_allowed_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Member { public int Id; public bool Paid; public DateTime Until; }

        class Club(NpgsqlConnection connection)
        {
            public async Task Renew(List<Member> members, decimal fee)
            {
                foreach (var member in members)
                {
                    if (await TryCharge(member.Id, fee))
                    {
                        member.Paid = true;
                    }
                }
            }

            private async Task<bool> TryCharge(int id, decimal fee) =>
                await connection.ExecuteAsync("update accounts set credit = credit - @fee where id = @id and credit >= @fee", new { id, fee }) == 1;
        }
        """);

    [Fact]
    public Task A_change_that_is_only_counted_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Club(NpgsqlConnection connection)
        {
            public async Task<int> Renew(List<int> members)
            {
                var renewed = 0;
                foreach (var member in members)
                {
                    if ({|PGAP2002:Extend(member)|})
                    {
                        renewed++;
                    }
                }

                return renewed;
            }

            private bool Extend(int id) => connection.Execute("update members set until = until + interval '1 year' where id = @id", new { id }) == 1;
        }
        """);

    [Fact]
    public Task A_method_that_goes_back_until_its_change_fits_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Stock(NpgsqlConnection connection)
        {
            public void TakeAll(List<string> shelves)
            {
                foreach (var shelf in shelves)
                {
                    Take(shelf);
                }
            }

            private void Take(string shelf)
            {
            again:
                var row = connection.QueryFirst<(int Left, int Version)>("select left_over, version from shelves where name = @shelf", new { shelf });
                if (connection.Execute("update shelves set left_over = @left, version = version + 1 where name = @shelf and version = @version", new { left = row.Left - 1, shelf, version = row.Version }) == 0)
                {
                    goto again;
                }
            }
        }
        """);

    [Fact]
    public Task Several_statements_among_which_the_element_chooses_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        record Wallet(int Id, bool HasFees);

        class Report(NpgsqlConnection connection)
        {
            public async Task Print(List<Wallet> wallets)
            {
                foreach (var wallet in wallets)
                {
                    var fee = wallet.HasFees ? "fee" : "0";
                    foreach (var row in await connection.QueryAsync<decimal>($"select {fee} from payments where wallet_id = @Id", new { wallet.Id }))
                    {
                        Console.WriteLine(row);
                    }
                }
            }
        }
        """);

    [Fact]
    public Task A_save_now_and_then_or_per_file_is_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Shelf(Library library)
        {
            public async Task ByTime(IAsyncEnumerable<Book> books)
            {
                var last = DateTime.UtcNow;
                await foreach (var book in books)
                {
                    library.Books.Add(book);
                    if (DateTime.UtcNow - last < TimeSpan.FromSeconds(5))
                    {
                        continue;
                    }

                    await library.SaveChangesAsync();
                    last = DateTime.UtcNow;
                }
            }

            public void ByClock(List<Book> books, System.Diagnostics.Stopwatch clock)
            {
                foreach (var book in books)
                {
                    library.Books.Add(book);
                    if (clock.Elapsed > TimeSpan.FromSeconds(5))
                    {
                        library.SaveChanges();
                        clock.Restart();
                    }
                }
            }

            public void ByTracked(List<Book> books)
            {
                foreach (var book in books)
                {
                    library.Books.Add(book);
                    if (library.ChangeTracker.Entries().Count() >= 500)
                    {
                        library.SaveChanges();
                        library.ChangeTracker.Clear();
                    }
                }
            }

            public void ByFile(string[] paths)
            {
                foreach (var path in paths)
                {
                    foreach (var line in System.IO.File.ReadAllLines(path))
                    {
                        library.Books.Add(new Book { Title = line });
                    }

                    library.SaveChanges();
                }
            }
        }
        """ + Model);

    [Fact]
    public Task A_save_that_the_element_s_own_time_decides_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Shelf(Library library)
        {
            public void Remind(List<Book> books)
            {
                foreach (var book in books)
                {
                    if (book.Due < DateTime.UtcNow)
                    {
                        book.Late = true;
                        {|PGAP2004:library.SaveChanges()|};
                    }
                }
            }
        }
        """ + Model);

    [Fact]
    public Task A_number_that_is_new_each_time_is_no_question_to_ask_once() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Counter(NpgsqlConnection connection)
        {
            public void Number(List<int[]> pages, Action<int[], long> keep)
            {
                foreach (var page in pages)
                {
                    keep(page, connection.ExecuteScalar<long>("select nextval('page_no')"));
                }
            }

            public void Stamp(List<string> names, Action<string, long> keep)
            {
                foreach (var name in names)
                {
                    keep(name, Next());
                }
            }

            private long Next() => connection.ExecuteScalar<long>("select nextval('page_no')");
        }
        """);

    [Theory]
    [InlineData("mail.Send(\"shop@example.org\", name, \"hello\", \"\");", true)]
    [InlineData("System.IO.File.Delete(name);", true)]
    [InlineData("Console.WriteLine(name);", false)]
    public Task A_write_that_follows_what_was_done_outside_is_quiet(string done, bool isMeant) => Verify.Reports<RoundTripsAnalyzer>($$"""
        class Sender(NpgsqlConnection connection, System.Net.Mail.SmtpClient mail)
        {
            public object Mail => mail;

            public void Send(List<string> names)
            {
                foreach (var name in names)
                {
                    {{done}}
                    {{(isMeant ? "" : "{|PGAP2002:")}}connection.Execute("update letters set sent = true where name = @name", new { name }){{(isMeant ? "" : "|}")}};
                }
            }
        }
        """);
}
