using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PgAntiPatterns.Analysis.ParameterBinding;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Options;
using PgAntiPatterns.Platform;

namespace PgAntiPatterns.Rules.Injection;

/// <summary>The rules about values in SQL text.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InjectionAnalyzer : AreaAnalyzer
{
    private readonly ImmutableArray<SqlHoleRule> _holeRules;
    private readonly BindingRules _bindingRules;

    /// <summary>Creates the area with its rules.</summary>
    public InjectionAnalyzer()
        : this(ImmutableArray.Create<SqlHoleRule>(
            new JoinedInList(),
            new ValueInUtilityStatement(),
            new UnparameterizedSql(),
            new UnparameterizedDapperSql(),
            new UnparameterizedEfSql(),
            new IdentifierFromVariable()))
    {
    }

    private InjectionAnalyzer(ImmutableArray<SqlHoleRule> holeRules)
        : this(holeRules, ImmutableArray.Create<BindingRule>(
            new PlaceholderInQuotes(),
            new PlaceholderMismatch(),
            new ArrayInInList(),
            new DapperListExpansion(),
            new WildcardInLikeParameter()))
    {
    }

    private InjectionAnalyzer(ImmutableArray<SqlHoleRule> holeRules, ImmutableArray<BindingRule> bindingRules)
        : base(ImmutableArray<Rule>.CastUp(holeRules).AddRange(bindingRules))
    {
        _holeRules = holeRules;
        _bindingRules = new BindingRules(holeRules.OfType<IBindingRule>().Concat(bindingRules).ToImmutableArray());
    }

    private protected override void Register(CompilationStartAnalysisContext context, PlatformModel platform)
    {
        var wrappers = new SqlWrappers(platform);
        context.RegisterOperationAction(
            place =>
            {
                if ((SqlSinks.At(place.Operation, platform) ?? wrappers.At(place.Operation)) is { } sink && Finding(sink, platform, place) is { } diagnostic && !(diagnostic.Id == UnparameterizedEfSql.RuleId && EfOwnRules.Report(sink, platform, place.Options)))
                {
                    place.ReportDiagnostic(diagnostic);
                }
            },
            SqlSinks.Kinds);
    }

    /// <summary>The first rule, in the order of the list, that has something to say; one place is reported once.</summary>
    private Diagnostic? Finding(SqlSink sink, PlatformModel platform, OperationAnalysisContext place)
    {
        if (sink.Expression.ConstantValue is { HasValue: true } constant && !BoundTexts.MayHavePlaces(constant.Value as string))
        {
            return null;
        }

        var texts = SinkTexts.Read(sink, platform);
        foreach (var rule in _holeRules)
        {
            if (rule.IsQuietInTests && sink.Api is not SqlApi.EfInterpolated && platform.IsTestProject && KnownOptions.ExcludeTests.IsOnFor(place.Options, sink.Expression.Syntax.SyntaxTree))
            {
                continue;
            }

            foreach (var text in texts)
            {
                if ((text.HasCharacters || text.Holes.Any(hole => hole.Origin is HoleOrigin.UserInput)) && text.Holes.Select(hole => rule.Words(hole, text, sink)).FirstOrDefault(words => words is not null) is { } found)
                {
                    var (properties, locations) = Rewrites.For(sink, texts, text);
                    return rule.At(sink.Expression.Syntax.GetLocation(), locations, properties, found);
                }
            }
        }

        return _bindingRules.Finding(sink, texts, platform);
    }
}
