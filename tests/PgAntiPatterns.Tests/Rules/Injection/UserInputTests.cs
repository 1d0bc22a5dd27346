using System.Globalization;
using PgAntiPatterns.Rules.Injection;
using PgAntiPatterns.Tests.Verification;
using Xunit;

namespace PgAntiPatterns.Tests.Rules.Injection;

/// <summary>What comes from a request is said to come from outside; what does not is reported all the same.</summary>
public sealed class UserInputTests
{
    private const string Outside = "comes from outside the program";

    [Theory]
    [InlineData("public class Desk(NpgsqlConnection c) { public int Find([FromQuery] string town) => c.Execute($\"delete from parcels where town = '{town}'\"); }")]
    [InlineData("public class Desk(NpgsqlConnection c) { [HttpGet(\"/x\")] public int Find(string town) => c.Execute($\"delete from parcels where town = '{town}'\"); }")]
    [InlineData("public class Desk(NpgsqlConnection c) : ControllerBase { public int Find(string town) => c.Execute($\"delete from parcels where town = '{town}'\"); }")]
    [InlineData("public class Desk(NpgsqlConnection c) : Hub { public int Find(string town) => c.Execute($\"delete from parcels where town = '{town}'\"); }")]
    [InlineData("public class Desk { public void Map(WebApplication app) => app.MapGet(\"/x\", (string town, NpgsqlConnection c) => c.Execute($\"delete from parcels where town = '{town}'\")); }")]
    [InlineData("public class Desk { public int Find(HttpRequest request, NpgsqlConnection c) => c.Execute($\"delete from parcels where town = '{request.Query[\"town\"]}'\"); }")]
    [InlineData("public class Desk { public int Find(HttpRequest request, NpgsqlConnection c) { var town = request.Form[\"town\"].ToString().Trim(); return c.Execute($\"delete from parcels where town = '{town}'\"); } }")]
    [InlineData("public class Desk { public int Find(NpgsqlConnection c) => c.Execute($\"delete from parcels where town = '{Console.ReadLine()}'\"); }")]
    [InlineData("public class Desk { public void Hear(NpgsqlConnection c) => c.Notification += (_, heard) => c.Execute($\"delete from parcels where town = '{heard.Payload}'\"); }")]
    [InlineData("public class Desk(NpgsqlConnection c) { public int Run([FromBody] string statement) => c.Execute(statement); }")]
    public async Task What_a_request_holds_comes_from_outside(string source) => Assert.Contains(Outside, await MessageAsync(source), StringComparison.Ordinal);

    [Theory]
    [InlineData("public class Desk(NpgsqlConnection c) { public int Find(string town) => c.Execute($\"delete from parcels where town = '{town}'\"); }")]
    [InlineData("public class Desk(NpgsqlConnection c) : ControllerBase { private int Find(string town) => c.Execute($\"delete from parcels where town = '{town}'\"); }")]
    [InlineData("public class Desk { public void Map(List<string> towns, NpgsqlConnection c) => towns.ForEach(town => c.Execute($\"delete from parcels where town = '{town}'\")); }")]
    public async Task What_a_caller_gives_is_reported_without_a_word_about_its_origin(string source) => Assert.DoesNotContain(Outside, await MessageAsync(source), StringComparison.Ordinal);

    [Theory]
    [InlineData("public class DepotOptions { public string Table { get; set; } = \"\"; } public class Desk { public void Map(WebApplication app) => app.MapGet(\"/x\", (IOptions<DepotOptions> options, NpgsqlConnection c) => c.Execute($\"delete from {options.Value.Table}\")); }")]
    [InlineData("public class DepotOptions { public string Table { get; set; } = \"\"; } public class Desk(NpgsqlConnection c) : ControllerBase { public int Clear([FromServices] IOptions<DepotOptions> options) => c.Execute($\"delete from {options.Value.Table}\"); }")]
    [InlineData("public class DepotOptions { public string Table { get; set; } = \"\"; } public class Desk(NpgsqlConnection c) { [HttpPost(\"/x\")] public int Clear([FromServices] DepotOptions options) => c.Execute($\"delete from {options.Table}\"); }")]
    public async Task What_the_container_gives_a_handler_is_no_input(string source) => Assert.Empty(await ReportsAsync(source));

    private static async Task<string> MessageAsync(string source) => Assert.Single(await ReportsAsync(source)).GetMessage(CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> ReportsAsync(string source)
    {
        const string Usings = """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.SignalR;
            using Microsoft.Extensions.Options;

            """;
        var specimen = Specimen.Against(References.All).With(Usings + source);
        Assert.Empty(await specimen.CompileErrorsAsync(TestContext.Current.CancellationToken));
        return await specimen.DiagnoseAsync([new InjectionAnalyzer()], TestContext.Current.CancellationToken);
    }
}
