using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.Rules;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Makes members of the parameter object of the values pasted into Dapper's text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class UnparameterizedDapperSqlFix() : SqlParametersFix(UnparameterizedDapperSql.RuleId);
