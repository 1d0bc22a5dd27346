namespace PgAntiPatterns.Baselines;

/// <summary>How a baseline and a report name a project: by its file, and by the framework where it is built for several.</summary>
internal static class ProjectName
{
    /// <summary>The project's file in a name with or without a framework.</summary>
    public static string FileOf(string name) => StartIn(name) is var start and >= 0 ? name.Substring(0, start) : name;

    /// <summary>The framework; empty where there is only one.</summary>
    public static string FrameworkOf(string name) => StartIn(name) is var start and >= 0 ? name.Substring(start + 2, name.Length - start - 3) : "";

    /// <summary>The name of a project that is built for a framework; without one, it is the only one.</summary>
    public static string Of(string file, string framework) => framework.Length == 0 ? file : $"{file} ({framework})";

    private static int StartIn(string name) => name.EndsWith(")", StringComparison.Ordinal) ? name.LastIndexOf(" (", StringComparison.Ordinal) : -1;
}
