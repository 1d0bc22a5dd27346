namespace Shop.Catalogue;

/// <summary>The catalogue's addresses.</summary>
internal static class CatalogueEndpoints
{
    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/products");
        products.MapGet("/", (ProductSearch search, string? sort, long? after, CancellationToken ct) => search.PageAsync(sort ?? "id", after ?? 0, ct));
        products.MapGet("/newest", (ProductSearch search, string? sort, CancellationToken ct) => search.NewestAsync(sort ?? "id", ct));
        products.MapGet("/named/{name}", (ProductSearch search, string name, CancellationToken ct) => search.ByNameAsync(name, ct));
        products.MapGet("/sku/{sku}", (ProductSearch search, string sku, CancellationToken ct) => search.BySkuAsync(sku, ct));
        products.MapGet("/below/{price}", (ProductSearch search, decimal price, string category, CancellationToken ct) => search.BelowAsync(price, category, ct));
        products.MapGet("/containing/{text}", (ProductSearch search, string text, CancellationToken ct) => search.ContainingAsync(text, ct));
        products.MapGet("/ids", (ProductSearch search, long[] id, CancellationToken ct) => search.ByIdsAsync(id, ct));
        products.MapGet("/categories", (ProductSearch search, int[] id, CancellationToken ct) => search.InCategoriesAsync(id, ct));

        var reviews = app.MapGroup("/reviews");
        reviews.MapGet("/", (Reviews reviews, long[] product) => reviews.OfProductsAsync(product));
        reviews.MapGet("/{product:long}", (Reviews reviews, long product) => reviews.OfProductAsync(product));
        reviews.MapGet("/{product:long}/count", (Reviews reviews, long product) => reviews.CountAsync(product));
        reviews.MapGet("/by/{author}", (Reviews reviews, string author) => reviews.ByAuthorAsync(author));
        reviews.MapGet("/by", (Reviews reviews, string[] author) => reviews.OfAuthorsAsync(author));
        reviews.MapGet("/mentioning/{word}", (Reviews reviews, string word) => reviews.MentioningAsync(word));
        reviews.MapGet("/ratings", (Reviews reviews, long[] product) => reviews.RatingsAsync(product));
        reviews.MapGet("/counts", (Reviews reviews, long[] product) => reviews.CountsAsync(product));
        reviews.MapPost("/", (Reviews reviews, Review review) => reviews.AddAsync(review));
    }
}
