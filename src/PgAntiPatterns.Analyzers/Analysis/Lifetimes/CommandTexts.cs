using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.Lifetimes;

/// <summary>Which SQL does a call run, as far as the source tells?</summary>
internal static class CommandTexts
{
    /// <summary>The texts that a call may run; none where they are not known.</summary>
    public static IReadOnlyList<string> Of(IInvocationOperation call, Lifetime lifetime)
    {
        if (lifetime.Platform.Find(call.TargetMethod, role => role is Role.TakesDapperSql or Role.TakesNumberedSql or Role.TakesInterpolatedSql or Role.TakesCopySql) is { } member)
        {
            return Read(call.ArgumentFor(member.Ordinal)?.Value, lifetime);
        }

        return call.Instance is { } command ? Expressions(command, lifetime, 0).SelectMany(text => Read(text, lifetime)).ToList() : [];
    }

    /// <summary>The texts of an expression, with a hole as one character.</summary>
    public static IReadOnlyList<string> Read(IOperation? text, Lifetime lifetime) =>
        text is null ? [] : TextVariant.Of(TextEvaluator.Evaluate(text, lifetime.Platform)).Select(variant => variant.Value).ToList();

    private static IEnumerable<IOperation> Expressions(IOperation command, Lifetime lifetime, int depth)
    {
        if (depth > 6)
        {
            return [];
        }

        switch (Carriers.Bare(command))
        {
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                return lifetime.Platform.Find(constructor, Role.TakesSql) is { } taker && creation.ArgumentFor(taker.Ordinal)?.Value is { } text ? [text] : [];
            case IInvocationOperation call:
                return lifetime.Platform.Find(call.TargetMethod, Role.TakesSql) is { } maker && call.ArgumentFor(maker.Ordinal)?.Value is { } sql ? [sql] : [];
        }

        if (FlowBody.VariableOf(Carriers.Bare(command)) is not { } variable)
        {
            return [];
        }

        var set = lifetime.Body.Operations.OfType<ISimpleAssignmentOperation>()
            .Where(assignment => assignment.Target is IPropertyReferenceOperation { Instance: { } instance, Property: var property } && lifetime.Platform.Find(property, Role.TakesSql) is not null && variable.Equals(FlowBody.VariableOf(Carriers.Bare(instance))))
            .Select(assignment => assignment.Value).ToList();
        return set.Concat(lifetime.Body.ValuesOf(variable).SelectMany(value => Expressions(value, lifetime, depth + 1)));
    }
}
