namespace PgAntiPatterns.Rules;

/// <summary>How sure a rule is when it speaks; the severity follows from it and is never chosen by hand.</summary>
internal enum Confidence
{
    /// <summary>The code proves the defect: a warning, and an error under the Strict preset.</summary>
    Certain,

    /// <summary>Right almost always, but the code alone cannot prove it: a suggestion.</summary>
    Likely,

    /// <summary>A matter of taste or of policy: off until it is switched on.</summary>
    Opinion,
}
