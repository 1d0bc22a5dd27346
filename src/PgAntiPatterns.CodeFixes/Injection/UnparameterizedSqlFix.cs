using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Makes parameters of the values pasted into a command's text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class UnparameterizedSqlFix() : SqlParametersFix(UnparameterizedSql.RuleId);
