using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Takes out the setting that switches the reset off.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [ConfigurationPlace.SourceKind, ConfigurationPlace.Kind])]
public sealed class ResetDisabledFix() : RemovedSettingFix(ResetDisabled.RuleId);
