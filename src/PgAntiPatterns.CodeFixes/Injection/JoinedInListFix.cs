using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Passes a joined list as one array parameter.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class JoinedInListFix() : SqlParametersFix(JoinedInList.RuleId);
