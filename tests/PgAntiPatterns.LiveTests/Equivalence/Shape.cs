namespace PgAntiPatterns.LiveTests.Equivalence;

/// <summary>A generated piece of code that a rule reports: members of a class, <c>RunAsync</c> among them, and how it is called.</summary>
/// <param name="Members">The members; the fix is applied to them.</param>
/// <param name="Calls">Makes the values and tables of one call.</param>
internal sealed record Shape(string Members, Func<Dice, Call> Calls)
{
    /// <summary>Members of another class with a <c>RunAsync</c> that is right already: what the fix promises where the code before fails.</summary>
    public string? Promise { get; init; }

    /// <summary>A configuration file that the members read; then the fix is applied to it, not to them.</summary>
    public string? File { get; init; }

    /// <summary>The members that read a configuration file.</summary>
    public Func<string, string>? Reading { get; init; }

    /// <summary>Types that stand beside the class.</summary>
    public string Types { get; init; } = "";

    /// <summary>True where the rows come in no promised order.</summary>
    public bool IsUnordered { get; init; }

    /// <summary>Further usings.</summary>
    public string Usings { get; init; } = "";

    public string Source(int number) => $$"""
        using System.Data;
        using System.Data.Common;
        using System.Globalization;
        using System.Text;
        using Dapper;
        using Microsoft.EntityFrameworkCore;
        using Npgsql;
        using NpgsqlTypes;
        using PgAntiPatterns.Generated;
        {{Usings}}

        namespace Shape{{number}};

        {{Types}}
        public {{(Members.Contains("this.", StringComparison.Ordinal) ? "" : "static ")}}class Case
        {
        {{Members}}
        }

        """;

    /// <summary>The source in which the fix has changed what it is applied to.</summary>
    public string MendedSource(int number, string mended) => Reading is null ? mended : (this with { Members = Reading(mended) }).Source(number);

    public string PromiseSource(int number) => (this with { Members = Promise!, Types = "" }).Source(number).Replace("class Case", "class Promised", StringComparison.Ordinal);
}
