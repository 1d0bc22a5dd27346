using Microsoft.CodeAnalysis;

namespace PgAntiPatterns.CodeFixes.RoundTrips;

/// <summary>What Dapper makes of a row that is found by its key, and how a turn takes its own.</summary>
/// <param name="Type">The type to ask for.</param>
/// <param name="Key">The member that is the key.</param>
/// <param name="Value">The member that is wanted; null for the whole row.</param>
/// <param name="Taken">What is done with the rows of a key.</param>
/// <param name="MayFailBefore">True where NULL fails while the rows are loaded.</param>
internal sealed record DapperRows(string Type, string Key, string? Value, string Taken, bool MayFailBefore)
{
    private static readonly HashSet<string> Values = ["DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid"];

    /// <summary>True where values are kept and not rows.</summary>
    public bool AreValues => Value is not null;

    /// <summary>The rows of a query; null where they do not tell their key.</summary>
    public static DapperRows? Of(DapperQuery query, KeyedSelect select, FixPlace place)
    {
        if (place.Model.GetTypeInfo(query.RowType).Type is not { } type || place.Model.GetTypeInfo(query.Key).Type is not { } keyType)
        {
            return null;
        }

        var taken = query.Method switch
        {
            "Query" => "",
            _ when select.Missing is not null => ".FirstOrDefault()",
            "ExecuteScalar" => ".FirstOrDefault()",
            var method => "." + method.Substring("Query".Length) + "()",
        };
        var inner = EntityColumn.Inner(type);
        if (!IsValue(inner))
        {
            return select.Missing is null && query.Method != "ExecuteScalar" && select.KeyOrdinal is not -1 && MemberOf(type, select, keyType, place) is { } member
                ? new DapperRows(query.RowType.ToString(), member, null, taken, false)
                : null;
        }

        // A missing count is a row with zero for the statement, and no row for the one with all keys.
        if (select.KeyOrdinal is not -1 || select.Columns.Count != 1 || (select.Missing is not null && query.Method == "Query"))
        {
            return null;
        }

        var key = keyType.ToMinimalDisplayString(place.Model, NullableFlowState.NotNull, place.Span.Start).TrimEnd('?');
        var isNeeded = type.IsValueType && SymbolEqualityComparer.Default.Equals(type, inner) && query.Method != "ExecuteScalar" && !IsCount(select);
        return new DapperRows($"({query.RowType}{(isNeeded ? "?" : "")} Value, {key} Key)", "Key", isNeeded ? "Value!.Value" : "Value", taken, isNeeded);
    }

    private static bool IsCount(KeyedSelect select) => select.Missing is not (null or "DBNull.Value");

    private static bool IsValue(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_DateTime
        || (Values.Contains(type.Name) && type.ContainingNamespace?.Name == "System");

    /// <summary>The member that Dapper reads the key's column into: it compares names without case, and with underscores only where it is told to leave them out.</summary>
    private static string? MemberOf(ITypeSymbol row, KeyedSelect select, ITypeSymbol keyType, FixPlace place)
    {
        var column = select.KeyOrdinal is { } at ? select.Columns[at] : select.ColumnName;
        if (column is null || row is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsTupleType: false } named)
        {
            return null;
        }

        var isLoose = column.Contains('_') && place.Model.Compilation.SyntaxTrees.Any(tree => tree.GetText(place.Cancellation).ToString().Contains("MatchNamesWithUnderscores = true"));
        for (var type = named; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (string.Equals(property.Name, isLoose ? column.Replace("_", "") : column, StringComparison.OrdinalIgnoreCase))
                {
                    var isRead = property.SetMethod is not null || named.Constructors.Any(made => made.Parameters.Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));
                    return isRead && property is { IsStatic: false, GetMethod.DeclaredAccessibility: Accessibility.Public } && SymbolEqualityComparer.Default.Equals(property.Type, keyType) ? property.Name : null;
                }
            }
        }

        return null;
    }
}
