namespace PgAntiPatterns.Platform;

/// <summary>What a library member does, as verbs; a row gives a member one role.</summary>
internal enum Role
{
    /// <summary>Takes SQL text whose placeholders are Npgsql's: @name, :name, $1.</summary>
    TakesSql,

    /// <summary>Takes a connection string, or a part of one, as text.</summary>
    TakesConnectionString,

    /// <summary>Takes the value of one connection-string setting; the row names the keyword.</summary>
    TakesSetting,

    /// <summary>Takes a connection-string keyword as text, next to its value.</summary>
    TakesKeyword,
}
