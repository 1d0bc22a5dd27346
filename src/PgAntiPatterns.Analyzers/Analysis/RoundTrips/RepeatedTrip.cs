using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>A round trip that is made once per element although one would do.</summary>
/// <param name="Trip">The round trip, or the call that makes it.</param>
/// <param name="Loop">What repeats it.</param>
/// <param name="IsInvariant">True where it asks the same each time.</param>
internal sealed record RepeatedTrip(RoundTrip Trip, Repetition Loop, bool IsInvariant);
