using PgAntiPatterns.CodeFixes.RoundTrips;
using PgAntiPatterns.Rules.RoundTrips;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.RoundTrips;

public sealed class EntityQueryPerElementTests
{
    private const string Model = """

        class Author { public int Id { get; set; } public string Name { get; set; } = ""; public List<Book> Books { get; set; } = []; }

        class Book { public int Id { get; set; } public int AuthorId { get; set; } public Author Author { get; set; } = null!; public string Title { get; set; } = ""; public bool Lent { get; set; } }

        class Library(DbContextOptions<Library> options) : DbContext(options)
        {
            public DbSet<Author> Authors => Set<Author>();
            public DbSet<Book> Books => Set<Book>();
            public IQueryable<Book> Free => Books.Where(book => !book.Lent);
        }
        """;

    [Fact]
    public Task Each_way_to_run_a_query_per_element_is_reported() => Verify.Reports<RoundTripsAnalyzer>("""
        class Desk(Library library, IDbContextFactory<Library> libraries)
        {
            private static readonly Func<Library, int, Book?> ById = EF.CompileQuery((Library context, int id) => context.Books.FirstOrDefault(book => book.Id == id));

            public async Task Queries(List<int> ids, IQueryable<Book> given)
            {
                foreach (var id in ids)
                {
                    var found = await {|PGAP2003:library.Books.FindAsync(id)|};
                    var first = {|PGAP2003:library.Books.First(book => book.Id == id)|};
                    var title = await {|PGAP2003:library.Books.Where(book => book.Id == id).Select(book => book.Title).SingleOrDefaultAsync()|};
                    var known = {|PGAP2003:library.Free.Any(book => book.Id == id)|};
                    var count = await {|PGAP2003:library.Set<Book>().CountAsync(book => book.AuthorId == id)|};
                    var list = {|PGAP2003:library.Books.Where(book => book.AuthorId == id).ToList()|};
                    var raw = await {|PGAP2003:library.Books.FromSql($"select * from books where id = {id}").ToListAsync()|};
                    var compiled = {|PGAP2003:ById(library, id)|};
                    var total = await {|PGAP2003:given.Where(book => book.AuthorId == id).SumAsync(book => book.Id)|};
                }
            }

            public async Task Changes(int[] ids)
            {
                foreach (var id in ids)
                {
                    await {|PGAP2003:library.Books.Where(book => book.Id == id).ExecuteDeleteAsync()|};
                    {|PGAP2003:library.Database.ExecuteSql($"update books set lent = true where id = {id}")|};
                }
            }

            public async Task Loads()
            {
                foreach (var author in library.Authors.ToList())
                {
                    {|PGAP2003:library.Entry(author).Collection(a => a.Books).Load()|};
                    await {|PGAP2003:library.Entry(author).Collection(a => a.Books).Query().CountAsync()|};
                }
            }

            public void Walked(IEnumerable<Author> authors)
            {
                foreach (var author in authors)
                {
                    foreach (var book in {|PGAP2003:library.Books.Where(book => book.AuthorId == author.Id)|})
                    {
                        Console.WriteLine(book.Title);
                    }
                }
            }

            public async Task Own(int[] ids)
            {
                foreach (var id in ids)
                {
                    await using var own = await libraries.CreateDbContextAsync();
                    await {|PGAP2003:own.Books.SingleAsync(book => book.Id == id)|};
                }
            }

            public void Composed(string[] names, bool onlyFree)
            {
                foreach (var name in names)
                {
                    var query = library.Books.Where(book => book.Author.Name == name);
                    if (onlyFree)
                    {
                        query = query.Where(book => !book.Lent);
                    }

                    Console.WriteLine({|PGAP2003:query.Count()|});
                }
            }

            public async Task Everything(List<Book> books)
            {
                foreach (var book in books)
                {
                    var authors = await {|PGAP2003:library.Authors.ToListAsync()|};
                    Console.WriteLine(authors.Count + book.Id);
                }
            }
        }
        """ + Model);

    [Fact]
    public Task Memory_composition_and_expression_trees_are_quiet() => Verify.Quiet<RoundTripsAnalyzer>("""
        class Desk(Library library)
        {
            public async Task Memory(int[] ids)
            {
                var books = await library.Books.Where(book => ids.Contains(book.Id)).ToListAsync();
                foreach (var id in ids)
                {
                    Console.WriteLine(books.First(book => book.Id == id).Title);
                    Console.WriteLine(books.AsQueryable().Count(book => book.Id == id));
                    Console.WriteLine(library.Books.Local.Any(book => book.Id == id));
                }
            }

            public Task<List<Book>> Composition(IEnumerable<string> words)
            {
                var query = library.Books.AsQueryable();
                foreach (var word in words)
                {
                    query = query.Where(book => book.Title.Contains(word));
                }

                return query.ToListAsync();
            }

            public Task<List<int>> Tree() => library.Authors.Select(author => library.Books.Count(book => book.AuthorId == author.Id)).ToListAsync();

            public async Task Parts(int[] ids)
            {
                foreach (var part in ids.Chunk(200))
                {
                    await library.Books.Where(book => part.Contains(book.Id)).ToListAsync();
                }
            }

            public async Task Pages()
            {
                for (var page = 0; page < 100000; page++)
                {
                    var rows = await library.Books.OrderBy(book => book.Id).Skip(page * 50).Take(50).ToListAsync();
                    Console.WriteLine(rows.Count);
                }
            }

            public async Task<Book?> Search(string[] titles)
            {
                foreach (var title in titles)
                {
                    if (await library.Books.FirstOrDefaultAsync(book => book.Title == title) is { } hit)
                    {
                        return hit;
                    }
                }

                return null;
            }

            public async Task Up(Book? book)
            {
                while (book != null)
                {
                    book = await library.Books.FirstOrDefaultAsync(other => other.Id == book.AuthorId);
                }
            }
        }
        """ + Model);

    [Fact]
    public Task Lookups_by_key_become_one_query_and_a_dictionary() => Verify.Fixes<RoundTripsAnalyzer, EntityQueryPerElementFix>("""
        class Desk(Library library)
        {
            public async Task Print(List<int> ids, CancellationToken stop)
            {
                foreach (var id in ids)
                {
                    var found = await {|PGAP2003:library.Books.FirstOrDefaultAsync(book => book.Id == id, stop)|};
                    Console.WriteLine(found?.Title);
                }
            }

            public void Print(int[] ids)
            {
                foreach (var id in ids)
                {
                    var found = {|PGAP2003:library.Books.Find(id)|};
                    Console.WriteLine(found?.Title);
                }
            }
        }
        """ + Model, """
        class Desk(Library library)
        {
            public async Task Print(List<int> ids, CancellationToken stop)
            {
                var foundById = await library.Books.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, stop);
                foreach (var id in ids)
                {
                    foundById.TryGetValue(id, out var found);
                    Console.WriteLine(found?.Title);
                }
            }

            public void Print(int[] ids)
            {
                var foundById = library.Books.Where(book => ids.Contains(book.Id)).ToDictionary(book => book.Id);
                foreach (var id in ids)
                {
                    foundById.TryGetValue(id, out var found);
                    Console.WriteLine(found?.Title);
                }
            }
        }
        """ + Model);

    [Fact]
    public Task A_question_that_is_always_the_same_goes_before_the_loop() => Verify.Fixes<RoundTripsAnalyzer, EntityQueryPerElementFix>("""
        class Desk(Library library)
        {
            public async Task Print(List<string> names)
            {
                foreach (var name in names)
                {
                    var lent = await {|PGAP2003:library.Books.CountAsync(book => book.Lent)|};
                    Console.WriteLine(name + lent);
                }
            }
        }
        """ + Model, """
        class Desk(Library library)
        {
            public async Task Print(List<string> names)
            {
                var lent = await library.Books.CountAsync(book => book.Lent);
                foreach (var name in names)
                {
                    Console.WriteLine(name + lent);
                }
            }
        }
        """ + Model);

    [Fact]
    public Task Text_that_is_counted_by_is_asked_for_one_loop_at_a_time() => Verify.FixesOneByOne<RoundTripsAnalyzer, EntityQueryPerElementFix>("""
        class Desk(Library library)
        {
            public void Print(List<string> titles)
            {
                foreach (var title in titles)
                {
                    var count = {|PGAP2003:library.Books.Count(book => book.Title == title)|};
                    Console.WriteLine(count);
                }
            }
        }
        """ + Model, """
        class Desk(Library library)
        {
            public void Print(List<string> titles)
            {
                var countByTitle = library.Books.Where(book => titles.Contains(book.Title)).GroupBy(book => book.Title).Select(group => new { group.Key, Value = group.Count() }).ToDictionary(group => group.Key, group => group.Value);
                foreach (var title in titles)
                {
                    countByTitle.TryGetValue(title, out var count);
                    Console.WriteLine(count);
                }
            }
        }
        """ + Model);

    [Fact]
    public Task A_lookup_by_something_else_than_the_key_stays() => Verify.OffersNothing<RoundTripsAnalyzer, EntityQueryPerElementFix>("""
        class Desk(Library library)
        {
            public void Print(List<string> titles)
            {
                foreach (var title in titles)
                {
                    var found = {|PGAP2003:library.Books.FirstOrDefault(book => book.Title == title)|};
                    Console.WriteLine(found?.Id);
                }
            }
        }
        """ + Model);

    [Fact]
    public Task A_query_expression_is_a_query() => Verify.Reports<RoundTripsAnalyzer>("""
        class Song { public int Id { get; set; } public int SingerId { get; set; } public string Title { get; set; } = ""; }

        class Choir(DbContextOptions<Choir> options) : DbContext(options)
        {
            public DbSet<Song> Songs => Set<Song>();
        }

        class Programme(Choir choir)
        {
            public void Print(List<int> singers)
            {
                foreach (var singer in singers)
                {
                    var titles = from song in choir.Songs where song.SingerId == singer select song.Title;
                    foreach (var title in {|PGAP2003:titles|})
                    {
                        Console.WriteLine(title);
                    }

                    var first = {|PGAP2003:(from song in choir.Songs where song.SingerId == singer orderby song.Id select song.Title).ToList()|};
                    Console.WriteLine(first.Count);
                }
            }
        }
        """);
}
