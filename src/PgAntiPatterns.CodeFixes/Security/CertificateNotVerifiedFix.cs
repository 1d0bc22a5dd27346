using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules;

namespace PgAntiPatterns.CodeFixes.Security;

/// <summary>Asks for the server's certificate.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class CertificateNotVerifiedFix() : ReplacedSettingFix(RuleIds.CertificateNotVerified, "which needs a certificate that this machine trusts");
