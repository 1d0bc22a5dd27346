using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.Platform;

/// <summary>A row that was found in a compilation.</summary>
/// <param name="Row">The row.</param>
/// <param name="Symbol">The member, in its original definition.</param>
/// <param name="Ordinal">The position of the row's parameter; -1 where the row names none.</param>
/// <param name="IsProviderNeutral">True where the member is ADO.NET's own, so that the value decides whether it speaks to PostgreSQL.</param>
internal sealed record ApiMember(ApiRow Row, ISymbol Symbol, int Ordinal, bool IsProviderNeutral);
