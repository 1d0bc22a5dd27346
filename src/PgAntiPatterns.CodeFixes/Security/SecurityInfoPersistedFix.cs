using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Security;

namespace PgAntiPatterns.CodeFixes.Security;

/// <summary>Takes out the setting that keeps the password.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [ConfigurationPlace.SourceKind, ConfigurationPlace.Kind])]
public sealed class SecurityInfoPersistedFix() : RemovedSettingFix(SecurityInfoPersisted.RuleId);
