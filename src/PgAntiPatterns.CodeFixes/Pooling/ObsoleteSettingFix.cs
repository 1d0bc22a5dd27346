using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Takes out a setting that does nothing any more.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [ConfigurationPlace.SourceKind, ConfigurationPlace.Kind])]
public sealed class ObsoleteSettingFix() : ReplacedSettingFix(ObsoleteSetting.RuleId);
