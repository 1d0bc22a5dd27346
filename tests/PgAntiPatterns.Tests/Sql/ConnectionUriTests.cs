using PgAntiPatterns.Sql.ConnectionStrings;
using Xunit;

namespace PgAntiPatterns.Tests.Sql;

/// <summary>Connection URIs written as keywords: what comes out is a connection string, or nothing.</summary>
public sealed class ConnectionUriTests
{
    [Theory]
    [InlineData("postgres://user:a%27b@db/shop", "Host=db;Database=shop;Username=user;Password='a''b'")]
    [InlineData("postgres://db/a%01b", "Host=db;Database='a\u0001b'")]
    [InlineData("postgres://db/a%00b", null)]
    [InlineData("postgres://db/a\0b", null)]
    public void Every_character_of_a_value_survives_or_there_is_no_connection_string(string uri, string? expected) => Assert.Equal(expected, ConnectionUri.ToKeywords(uri));
}
