namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>How often something happens in the life of a program.</summary>
internal enum Frequency
{
    /// <summary>Nobody can say.</summary>
    Unknown,

    /// <summary>A few times: at start, at the end, or once per key of a cache.</summary>
    Once,

    /// <summary>For every scope of the container: every request, every context.</summary>
    PerScope,

    /// <summary>For every call, request, message or tick.</summary>
    PerCall,
}
