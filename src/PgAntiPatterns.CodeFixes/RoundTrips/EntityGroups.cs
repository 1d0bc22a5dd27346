using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>Turns a count, a sum, a list or a test per key into one query for all keys.</summary>
internal static class EntityGroups
{
    public static FixPlan? Plan(FixPlace place)
    {
        if (EntityFilter.Of(place) is not { } filter || filter.Loop.DictionaryName(place.Model, filter.KeyName) is not { } name || filter.NewNames.Any(free => !filter.Loop.Loop.IsFree(free, place.Model)) || !place.Model.LookupSymbols(filter.Loop.Loop.Loop.SpanStart, name: "group").IsEmpty
            || (filter.Method is "ToList" && filter.Source.Contains("AsNoTracking") && LoopWrites.ToWhatIsFound(filter.Loop.Loop, place.Model.GetSymbolInfo(filter.Loop.Call).Symbol is IMethodSymbol { TypeArguments: [var entity] } ? entity : null, place.Model)))
        {
            return null;
        }

        var x = filter.Element;
        var where = $"{filter.Source}.Where({x} => {filter.Keys}.Contains({x}.{filter.Column}))";
        var (load, read, title) = filter.Method switch
        {
            "Count" or "LongCount" => (Grouped(filter, where, $"group.{filter.Method}()"), $"{name}.TryGetValue({filter.KeyExpression}, out var {filter.Loop.Row});", "Count all keys in one query with GroupBy"),
            "Sum" when filter.Selector is { } selector => (Grouped(filter, where, $"group.Sum({selector})"), $"{name}.TryGetValue({filter.KeyExpression}, out var {filter.Loop.Row});", "Sum up all keys in one query with GroupBy"),
            "ToList" => (Listed(filter, where), $"var {filter.Loop.Row} = {name}[{filter.KeyExpression}].ToList();", "Load the rows of all keys before the loop, in a lookup"),
            "Any" => (Tested(filter, where), $"var {filter.Loop.Row} = {name}.Contains({filter.KeyExpression});", "Query all keys at once, which are then in a set"),
            _ => default,
        };
        if (load is null)
        {
            return null;
        }

        var loop = filter.Loop.Loop;
        var warning = EntityFilter.Warning(filter.KeyExpression, filter.Column, place.Model);
        return new FixPlan(title + warning, ImmutableArray.Create(
            new TextChange(new TextSpan(loop.Loop.SpanStart, 0), (filter.KeysDeclaration is { } keys ? keys + loop.NewLine + loop.Indent : "") + $"var {name} = {load};" + loop.NewLine + loop.Indent),
            new TextChange(filter.Loop.Declaration.Span, read)))
        {
            Strategy = filter.Method is "ToList" ? "Lookup" : "Groups",
            ChangesBehaviour = warning.Length > 0,
        };
    }

    private static string Grouped(EntityFilter filter, string where, string value)
    {
        var x = filter.Element;
        return Run(filter, $"{where}.GroupBy({x} => {x}.{filter.Column}).Select(group => new {{ group.Key, Value = {value} }})", "ToDictionary", "group => group.Key, group => group.Value");
    }

    private static string Listed(EntityFilter filter, string where)
    {
        var x = filter.Element;
        return filter.Loop.IsAwaited ? $"({Run(filter, where, "ToList", "")}).ToLookup({x} => {x}.{filter.Column})" : $"{where}.ToLookup({x} => {x}.{filter.Column})";
    }

    private static string Tested(EntityFilter filter, string where)
    {
        var keys = $"{where}.Select({filter.Element} => {filter.Element}.{filter.Column}).Distinct()";
        return filter.Loop.IsAwaited ? $"({Run(filter, keys, "ToList", "")}).ToHashSet()" : $"{keys}.ToHashSet()";
    }

    private static string Run(EntityFilter filter, string query, string method, string arguments)
    {
        if (!filter.Loop.IsAwaited)
        {
            return $"{query}.{method}({arguments})";
        }

        var all = filter.Token is null ? arguments : arguments.Length == 0 ? filter.Token : arguments + ", " + filter.Token;
        return $"await {query}.{method}Async({all})";
    }
}
