using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PgAntiPatterns.LiveTests.Equivalence.Connections;
using PgAntiPatterns.LiveTests.Equivalence.Injection;
using PgAntiPatterns.LiveTests.Equivalence.Pooling;
using PgAntiPatterns.LiveTests.Equivalence.RoundTrips;
using PgAntiPatterns.LiveTests.Experiments;
using Xunit;

namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>Whatever the fixes of the four areas may write is tried on generated code.</summary>
public sealed class GeneratedFixContract
{
    private static readonly string[] Areas = ["Connections", "RoundTrips", "Pooling", "Injection", "Transactions", "Editing"];

    private static readonly GeneratedFix[] Entries = [.. ConnectionFixTests.All, .. RoundTripFixTests.All, .. PoolingFixTests.All, .. InjectionFixTests.All];

    /// <summary>Where the code fixes make plans, as "file: words of the title", once for each place.</summary>
    public static TheoryData<string> Plans => [.. PlansOfSources().Select(plan => $"{plan.File}: {plan.Words}").Distinct()];

    public static TheoryData<string> Rules => [.. typeof(PgAntiPatterns.CodeFixes.RuleFix).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(CodeFixProvider)) && !type.IsAbstract)
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type, nonPublic: true)!)
        .SelectMany(fixer => fixer.FixableDiagnosticIds)
        .Where(id => id[4] is >= '1' and <= '5')];

    [Theory, MemberData(nameof(Rules))]
    public void A_rule_with_a_fix_is_tried(string id) => Assert.Contains(Entries, entry => entry.Rule == id);

    [Theory, MemberData(nameof(Plans))]
    public void A_plan_is_tried_by_as_many_entries_as_places_make_it(string plan)
    {
        var (file, words) = (plan.Split(": ", 2)[0], plan.Split(": ", 2)[1]);
        var places = PlansOfSources().Count(found => found.File == file && found.Words == words);
        var claims = Entries.Where(entry => entry.Plans.Any(claim => IsOf(claim, file, words))).ToArray();

        Assert.True(claims.Length >= places, $"{file}.cs plans '{words}' in {places} places, and {claims.Length} entries try it{(claims.Length == 0 ? "" : ": " + string.Join("; ", claims.Select(claim => claim.ToString())))}.");
    }

    [Fact]
    public void An_entry_names_plans_that_there_are()
    {
        var plans = PlansOfSources().ToArray();

        Assert.All(Entries, entry => Assert.True(entry.Plans.Count > 0, $"{entry} names no plan."));
        Assert.All(Entries.SelectMany(entry => entry.Plans), claim => Assert.Contains(plans, plan => IsOf(claim, plan.File, plan.Words)));
    }

    private static bool IsOf(string claim, string file, string words) =>
        claim.Split(": ", 2) is [var ownFile, var own] && ownFile == file && words.Contains(own, StringComparison.Ordinal);

    private static IEnumerable<(string File, string Words)> PlansOfSources() => Areas
        .SelectMany(area => Directory.GetFiles(Path.Combine(Path.GetDirectoryName(RulePage.FileOf(""))!, "..", "..", "src", "PgAntiPatterns.CodeFixes", area), "*.cs"))
        .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), CompileReferences.Parsing).GetRoot().DescendantNodes()
            .OfType<ObjectCreationExpressionSyntax>()
            .Where(made => made.Type.ToString() == "FixPlan")
            .Select(made => (Path.GetFileNameWithoutExtension(file), WordsOf(made.ArgumentList!.Arguments[0].Expression, 2))));

    /// <summary>The constant texts of a title, also where a variable or a method of the file makes it.</summary>
    private static string WordsOf(SyntaxNode title, int depth) => string.Join(" … ", title.DescendantNodesAndSelf().Select(node => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        IdentifierNameSyntax name when depth > 0 => string.Join(" … ", name.SyntaxTree.GetRoot().DescendantNodes()
            .Where(made => NameOf(made) == name.Identifier.ValueText)
            .Select(made => WordsOf(made is SingleVariableDesignationSyntax ? made.FirstAncestorOrSelf<StatementSyntax>() ?? made : made, depth - 1))),
        _ => "",
    }).Where(words => words.Length > 0));

    private static string? NameOf(SyntaxNode made) => made switch
    {
        VariableDeclaratorSyntax { Initializer: not null } variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        _ => null,
    };
}
