using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Security;

/// <summary>The rules about passwords, encryption and what errors give away.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecurityAnalyzer : AreaAnalyzer
{
    /// <summary>Creates the area with its rules.</summary>
    public SecurityAnalyzer()
        : base(ImmutableArray.Create<Rule>(
            new PasswordInSource(),
            new EncryptionNotRequired(),
            new CertificateNotVerified(),
            new SensitiveDetailEnabled(),
            new SecurityInfoPersisted(),
            new ConnectionStringFromInput()))
    {
    }

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform) =>
        ConnectionReports.Register(context, platform, Rules);
}
