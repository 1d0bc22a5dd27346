using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>C# source, compiled against the real packages and loaded, whose methods an experiment calls by name.</summary>
internal sealed class CompiledSource : IDisposable
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly AssemblyLoadContext context;
    private readonly Assembly assembly;

    private CompiledSource(AssemblyLoadContext context, Assembly assembly)
    {
        this.context = context;
        this.assembly = assembly;
    }

    public static CompiledSource Compile(params IReadOnlyList<string> sources) => Compile(sources, isUnloaded: true);

    /// <summary>For sources whose classes are derived from at run time, as proxies are: no such class can be unloaded.</summary>
    public static CompiledSource CompileForGood(params IReadOnlyList<string> sources) => Compile(sources, isUnloaded: false);

    private static CompiledSource Compile(IReadOnlyList<string> sources, bool isUnloaded)
    {
        SyntaxTree[] trees =
        [
            .. sources.Select((source, number) => CSharpSyntaxTree.ParseText(SourceText.From(source), CompileReferences.Parsing, number == 0 ? "Experiment.cs" : $"Experiment{number}.cs")),
            CSharpSyntaxTree.ParseText(SourceText.From(CompileReferences.ImplicitUsings), CompileReferences.Parsing, "GlobalUsings.cs"),
        ];
        var compilation = CSharpCompilation.Create($"Experiment_{Guid.NewGuid():N}", trees, CompileReferences.All, CompileReferences.Compiling);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            throw new InvalidSourceException("The source does not compile", result.Diagnostics, string.Join("\n\n", sources));
        }

        image.Position = 0;
        var context = new AssemblyLoadContext(compilation.AssemblyName, isUnloaded);
        return new CompiledSource(context, context.LoadFromStream(image));
    }

    /// <summary>Creates an object of the source's type with that name.</summary>
    public object New(string type, params object?[] arguments) =>
        Activator.CreateInstance(TypeNamed(type), BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, binder: null, arguments, culture: null)!;

    /// <summary>Calls the only method of that name in the source, static or of an object without constructor arguments, and awaits it.</summary>
    public Task<object?> CallAsync(string method, params object?[] arguments)
    {
        var found = MethodNamed(method, assembly.GetTypes());
        return CallAsync(found, found.IsStatic ? null : Activator.CreateInstance(found.DeclaringType!, nonPublic: true), arguments);
    }

    /// <summary>Calls the only method of that name in a type, as <see cref="CallAsync(string, object?[])"/> does.</summary>
    public static Task<object?> CallInAsync(Type type, string method, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(type);
        var found = MethodNamed(method, [type]);
        return CallAsync(found, found.IsStatic ? null : Activator.CreateInstance(type, nonPublic: true), arguments);
    }

    /// <summary>Calls the method of an object that <see cref="New"/> created, and awaits it.</summary>
    public static Task<object?> CallOnAsync(object target, string method, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(target);
        return CallAsync(MethodNamed(method, [target.GetType()]), target, arguments);
    }

    public void Dispose()
    {
        if (context.IsCollectible)
        {
            context.Unload();
        }
    }

    private static async Task<object?> CallAsync(MethodInfo method, object? target, object?[] arguments)
    {
        var result = method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, WithDefaults(method, arguments), culture: null);
        if (result is not null && result.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            result = type.GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(result, null);
        }

        switch (result)
        {
            case ValueTask pending:
                await pending;
                return null;
            case Task pending:
                await pending;
                // A Task without result is a Task<VoidTaskResult> underneath.
                return method.ReturnType.IsGenericType ? pending.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(pending) : null;
            default:
                return result;
        }
    }

    private static object?[] WithDefaults(MethodInfo method, object?[] arguments) =>
        [.. arguments, .. method.GetParameters().Skip(arguments.Length).Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : Type.Missing)];

    /// <summary>The source's only type of that name.</summary>
    public Type TypeNamed(string name) =>
        assembly.GetTypes().Where(type => type.Name == name || type.FullName == name).ToArray() is [var only]
            ? only
            : throw new ArgumentException($"The source has no type or several types named '{name}'; it has {string.Join(", ", assembly.GetTypes().Select(type => type.FullName))}.");

    private static MethodInfo MethodNamed(string name, IEnumerable<Type> types)
    {
        var methods = types.SelectMany(type => type.GetMethods(Anything)).ToArray();
        return methods.Where(method => method.Name == name).ToArray() is [var only]
            ? only
            : throw new ArgumentException($"The source has no method or several methods named '{name}'; it has {string.Join(", ", methods.Select(method => method.Name))}.");
    }
}
