using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PgAntiPatterns.Tests.Contracts;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Robustness;

/// <summary>No source, however broken, makes a rule or a fix throw.</summary>
public sealed class RobustnessTests
{
    private static readonly Specimen Empty = Specimen.Against(References.All);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("class C { void M() { new NpgsqlConnection(\"Pooling=false")]
    [InlineData("class C { NpgsqlConnection c = new(\"Host=db;Pooling=false\"")]
    [InlineData("class C { void M() { var b = new NpgsqlConnectionStringBuilder { Pooling = false, , Host = } } }")]
    [InlineData("class C { void M(Missing m) { m.Connection = new NpgsqlConnection(m.Text + Unknown(\"Pooling=false\")); } }")]
    [InlineData("class C { const string A = B; const string B = A; NpgsqlConnection M() => new(A); }")]
    [InlineData("class C { string s; C() { s = s + s; } NpgsqlConnection M() => new(s += s); }")]
    [InlineData("class C : C { void M() { new NpgsqlCommand($\"select {this} {{ {, this.x}\"); } }")]
    [InlineData("class C { void M() { new NpgsqlCommand(); new NpgsqlCommand(1, 2, 3, 4); new NpgsqlCommand(cmdText: ); } }")]
    [InlineData("class C { void M() { for (;;) { var s = \"\"; s += s; goto x; } x: new NpgsqlCommand(s).CommandText = ; } }")]
    [InlineData("new NpgsqlConnection(args[0] + \"Pooling=false\"); return; }")]
    [InlineData("class C { void M() { NpgsqlDataSource.Create(); NpgsqlDataSource.Create(connectionString: $\"\"\"{\"\"\"); } }")]
    [InlineData("class C { string P => P + \"Pooling=false\"; string F() => F() + P; NpgsqlConnection M() => new(F()); }")]
    [InlineData("class C { void M(StringBuilder b) { b.Append(b).Append(b.ToString()).AppendFormat(\"{0} {1} {\", b); new NpgsqlCommand(b.ToString() } }")]
    [InlineData("\0\uFFFE\uD800 class { ( [ \" ' {")]
    [InlineData("")]
    public async Task Broken_code(string source) => await Ordeal.RunAsync(Empty.With(source), Cancellation);

    [Fact]
    public async Task Half_typed_code()
    {
        // The longest sources have the most to say; a cut falls everywhere, between and inside of tokens.
        const int Cuts = 240;
        var sources = Corpus.All.OrderByDescending(source => source.Length).Take(3).ToList();
        Assert.NotEmpty(sources);
        foreach (var source in sources)
        {
            var step = Math.Max(1, source.Length * sources.Count / Cuts);
            for (var cut = 0; cut < source.Length; cut += step)
            {
                await Ordeal.RunAsync(Empty.With(source[..cut]), Cancellation);
            }
        }
    }

    [Fact]
    public async Task Tokens_lost_and_doubled()
    {
        const int Rounds = 300;
        var chance = new Random(20261125);
        for (var round = 0; round < Rounds; round++)
        {
            var source = Corpus.All[chance.Next(Corpus.All.Length)];
            await Ordeal.RunAsync(Empty.With(Mutated(source, chance)), Cancellation);
        }
    }

    [Fact]
    public async Task Sources_as_they_are()
    {
        var reported = 0;
        foreach (var source in Corpus.All)
        {
            reported += await Ordeal.RunAsync(Empty.With(source), Cancellation);
        }

        Assert.True(reported > Corpus.All.Length / 2, "The corpus has lost what the rules speak of.");
    }

    [Fact]
    public async Task No_references_at_all() => Assert.Equal(0, await TotalAsync(Specimen.Against([])));

    [Fact]
    public async Task No_driver() => Assert.Equal(0, await TotalAsync(Specimen.Against(References.WithoutDriver)));

    [Fact]
    public async Task Our_own_sources()
    {
        var own = Empty;
        foreach (var file in Repository.Sources("src"))
        {
            own = own.Beside(file.Replace('/', '_'), Repository.Read(file));
        }

        Assert.Equal(0, await Ordeal.RunAsync(own, Cancellation));
    }

    private static async Task<int> TotalAsync(Specimen empty)
    {
        var total = 0;
        foreach (var source in Corpus.All)
        {
            total += await Ordeal.RunAsync(empty.With(source), Cancellation);
        }

        return total;
    }

    /// <summary>The source with up to four tokens taken out, written twice, or changed for another one.</summary>
    private static string Mutated(string source, Random chance)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToList();
        for (var count = chance.Next(1, 5); count > 0 && tokens.Count > 1; count--)
        {
            var at = chance.Next(tokens.Count);
            switch (chance.Next(3))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                default:
                    tokens[at] = tokens[chance.Next(tokens.Count)];
                    break;
            }
        }

        return string.Concat(tokens);
    }
}
