using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.CodeFixes.Editing;
using PgAntiPatterns.Rules.Security;

namespace PgAntiPatterns.CodeFixes.Security;

/// <summary>Sets the pasted values on a builder, which quotes them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ConnectionStringFromInputFix() : RuleFix(ConnectionStringFromInput.RuleId)
{
    private protected override IEnumerable<FixPlan> Plan(FixPlace place)
    {
        if (place.Diagnostic.Properties.TryGetValue(ConnectionStringFromInput.PropertiesProperty, out var known) && known is not null
            && WholeOf(place) is { } whole
            && BuilderText.Of(whole, Read(known), place) is { } builder)
        {
            yield return new FixPlan("Set the values on a builder, which quotes them", ImmutableArray.Create(new TextChange(whole.Span, builder)));
        }
    }

    /// <summary>The outermost string around the diagnostic: what is interpolated, or the sum that it is part of.</summary>
    private static ExpressionSyntax? WholeOf(FixPlace place)
    {
        var whole = place.Node.AncestorsAndSelf().OfType<ExpressionSyntax>().FirstOrDefault(expression => expression is InterpolatedStringExpressionSyntax or LiteralExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression });
        while (whole?.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum)
        {
            whole = sum;
        }

        return whole is LiteralExpressionSyntax ? null : whole;
    }

    private static Dictionary<string, string> Read(string known)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in known.Split(';'))
        {
            var at = pair.IndexOf('=');
            properties[pair.Substring(0, at)] = pair.Substring(at + 1);
        }

        return properties;
    }
}
