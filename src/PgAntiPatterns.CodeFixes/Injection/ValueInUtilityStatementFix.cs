using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PgAntiPatterns.Rules;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Calls pg_notify or set_config, which take parameters, in the place of NOTIFY or SET.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ValueInUtilityStatementFix() : SqlParametersFix(RuleIds.ValueInUtilityStatement);
