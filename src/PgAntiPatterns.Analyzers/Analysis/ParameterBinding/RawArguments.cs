using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.SqlTexts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ParameterBinding;

/// <summary>The arguments behind EF Core's raw text: {0} is the first; one that is a parameter object is known by its own name as well.</summary>
internal sealed class RawArguments
{
    private readonly ImmutableArray<BoundParameter> _arguments;

    private RawArguments(ImmutableArray<BoundParameter> arguments, bool isComplete)
    {
        _arguments = arguments;
        var state = BindingState.Fresh with { IsComplete = isComplete };
        for (var index = 0; index < arguments.Length; index++)
        {
            // EF Core calls what has no name @p0, @p1 and so on.
            var argument = arguments[index];
            state = state.Plus(argument.IsPositional ? new BoundParameter("p" + index, argument.Source) { Value = argument.Value } : argument);
        }

        Parameters = new ParameterSet(state);
    }

    /// <summary>The arguments by the names that EF Core gives them.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The array whose elements EF Core takes for the arguments, though it was meant as one; null where there is none.</summary>
    public BoundParameter? Spread { get; private init; }

    /// <summary>How many there are; null where that is not known.</summary>
    public int? Count => Parameters.IsComplete ? _arguments.Length : null;

    /// <summary>The arguments of a call; null where it takes none.</summary>
    public static RawArguments? Of(SqlSink sink, PlatformModel platform)
    {
        if (sink.Operation is not IInvocationOperation call || platform.Find(call.TargetMethod, Role.TakesParameterValues) is not { } taker || call.ArgumentFor(taker.Ordinal) is not { } argument)
        {
            return null;
        }

        if (ArrayElements.Of(argument.Value, platform.Compilation) is not { } elements)
        {
            // A string[] is an object[] to C#, an int[] is not.
            var isSpread = argument.Value.Unwrapped() is { Type: IArrayTypeSymbol { ElementType: { IsReferenceType: true, SpecialType: not SpecialType.System_Object } element } } && !platform.IsParameter(element);
            return new RawArguments(ImmutableArray<BoundParameter>.Empty, isComplete: false)
            {
                Spread = isSpread ? new BoundParameter("", argument) { Value = argument.Value } : null,
            };
        }

        var reader = new ParameterReader(platform, ImmutableDictionary<ISymbol, IOperation>.Empty);
        return new RawArguments(elements.Select(element => ReadOne(element, reader, platform)).ToImmutableArray(), isComplete: true);
    }

    /// <summary>The argument of a number; null where it is not known.</summary>
    public BoundParameter? At(int number) => number < _arguments.Length ? _arguments[number] : number == 0 ? Spread : null;

    private static BoundParameter ReadOne(IOperation element, ParameterReader reader, PlatformModel platform) =>
        platform.IsParameter(element.Unwrapped().Type) ? reader.Made(element, element) : new BoundParameter("", element) { Value = element };
}
