using System.Data;
using Dapper;

namespace Shop.Catalogue;

/// <summary>What a customer wrote about a product.</summary>
internal sealed record Review(long Id, long ProductId, string Author, int Stars, string Body);

/// <summary>Reads and writes reviews with Dapper.</summary>
internal sealed class Reviews(IDbConnection connection)
{
    private const string Select = "select id, product_id, author, stars, body from reviews";

    public Task<IEnumerable<Review>> OfProductAsync(long productId) =>
        connection.QueryAsync<Review>(Select + " where product_id = @productId order by id", new { productId });

    public Task<IEnumerable<Review>> ByAuthorAsync(string author) =>
        connection.QueryAsync<Review>($"{Select} where author = '{author}' order by id");

    public Task<IEnumerable<Review>> OfProductsAsync(IEnumerable<long> productIds) =>
        connection.QueryAsync<Review>(Select + " where product_id in @productIds order by id", new { productIds });

    public Task<IEnumerable<Review>> OfAuthorsAsync(string[] authors) =>
        connection.QueryAsync<Review>(Select + " where author = any(@authors) order by id", new { authors });

    public Task<IEnumerable<Review>> MentioningAsync(string word) =>
        connection.QueryAsync<Review>(Select + " where body ilike '%@word%' order by id", new { word });

    public Task<int> CountAsync(long product) =>
        connection.ExecuteScalarAsync<int>("select count(*) from reviews where product_id = @productId", new { product });

    public async Task<Dictionary<long, decimal>> RatingsAsync(IReadOnlyCollection<long> productIds)
    {
        var ratings = new Dictionary<long, decimal>();
        foreach (var id in productIds)
        {
            ratings[id] = await connection.ExecuteScalarAsync<decimal>("select coalesce(avg(stars), 0) from reviews where product_id = @id", new { id });
        }

        return ratings;
    }

    public async Task<Dictionary<long, long>> CountsAsync(long[] productIds)
    {
        var counts = await connection.QueryAsync<(long Product, long Count)>(
            "select product_id, count(*) from reviews where product_id = any(@productIds) group by product_id",
            new { productIds });
        return counts.ToDictionary(row => row.Product, row => row.Count);
    }

    public Task AddAsync(Review review) =>
        connection.ExecuteAsync("insert into reviews (product_id, author, stars, body) values (@ProductId, @Author, @Stars, @Body)", review);
}
