using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Pooling;

namespace PgAntiPatterns.CodeFixes.Pooling;

/// <summary>Writes a connection URI as the keywords that Npgsql reads.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [ConfigurationPlace.SourceKind, ConfigurationPlace.Kind])]
public sealed class UriConnectionStringFix() : ReplacedSettingFix(UriConnectionString.RuleId);
