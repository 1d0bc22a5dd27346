using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Analysis.RoundTrips;

namespace PgAntiPatterns.Analysis.RoundTripSummaries;

/// <summary>Summaries as text: a line per file, and a line per method with its trip or with none.</summary>
internal static class SummaryText
{
    private const string Version = "1";
    private const char Field = '\t';

    /// <summary>The text for methods, by their documentation ids; a null says that the method makes no round trip to be told of.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, SummarizedTrip?>> summaries, Func<string, string> pathOf)
    {
        var files = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = new StringBuilder();
        foreach (var summary in summaries)
        {
            lines.Append('m').Append(Field).Append(summary.Key);
            if (summary.Value is { } trip)
            {
                lines.Append(Field).Append(Facts(trip)).Append(Field)
                    .Append(string.Join(";", trip.Chain.Select(place => Place(place, files, pathOf))));
            }

            lines.Append('\n');
        }

        var text = new StringBuilder(Version).Append('\n');
        foreach (var file in files.OrderBy(file => file.Value))
        {
            text.Append('f').Append(Field).Append(file.Key).Append('\n');
        }

        return text.Append(lines).ToString();
    }

    /// <summary>The summaries of a text; none where it is of another version, and without the lines that cannot be read.</summary>
    public static Dictionary<string, SummarizedTrip?> Read(string text)
    {
        var found = new Dictionary<string, SummarizedTrip?>(StringComparer.Ordinal);
        var lines = text.Split('\n');
        if (lines[0] != Version)
        {
            return found;
        }

        var files = new List<string>();
        foreach (var line in lines)
        {
            switch (line.Split(Field))
            {
                case ["f", var path]:
                    files.Add(path);
                    break;
                case ["m", var id]:
                    found[id] = null;
                    break;
                case ["m", var id, var facts, var chain] when Trip(facts, chain, files) is { } trip:
                    found[id] = trip;
                    break;
            }
        }

        return found;
    }

    private static string Facts(SummarizedTrip trip) => string.Join(
        ",",
        new object[]
        {
            (int)trip.Kind, trip.Parameters.ToString("x", CultureInfo.InvariantCulture), Bit(trip.DependsOnObject), trip.SqlParameter, trip.Trips, (int)trip.Sql.Effect,
            Bit(trip.Sql.TakesSet) + Bit(trip.Sql.IsPage) + Bit(trip.Sql.IsClaim) + Bit(trip.Sql.IsSlice) + Bit(trip.Changes),
        });

    private static string Bit(bool isSet) => isSet ? "1" : "0";

    private static string Place(Location place, Dictionary<string, int> files, Func<string, string> pathOf)
    {
        var span = place.GetLineSpan();
        var path = place.IsInSource ? pathOf(span.Path) : span.Path;
        if (!files.TryGetValue(path, out var file))
        {
            files[path] = file = files.Count;
        }

        return string.Join(",", file, place.SourceSpan.Start, place.SourceSpan.Length, span.StartLinePosition.Line, span.StartLinePosition.Character, span.EndLinePosition.Line, span.EndLinePosition.Character);
    }

    private static SummarizedTrip? Trip(string facts, string chain, List<string> files)
    {
        if (facts.Split(',') is not [var kind, var parameters, var state, var sqlParameter, var trips, var effect, { Length: 5 } flags]
            || Number(kind) is not (>= 0 and <= (int)RoundTripKind.Other and var known)
            || !ulong.TryParse(parameters, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)
            || Number(sqlParameter) is not { } ordinal
            || Number(trips) is not { } count
            || Number(effect) is not (>= 0 and <= (int)SqlEffect.Other and var does))
        {
            return null;
        }

        var places = ImmutableArray.CreateBuilder<Location>();
        foreach (var part in chain.Split([';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Place(part, files) is not { } place)
            {
                return null;
            }

            places.Add(place);
        }

        var sql = new SqlFacts((SqlEffect)does, flags[0] == '1', flags[1] == '1', flags[2] == '1', flags[3] == '1', IsStable: false);
        return new SummarizedTrip((RoundTripKind)known, bits, state == "1", sql, ordinal, places.ToImmutable()) { Trips = count, Changes = flags[4] == '1' };
    }

    private static Location? Place(string text, List<string> files)
    {
        var numbers = text.Split(',').Select(Number).ToList();
        if (numbers is not [{ } file, >= 0 and var start, >= 0 and var length, >= 0 and var line, >= 0 and var character, { } endLine, { } endCharacter]
            || file < 0 || file >= files.Count || endLine < line || endCharacter < 0 || (endLine == line && endCharacter < character) || start > int.MaxValue - length)
        {
            return null;
        }

        return Location.Create(files[file], new TextSpan(start, length), new LinePositionSpan(new LinePosition(line, character), new LinePosition(endLine, endCharacter)));
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
