using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PgAntiPatterns.Rules.Injection;

namespace PgAntiPatterns.CodeFixes.Injection;

/// <summary>Writes <c>= ANY(@p)</c> in the place of <c>IN (@p)</c>, and makes an array of what is bound where it is none.</summary>
internal static class InListRewrite
{
    /// <summary>The rewrite; null where part of it cannot be planned.</summary>
    public static FixPlan? Of(FixPlace place)
    {
        if (!place.Diagnostic.Properties.TryGetValue(InLists.Replacement, out var replacement) || replacement is null || SqlSource.At(place, 0) is not { } condition)
        {
            return null;
        }

        var plan = new FixPlan("Write '" + replacement + "'", ImmutableArray<TextChange>.Empty);
        if (place.Diagnostic.Properties.TryGetValue(InLists.Cast, out var type))
        {
            return SqlSource.Located(place, 1) is { } argument
                && place.Root.FindNode(argument, getInnermostNodeForTie: true) is ExpressionSyntax { Span: var whole } array && whole == argument
                ? plan with { Changes = ImmutableArray.Create(new TextChange(condition, replacement), new TextChange(argument, "(" + type + ")" + Operand(array))) }
                : null;
        }

        if (!place.Diagnostic.Properties.ContainsKey(InLists.Materialise))
        {
            return plan with { Changes = ImmutableArray.Create(new TextChange(condition, replacement)) };
        }

        if (SqlSource.Located(place, 1) is not { } bound
            || place.Root.FindNode(bound, getInnermostNodeForTie: true) is not ExpressionSyntax { Span: var span } value || span != bound
            || ArrayOf(value, place) is not { } made)
        {
            return null;
        }

        if (condition.Contains(bound))
        {
            // The hole of an interpolated string is in the middle of the condition.
            var changed = replacement.Replace("{" + value + "}", "{" + made + "}");
            return changed == replacement ? null : plan with { Changes = ImmutableArray.Create(new TextChange(condition, changed)) };
        }

        return plan with { Changes = ImmutableArray.Create(new TextChange(condition, replacement), new TextChange(bound, Named(value, made))) };
    }

    /// <summary>The value as an array; null where ToArray is not within reach.</summary>
    private static string? ArrayOf(ExpressionSyntax value, FixPlace place)
    {
        if (place.Model.GetTypeInfo(value).Type is not { } type
            || !place.Model.LookupSymbols(value.SpanStart, type, nameof(Enumerable.ToArray), includeReducedExtensionMethods: true).OfType<IMethodSymbol>().Any())
        {
            return null;
        }

        var isNullable = place.Model.GetTypeInfo(value).Nullability.FlowState is NullableFlowState.MaybeNull;
        return Operand(value) + (isNullable ? "?.ToArray()" : ".ToArray()");
    }

    /// <summary>The expression so that a member can be asked of it.</summary>
    internal static string Operand(ExpressionSyntax value) =>
        value is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax
            ? value.ToString()
            : "(" + value + ")";

    /// <summary>An anonymous object takes the name of its member from the expression, as long as it is one.</summary>
    internal static string Named(ExpressionSyntax value, string changed) =>
        value.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } ? NameOf(value) + " = " + changed : changed;

    private static string NameOf(ExpressionSyntax value) => value switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        _ => value.ToString(),
    };
}
