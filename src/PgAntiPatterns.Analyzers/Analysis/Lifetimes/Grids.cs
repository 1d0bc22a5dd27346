using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Is a grid of Dapper's read to its end? It closes its reader with the last result.</summary>
internal static class Grids
{
    /// <summary>True unless the SQL is known to have more results than the body reads.</summary>
    public static bool MayBeReadToItsEnd(IInvocationOperation query, Lifetime lifetime)
    {
        if (lifetime.Platform.Find(query.TargetMethod, Role.TakesDapperSql) is not { } sql || query.ArgumentFor(sql.Ordinal)?.Value is not { } text)
        {
            return true;
        }

        var variants = TextVariant.Of(TextEvaluator.Evaluate(text, lifetime.Platform));
        var reads = lifetime.Body.Root.WithNested.SelectMany(body => body.Operations).OfType<IInvocationOperation>()
            .Count(call => lifetime.Platform.Find(call.TargetMethod, Role.ReadsOn) is not null && lifetime.Platform.Resources.KindOf(call.Instance?.Type) is ResourceKind.Grid);
        return !variants.Any() || variants.Any(variant => variant.Holes.Any() || Statements(variant.Value) <= reads);
    }

    private static int Statements(string sql) => sql.Split(';').Count(statement => statement.Trim().Length > 0);
}
