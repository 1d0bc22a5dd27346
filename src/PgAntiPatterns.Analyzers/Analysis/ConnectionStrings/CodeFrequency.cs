using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PgAntiPatterns.Analysis.Texts;
using PgAntiPatterns.Platform;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Analysis.ConnectionStrings;

/// <summary>How often does the code around this operation run? Follows lambdas to whoever runs them, and methods to their callers.</summary>
internal static class CodeFrequency
{
    /// <summary>How many callers up a question goes.</summary>
    private const int MaxDepth = 4;

    /// <summary>Parameters of methods that set a program up.</summary>
    private static readonly HashSet<string> StartTypes = ["IServiceCollection", "IApplicationBuilder", "WebApplicationBuilder", "WebApplication", "IHostBuilder", "IHost", "IWebHostBuilder", "IHostApplicationBuilder", "HostApplicationBuilder", "IEndpointRouteBuilder", "IDistributedApplicationBuilder"];

    /// <summary>Events that come once, when the program ends.</summary>
    private static readonly HashSet<string> EndEvents = ["ProcessExit", "DomainUnload", "Unloading", "CancelKeyPress", "ApplicationExit", "Exit", "SessionEnding", "Closing", "Closed", "FormClosing", "FormClosed", "Disposed", "Startup", "Loaded", "Load"];

    /// <summary>Words in the names of methods and types whose work is done once in a while.</summary>
    private static readonly string[] RareWork = ["Migrat", "Seed", "Setup", "Initiali", "Bootstrap", "Install", "Provision", "Deploy", "Upgrade", "Startup", "EnsureCreated", "EnsureDatabase", "Benchmark", "Fixture", "Configure", "WaitFor"];

    /// <summary>The frequency of the code around an operation.</summary>
    public static Frequency Of(IOperation operation, PlatformModel platform) => Of(operation, platform, MaxDepth);

    /// <summary>True where the member around an operation is named after work that is done once in a while, or is the program's entry.</summary>
    public static bool IsRareWork(IOperation operation) =>
        SourceOperations.DeclaredAt(operation.Root()) is IMethodSymbol method
            ? IsRare(method.Name) || IsRare(method.ContainingType.Name) || IsCommandLine(method) || method is { IsStatic: true, Name: "Main" }
            : operation.Root().Syntax is CompilationUnitSyntax && !IsInFunction(operation);

    private static bool IsInFunction(IOperation operation)
    {
        var outer = operation.Parent;
        while (outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            outer = outer.Parent;
        }

        return outer is not null;
    }

    /// <summary>How often whoever is given a delegate runs it; unknown where no row says so.</summary>
    public static Frequency OfDelegate(IOperation function, PlatformModel platform)
    {
        var outer = function;
        while (outer.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            outer = outer.Parent;
        }

        return outer.Parent switch
        {
            IArgumentOperation { Parameter: { } parameter, Parent: { } call } => OfArgument(call, parameter, platform),
            IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event: var raised } } => EndEvents.Contains(raised.Name) ? Frequency.Once : Frequency.PerCall,
            _ => Frequency.Unknown,
        };
    }

    /// <summary>How often a call runs, or keeps, what it is given for a parameter.</summary>
    public static Frequency OfArgument(IOperation call, IParameterSymbol parameter, PlatformModel platform)
    {
        ISymbol? target = call switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        var member = target is null ? null : platform.Find(target, role => role is Role.RunsOnce or Role.RunsOncePerKey or Role.RunsPerScope or Role.RunsPerCall);
        if (member is null || (member.Ordinal >= 0 && member.Ordinal != parameter.Ordinal))
        {
            return Frequency.Unknown;
        }

        return member.Row.Role switch
        {
            Role.RunsPerCall => Frequency.PerCall,
            Role.RunsPerScope => OfLifetime(call, member.Row.Detail),
            _ => Frequency.Once,
        };
    }

    /// <summary>How often something is made whose lifetime a call is given; unknown where whoever calls decides.</summary>
    private static Frequency OfLifetime(IOperation call, string? lifetime)
    {
        var arguments = call switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => System.Collections.Immutable.ImmutableArray<IArgumentOperation>.Empty,
        };

        // A context that lives as long as the program takes its options along.
        var given = arguments.Where(argument => lifetime is not null && (argument.Parameter?.Name == lifetime || argument.Parameter?.Name == "contextLifetime")).Select(argument => argument.Value.Unwrapped().ConstantValue).ToList();
        return given.Any(value => value is { HasValue: true, Value: 0 }) ? Frequency.Once : given.Any(value => !value.HasValue) ? Frequency.Unknown : Frequency.PerScope;
    }

    private static Frequency Of(IOperation operation, PlatformModel platform, int depth)
    {
        var repetition = Repetition.None;
        IOperation inner = operation;
        for (var outer = operation.Parent; outer is not null; inner = outer, outer = outer.Parent)
        {
            switch (outer)
            {
                case ILoopOperation around when IsRepeated(around, inner):
                    repetition = Worse(repetition, IsEndless(around) || IsSameEachTime(operation, around) ? Repetition.Endless : Repetition.Bounded);
                    break;
                case IAnonymousFunctionOperation lambda when RunsInPlace(lambda, out var isPerElement):
                    repetition = Worse(repetition, isPerElement ? Repetition.Bounded : Repetition.None);
                    break;
                case IAnonymousFunctionOperation lambda:
                    return Repeated(OfDelegate(lambda, platform), repetition);
                case ILocalFunctionOperation { Symbol: var function }:
                    return Repeated(OfUses(Callers.Of(function, platform.Compilation), platform, depth), repetition);
            }
        }

        return OfMember(inner, repetition, platform, depth);
    }

    /// <summary>Code that runs once and loops for ever runs its body as often as a handler is called.</summary>
    private static Frequency Repeated(Frequency around, Repetition repetition) =>
        around is not Frequency.Once || repetition is Repetition.None ? around : repetition is Repetition.Endless ? Frequency.PerCall : Frequency.Unknown;

    private static Repetition Worse(Repetition first, Repetition second) => first > second ? first : second;

    /// <summary>True where a loop over many things does the same for each of them, and is no loop of attempts.</summary>
    private static bool IsSameEachTime(IOperation operation, ILoopOperation loop) =>
        loop is IForEachLoopOperation or IForLoopOperation
        && !loop.Body.DescendantsAndSelf().Any(inner => inner is IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation or ITryOperation { Catches.Length: > 0 })
        && !DependsOn(operation, loop, 3);

    private static bool DependsOn(IOperation operation, ILoopOperation loop, int depth) =>
        operation.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(reference =>
            reference.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declared
            && loop.Syntax.Span.Contains(declared.Span)
            && (depth == 0 || VariableTrace.OnlyValue(reference.Local, reference) is not { } value || DependsOn(value, loop, depth - 1)));

    private static bool IsEndless(ILoopOperation loop) =>
        loop is IForEachLoopOperation { IsAsynchronous: true }
        || loop is IWhileLoopOperation
        && !loop.Body.DescendantsAndSelf().Any(operation => operation is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break });

    private static bool IsRepeated(ILoopOperation loop, IOperation inner) => loop switch
    {
        IForEachLoopOperation each => each.Collection != inner,
        IForLoopOperation counted => !counted.Before.Contains(inner),
        _ => true,
    };

    /// <summary>A lambda that is run where it is written: by LINQ for each element, or by Task.Run at once.</summary>
    private static bool RunsInPlace(IAnonymousFunctionOperation lambda, out bool isPerElement)
    {
        isPerElement = false;
        var outer = (IOperation)lambda;
        while (outer.Parent is IDelegateCreationOperation or IConversionOperation)
        {
            outer = outer.Parent;
        }

        if (outer.Parent is not IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } })
        {
            return false;
        }

        isPerElement = method.ContainingNamespace is { Name: "Linq", ContainingNamespace.Name: "System" } || method.ContainingType.Name == "Parallel";
        return isPerElement || method is { Name: "Run" or "StartNew", ContainingType.Name: "Task" or "TaskFactory" };
    }

    private static Frequency OfMember(IOperation root, Repetition repetition, PlatformModel platform, int depth)
    {
        switch (SourceOperations.DeclaredAt(root))
        {
            case IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } when root is ISymbolInitializerOperation:
                return Frequency.Once;
            case IFieldSymbol { ContainingType: var owner } when root is ISymbolInitializerOperation:
                return TypeFrequency.Of(owner, platform);
            case IPropertySymbol { ContainingType: var owner } when root is ISymbolInitializerOperation:
                return TypeFrequency.Of(owner, platform);
            case IPropertySymbol:
                return Frequency.PerCall;
            case IMethodSymbol method:
                return Repeated(OfMethod(method, platform, depth), repetition);
            default:
                return root.Syntax is CompilationUnitSyntax ? Repeated(Frequency.Once, repetition) : Frequency.Unknown;
        }
    }

    private static Frequency OfMethod(IMethodSymbol method, PlatformModel platform, int depth)
    {
        switch (method.MethodKind)
        {
            case MethodKind.StaticConstructor:
                return Frequency.Once;
            case MethodKind.Constructor:
                return TypeFrequency.Of(method.ContainingType, platform);
            case MethodKind.PropertyGet or MethodKind.PropertySet:
                return Frequency.PerCall;
        }

        if (method is { IsStatic: true, Name: "Main" or "<Main>$" } || method.Parameters.Any(parameter => StartTypes.Contains(parameter.Type.Name)))
        {
            return Frequency.Once;
        }

        if (Contracts(method).Select(contract => platform.Find(contract, IsCalled)).FirstOrDefault(found => found is not null) is { Row.Role: var role })
        {
            return role switch
            {
                Role.IsCalledPerCall => Frequency.PerCall,
                Role.IsCalledPerScope => Frequency.PerScope,
                _ => Frequency.Once,
            };
        }

        if ((IsRare(method.Name) && !(method.IsOverride && TypeFrequency.IsCreatedPerCall(method.ContainingType, platform))) || IsRare(method.ContainingType.Name) || IsCommandLine(method))
        {
            return Frequency.Once;
        }

        return TypeFrequency.IsCreatedPerCall(method.ContainingType, platform) || depth == 0
            ? Frequency.PerCall
            : OfUses(Callers.Of(method, platform.Compilation), platform, depth);
    }

    /// <summary>What the callers say together; code that nobody here calls is called from outside, again and again.</summary>
    private static Frequency OfUses(IReadOnlyList<IOperation>? uses, PlatformModel platform, int depth)
    {
        if (uses is not { Count: > 0 })
        {
            return Frequency.PerCall;
        }

        var all = uses.Select(use => use is IMethodReferenceOperation ? OfDelegate(use, platform) : depth == 0 ? Frequency.Unknown : Of(use, platform, depth - 1)).Distinct().ToList();
        return all.Contains(Frequency.PerCall) ? Frequency.PerCall
            : all.Contains(Frequency.PerScope) ? Frequency.PerScope
            : all.Contains(Frequency.Unknown) ? Frequency.Unknown
            : Frequency.Once;
    }

    private static bool IsCalled(Role role) => role is Role.IsCalledAtStart or Role.IsCalledAtEnd or Role.IsCalledPerCall or Role.IsCalledPerScope;

    /// <summary>A method, what it overrides, and what it implements.</summary>
    public static IEnumerable<ISymbol> Contracts(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces
            .SelectMany(contract => contract.GetMembers().OfType<IMethodSymbol>())
            .Where(member => member.Name == method.Name.Split('.').Last() && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
            .Prepend<ISymbol>(method);

    private static bool IsRare(string name) => RareWork.Any(work => name.IndexOf(work, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The body of a command of a command-line program runs once per process.</summary>
    private static bool IsCommandLine(IMethodSymbol method) =>
        method.IsOverride && method.ContainingType.BaseType is { Name: "Command" or "AsyncCommand" or "CommandBase" or "CliCommand" or "RootCommand" };

    private enum Repetition
    {
        None,
        Bounded,
        Endless,
    }
}
