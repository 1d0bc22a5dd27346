using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Writes the keyword or value that Npgsql knows, or takes out what it has nothing for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [ConfigurationPlace.SourceKind, ConfigurationPlace.Kind])]
public sealed class KeywordNotAcceptedFix() : ReplacedSettingFix(KeywordNotAccepted.RuleId);
