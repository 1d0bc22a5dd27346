using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>Do EF Core's own analyzers report this very place? They look at the argument itself: EF1002 at an interpolated string, EF1003 at a concatenation.</summary>
internal static class EfOwnRules
{
    private const string Interpolated = "EF1002";
    private const string Concatenated = "EF1003";

    /// <summary>True where one of them speaks, is not switched off, and the user has not asked for both.</summary>
    public static bool Report(SqlSink sink, PlatformModel platform, AnalyzerOptions options)
    {
        if (sink is not { Api: SqlApi.EfRaw, Behind: null } || RuleFor(sink.Expression, platform.RelationalVersion) is not { } rule)
        {
            return false;
        }

        var tree = sink.Operation.Syntax.SyntaxTree;
        return !KnownOptions.ReportWithEfRules.IsOnFor(options, tree) && !IsOff(rule, platform.Compilation, tree);
    }

    private static string? RuleFor(IOperation expression, Version? version) => expression.Unwrapped() switch
    {
        IInterpolatedStringOperation when version >= new Version(8, 0) => Interpolated,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } when version >= new Version(10, 0) => Concatenated,
        _ => null,
    };

    private static bool IsOff(string rule, Compilation compilation, SyntaxTree tree)
    {
        if (compilation.Options.SpecificDiagnosticOptions.TryGetValue(rule, out var general) && general is ReportDiagnostic.Suppress or ReportDiagnostic.Hidden)
        {
            return true;
        }

        return compilation.Options.SyntaxTreeOptionsProvider is { } provider
            && (provider.TryGetDiagnosticValue(tree, rule, default, out var own) || provider.TryGetGlobalDiagnosticValue(rule, default, out own))
            && own is ReportDiagnostic.Suppress or ReportDiagnostic.Hidden;
    }
}
