using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Takes out a setting that does nothing any more.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ObsoleteSettingFix() : ReplacedSettingFix(RuleIds.ObsoleteSetting);
