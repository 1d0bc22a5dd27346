using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Security;

namespace PgAntiPatterns.CodeFixes.Security;

/// <summary>Asks for encryption and for the server's certificate.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [ConfigurationPlace.SourceKind, ConfigurationPlace.Kind])]
public sealed class EncryptionNotRequiredFix() : ReplacedSettingFix(EncryptionNotRequired.RuleId, "which needs a certificate that this machine trusts");
