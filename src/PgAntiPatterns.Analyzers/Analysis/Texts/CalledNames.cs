using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PgAntiPatterns.Analysis.Texts;

/// <summary>Where in a compilation a name is called. The list is made once, and only when a method is asked for that the whole assembly can call.</summary>
internal static class CalledNames
{
    private static readonly ConditionalWeakTable<Compilation, Lazy<Dictionary<string, List<SimpleNameSyntax>>>> Cache = new();

    /// <summary>The calls of a name, in the order of the files.</summary>
    public static IReadOnlyList<SimpleNameSyntax> Of(string name, Compilation compilation) =>
        Cache.GetValue(compilation, static key => new(() => Find(key))).Value.TryGetValue(name, out var found) ? found : [];

    private static Dictionary<string, List<SimpleNameSyntax>> Find(Compilation compilation)
    {
        var names = new Dictionary<string, List<SimpleNameSyntax>>();
        foreach (var call in compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes()).OfType<InvocationExpressionSyntax>())
        {
            var name = call.Expression switch
            {
                SimpleNameSyntax simple => simple,
                MemberAccessExpressionSyntax access => access.Name,
                MemberBindingExpressionSyntax binding => binding.Name,
                _ => null,
            };
            if (name is null)
            {
                continue;
            }

            if (!names.TryGetValue(name.Identifier.ValueText, out var found))
            {
                names.Add(name.Identifier.ValueText, found = []);
            }

            found.Add(name);
        }

        return names;
    }
}
