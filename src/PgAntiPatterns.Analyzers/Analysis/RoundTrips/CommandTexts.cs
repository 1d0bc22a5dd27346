using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Platform.RoundTrips;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.RoundTrips;

/// <summary>Where does a command get its SQL and its connection from?</summary>
internal static class CommandTexts
{
    private const int MaxDepth = 4;

    /// <summary>The places that give a command, or Dapper's command definition, its SQL; none where it comes from elsewhere.</summary>
    public static ImmutableArray<SqlSink> SinksOf(IOperation command, PlatformModel platform)
    {
        var sinks = ImmutableArray.CreateBuilder<SqlSink>();
        Collect(command, platform, sinks, 0);
        return sinks.ToImmutable();
    }

    /// <summary>The connection or data source that a command runs on; null where it is not to be seen.</summary>
    public static IOperation? SessionOf(IOperation command) => SessionOf(command, 0);

    private static void Collect(IOperation command, PlatformModel platform, ImmutableArray<SqlSink>.Builder sinks, int depth)
    {
        switch (command.Unwrapped())
        {
            case IObjectCreationOperation creation:
                Add(creation, platform, sinks);
                foreach (var assignment in creation.Initializer?.Initializers ?? ImmutableArray<IOperation>.Empty)
                {
                    Add(assignment, platform, sinks);
                }

                break;
            case IInvocationOperation call:
                Add(call, platform, sinks);
                break;
            case ILocalReferenceOperation { Local: var local } reference when depth < MaxDepth:
                OfVariable(local, reference, platform, sinks, depth);
                break;
            case IParameterReferenceOperation { Parameter: var parameter } reference when depth < MaxDepth:
                OfVariable(parameter, reference, platform, sinks, depth);
                break;
        }
    }

    private static void OfVariable(ISymbol variable, IOperation reference, PlatformModel platform, ImmutableArray<SqlSink>.Builder sinks, int depth)
    {
        var uses = VariableUses.Of(reference);
        foreach (var write in uses.Writes(variable))
        {
            if (ValueOf(write) is { } value)
            {
                Collect(value, platform, sinks, depth + 1);
            }
        }

        foreach (var use in uses.References(variable))
        {
            if (use.Parent is IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } property && assignment.Target == property)
            {
                Add(assignment, platform, sinks);
            }
        }
    }

    private static void Add(IOperation operation, PlatformModel platform, ImmutableArray<SqlSink>.Builder sinks)
    {
        if (SqlSinks.At(operation, platform) is { } sink)
        {
            sinks.Add(sink);
        }
    }

    private static IOperation? SessionOf(IOperation command, int depth)
    {
        switch (command.Unwrapped())
        {
            case IObjectCreationOperation creation:
                return creation.Arguments.Select(argument => argument.Value.Unwrapped()).FirstOrDefault(value => SessionTypes.IsSession(value.Type))
                    ?? creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(assignment => assignment.Value.Unwrapped()).FirstOrDefault(value => SessionTypes.IsSession(value.Type));
            case IInvocationOperation { Instance: { } instance }:
                return SessionTypes.IsSession(instance.Type) ? instance : null;
            case ILocalReferenceOperation { Local: var local } reference when depth < MaxDepth:
                var uses = VariableUses.Of(reference);
                return uses.Writes(local).Select(ValueOf).OfType<IOperation>().Select(value => SessionOf(value, depth + 1)).FirstOrDefault(session => session is not null)
                    ?? uses.References(local).Select(use => use.Parent?.Parent).OfType<ISimpleAssignmentOperation>().Select(assignment => assignment.Value.Unwrapped()).FirstOrDefault(value => SessionTypes.IsSession(value.Type));
            default:
                return null;
        }
    }

    /// <summary>The value that a write gives a variable.</summary>
    public static IOperation? ValueOf(IOperation write) => write switch
    {
        IVariableDeclaratorOperation declarator => VariableUses.Initializer(declarator),
        { Parent: ISimpleAssignmentOperation assignment } when assignment.Target == write => assignment.Value,
        { Parent: ICoalesceAssignmentOperation assignment } when assignment.Target == write => assignment.Value,
        _ => null,
    };
}
