using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Makes parameters of the values pasted into EF Core's raw text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class UnparameterizedEfSqlFix() : SqlParametersFix(UnparameterizedEfSql.RuleId);
