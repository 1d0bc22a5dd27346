using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Platform;

/// <summary>What the members that a compilation can see mean to PostgreSQL: the rows, resolved to symbols once per compilation.</summary>
internal sealed partial class PlatformModel
{
    private static readonly ConditionalWeakTable<Compilation, PlatformModel?[]> Cache = new();

    private readonly Dictionary<ISymbol, ImmutableArray<ApiMember>> _members = new(SymbolEqualityComparer.Default);

    private PlatformModel(Compilation compilation, Dictionary<string, IAssemblySymbol> assemblies, ImmutableArray<AdditionalText> files)
    {
        Compilation = compilation;
        IsOnlyProvider = !assemblies.Keys.Any(Libraries.OtherProviders.Contains);
        IsTestProject = assemblies.Keys.Any(Libraries.TestFrameworks.Contains) || Libraries.TestMarkers.Any(marker => FrameworkType(marker) is not null) || Libraries.IsTestName(compilation.AssemblyName ?? "");
        IsServerless = assemblies.Keys.Any(name => Libraries.Serverless.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        RelationalVersion = assemblies.TryGetValue(Libraries.RelationalEf, out var relational) ? relational.Identity.Version : null;
        Resources = new ResourceTypes(FrameworkType);
        foreach (var library in Libraries.All)
        {
            if (library.Assembly is null || assemblies.ContainsKey(library.Assembly))
            {
                Resolve(library, library.Assembly is null ? null : assemblies[library.Assembly]);
            }
        }

        if (ApisFile.Rows(files).ToList() is { Count: > 0 } rows)
        {
            Resolve(new Library(null, rows), null);
        }
    }

    /// <summary>The compilation that the symbols belong to.</summary>
    public Compilation Compilation { get; }

    /// <summary>True where Npgsql is the only ADO.NET provider in sight, so that a plain DbConnection can only be PostgreSQL's.</summary>
    public bool IsOnlyProvider { get; }

    /// <summary>True where a test framework is referenced.</summary>
    public bool IsTestProject { get; }

    /// <summary>True where the program runs as a function of which there are as many instances as requests.</summary>
    public bool IsServerless { get; }

    /// <summary>The version of EF Core for relational databases; null where it is not referenced.</summary>
    public Version? RelationalVersion { get; }

    /// <summary>The words without which no source hands SQL to a driver: the members that take it, and the types whose constructors do.</summary>
    public HashSet<string> SqlWords => field ??= new HashSet<string>(Members
        .Where(member => member.Row.Role.TakesSql())
        .Select(member => member.Row.Member == ApiRow.Constructor ? member.Symbol.ContainingType.Name : member.Row.Member));

    /// <summary>Which types stand for something on the server.</summary>
    public ResourceTypes Resources { get; }

    /// <summary>The rows that were found, for the test that holds them against the real packages.</summary>
    public IEnumerable<ApiMember> Members => _members.Values.SelectMany(members => members);

    /// <summary>The model of a compilation; null where it references no PostgreSQL driver.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="files">Its additional files, among which users put rows of their own.</param>
    public static PlatformModel? Of(Compilation compilation, ImmutableArray<AdditionalText> files) => Cache.GetValue(compilation, key => [Resolve(key, files)])[0];

    /// <summary>What a member does in a role; null where no row says so. Overrides count as what they override.</summary>
    public ApiMember? Find(ISymbol member, Role role) => Find(member, candidate => candidate == role);

    /// <summary>What a member does in the first role that satisfies a question; null where no row says so.</summary>
    public ApiMember? Find(ISymbol member, Func<Role, bool> isAsked)
    {
        for (var symbol = member.OriginalDefinition; symbol is not null; symbol = Overridden(symbol)?.OriginalDefinition)
        {
            if (_members.TryGetValue(symbol, out var found) && found.FirstOrDefault(candidate => isAsked(candidate.Row.Role)) is { } match)
            {
                return match;
            }
        }

        return null;
    }

    /// <summary>True for the assemblies of the driver, of Dapper and of EF Core.</summary>
    public static bool IsDriverAssembly(string assembly) =>
        assembly == Libraries.Driver || assembly.StartsWith(Libraries.Driver + ".", StringComparison.Ordinal)
        || assembly.StartsWith("Dapper", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal);

    /// <summary>Everything that rows say about a member itself.</summary>
    public ImmutableArray<ApiMember> FindAll(ISymbol member) => _members.TryGetValue(member.OriginalDefinition, out var found) ? found : ImmutableArray<ApiMember>.Empty;

    /// <summary>True where a member speaks to PostgreSQL: Npgsql's own always, ADO.NET's where the value is Npgsql's or can be nobody else's.</summary>
    public bool IsPostgres(ApiMember member, IOperation? value) =>
        !member.IsProviderNeutral || IsOnlyProvider || value?.Unwrapped().Type?.ContainingAssembly?.Name == Libraries.Driver;

    /// <summary>True for a member of the driver, of ADO.NET, Dapper or EF Core: they keep nothing that they are given, unless a row says so.</summary>
    public static bool IsDatabaseMember(ISymbol member) =>
        member.ContainingAssembly is { Name: { } assembly }
        && (Libraries.DatabaseAssemblies.Any(prefix => assembly == prefix || assembly.StartsWith(prefix + ".", StringComparison.Ordinal)) || Libraries.DatabaseNamespaces.Contains(member.ContainingNamespace?.ToDisplayString() ?? ""));

    /// <summary>True for a member of EF Core, its provider included.</summary>
    public static bool IsMapperMember(ISymbol member) => member.ContainingNamespace?.ToDisplayString().StartsWith(Libraries.MapperNamespace, StringComparison.Ordinal) is true;

    /// <summary>True for a type of the driver itself.</summary>
    public static bool IsDriverType(ITypeSymbol type) => type.ContainingAssembly?.Name == Libraries.Driver;

    private static PlatformModel? Resolve(Compilation compilation, ImmutableArray<AdditionalText> files)
    {
        var assemblies = new Dictionary<string, IAssemblySymbol>(StringComparer.OrdinalIgnoreCase);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            assemblies[assembly.Name] = assembly;
        }

        return assemblies.ContainsKey(Libraries.Driver) ? new PlatformModel(compilation, assemblies, files) : null;
    }

    private static ISymbol? Overridden(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private static int OrdinalOf(ISymbol member, string? parameter)
    {
        var parameters = member switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol property => property.Parameters,
            _ => ImmutableArray<IParameterSymbol>.Empty,
        };
        return parameter is null ? -1 : parameters.FirstOrDefault(candidate => candidate.Name == parameter)?.Ordinal ?? -2;
    }

    private void Resolve(Library library, IAssemblySymbol? assembly)
    {
        foreach (var group in library.Rows.GroupBy(row => row.Type))
        {
            var type = assembly is null ? FrameworkType(group.Key) : assembly.GetTypeByMetadataName(group.Key);
            if (type is null)
            {
                continue;
            }

            foreach (var row in group)
            {
                foreach (var member in type.GetMembers(row.Member))
                {
                    var ordinal = OrdinalOf(member, row.Parameter);
                    if (ordinal >= -1)
                    {
                        _members.TryGetValue(member, out var known);
                        _members[member] = (known.IsDefault ? ImmutableArray<ApiMember>.Empty : known).Add(new ApiMember(row, member, ordinal, library.IsProviderNeutral));
                    }
                }
            }
        }
    }

    private INamedTypeSymbol? FrameworkType(string metadataName) => Compilation.GetTypeByMetadataName(metadataName);
}
