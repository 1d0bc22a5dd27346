using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PgAntiPatterns.Roslyn;

namespace PgAntiPatterns.Platform;

/// <summary>What the members that a compilation can see mean to PostgreSQL. A member is held against the rows when it is first asked about: an editor makes a compilation with every key, and most of the rows speak of members that it never meets.</summary>
internal sealed partial class PlatformModel
{
    private static readonly ConditionalWeakTable<Compilation, PlatformModel?[]> Cache = new();

    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<ApiMember>> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<KnownType, INamedTypeSymbol?> _types = new();
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _frameworkTypes = new();
    private readonly Dictionary<string, IAssemblySymbol> _assemblies;
    private readonly IReadOnlyList<KnownType> _own;
    private readonly HashSet<string> _names;
    private readonly Func<ISymbol, ImmutableArray<ApiMember>> _resolve;
    private readonly Lazy<bool> _isTestProject;

    private PlatformModel(Compilation compilation, Dictionary<string, IAssemblySymbol> assemblies, ImmutableArray<AdditionalText> files)
    {
        Compilation = compilation;
        _assemblies = assemblies;
        _resolve = Resolve;
        _own = KnownType.Of(new Library(null, ApisFile.Rows(files).ToList())).ToList();
        _names = _own.Count == 0 ? KnownType.MemberNames : [.. KnownType.MemberNames, .. OwnRows.Select(row => row.Member)];
        _isTestProject = new(() => assemblies.Keys.Any(Libraries.TestFrameworks.Contains) || Libraries.TestMarkers.Any(marker => FrameworkType(marker) is not null) || Libraries.IsTestName(compilation.AssemblyName ?? ""));
        IsOnlyProvider = !assemblies.Keys.Any(Libraries.OtherProviders.Contains);
        IsServerless = assemblies.Keys.Any(name => Libraries.Serverless.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        RelationalVersion = assemblies.TryGetValue(Libraries.RelationalEf, out var relational) ? relational.Identity.Version : null;
    }

    /// <summary>The compilation that the symbols belong to.</summary>
    public Compilation Compilation { get; }

    /// <summary>True where Npgsql is the only ADO.NET provider in sight, so that a plain DbConnection can only be PostgreSQL's.</summary>
    public bool IsOnlyProvider { get; }

    /// <summary>True where a test framework is referenced.</summary>
    public bool IsTestProject => _isTestProject.Value;

    /// <summary>True where the program runs as a function of which there are as many instances as requests.</summary>
    public bool IsServerless { get; }

    /// <summary>The version of EF Core for relational databases; null where it is not referenced.</summary>
    public Version? RelationalVersion { get; }

    /// <summary>The words without which no source hands SQL to a driver: the members that take it, and the types whose constructors do.</summary>
    public HashSet<string> SqlWords => field ??= [.. Rows.Where(row => row.Role.TakesSql()).Select(row => row.Member == ApiRow.Constructor ? KnownType.SimpleName(row.Type) : row.Member)];

    /// <summary>All rows that may be of use here, the user's own among them; what they speak of need not be referenced.</summary>
    public IEnumerable<ApiRow> Rows => KnownTypes.SelectMany(type => type.Rows);

    /// <summary>The rows of the libraries that are referenced, of the framework, and the user's own.</summary>
    public IEnumerable<ApiRow> RowsInReach => KnownTypes.Where(type => type.Library.Assembly is not { } assembly || _assemblies.ContainsKey(assembly)).SelectMany(type => type.Rows);

    /// <summary>Which types stand for something on the server.</summary>
    public ResourceTypes Resources { get; } = new();

    /// <summary>The rows that the user has written.</summary>
    public IEnumerable<ApiRow> OwnRows => _own.SelectMany(type => type.Rows);

    private IEnumerable<KnownType> KnownTypes => KnownType.All.Concat(_own);

    /// <summary>The model of a compilation; null where it references no PostgreSQL driver.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="files">Its additional files, among which users put rows of their own.</param>
    public static PlatformModel? Of(Compilation compilation, ImmutableArray<AdditionalText> files) => Cache.GetValue(compilation, key => [Resolve(key, files)])[0];

    /// <summary>False where the files that a compilation references leave no room for the driver: told by their names, before the compiler has read any of them.</summary>
    public static bool MayReferenceDriver(Compilation compilation) => compilation.References.Any(reference => reference switch
    {
        PortableExecutableReference { FilePath: { } path } => string.Equals(Path.GetFileNameWithoutExtension(path), Libraries.Driver, StringComparison.OrdinalIgnoreCase),
        CompilationReference { Compilation: var referenced } => referenced.AssemblyName == Libraries.Driver,
        _ => true,
    });

    /// <summary>What a member does in a role; null where no row says so. Overrides count as what they override.</summary>
    public ApiMember? Find(ISymbol member, Role role) => _names.Contains(member.Name) ? Find(member, candidate => candidate == role) : null;

    /// <summary>What a member does in the first role that satisfies a question; null where no row says so.</summary>
    public ApiMember? Find(ISymbol member, Func<Role, bool> isAsked)
    {
        // Most members have a name that no row has.
        if (!_names.Contains(member.Name))
        {
            return null;
        }

        for (var symbol = member.OriginalDefinition; symbol is not null; symbol = Overridden(symbol)?.OriginalDefinition)
        {
            foreach (var candidate in FindAll(symbol))
            {
                if (isAsked(candidate.Row.Role))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>True for the assemblies of the driver, of Dapper and of EF Core.</summary>
    public static bool IsDriverAssembly(string assembly) =>
        assembly == Libraries.Driver || assembly.StartsWith(Libraries.Driver + ".", StringComparison.Ordinal)
        || assembly.StartsWith("Dapper", StringComparison.Ordinal)
        || assembly.StartsWith(Libraries.MapperNamespace, StringComparison.Ordinal);

    /// <summary>Everything that rows say about a member itself.</summary>
    public ImmutableArray<ApiMember> FindAll(ISymbol member) => _members.GetOrAdd(member.OriginalDefinition, _resolve);

    /// <summary>The members that rows of a kind speak of, as far as they are referenced.</summary>
    public IEnumerable<ApiMember> MembersOf(Func<ApiRow, bool> isAsked) =>
        from known in KnownTypes
        from row in known.Rows
        where isAsked(row)
        from member in TypeOf(known)?.GetMembers(row.Member) ?? ImmutableArray<ISymbol>.Empty
        let ordinal = OrdinalOf(member, row.Parameter)
        where ordinal >= -1
        select new ApiMember(row, member, ordinal, known.Library.IsProviderNeutral);

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

        // The driver itself implements what the rows speak of and is no user of it.
        return compilation.AssemblyName != Libraries.Driver && assemblies.ContainsKey(Libraries.Driver) ? new PlatformModel(compilation, assemblies, files) : null;
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

    private ImmutableArray<ApiMember> Resolve(ISymbol member)
    {
        if (member is IMethodSymbol { ReducedFrom: not null } || member.ContainingType is not { } type)
        {
            return ImmutableArray<ApiMember>.Empty;
        }

        var found = ImmutableArray<ApiMember>.Empty;
        foreach (var known in KnownType.ByName[type.Name].Concat(_own.Where(own => KnownType.SimpleName(own.Name) == type.Name)))
        {
            foreach (var row in known.Rows)
            {
                if (row.Member == member.Name && OrdinalOf(member, row.Parameter) is >= -1 and var ordinal && known.Is(type))
                {
                    found = found.Add(new ApiMember(row, member, ordinal, known.Library.IsProviderNeutral));
                }
            }
        }

        return found;
    }

    private INamedTypeSymbol? TypeOf(KnownType known)
    {
        if (!_types.TryGetValue(known, out var type))
        {
            type = known.Library.Assembly is not { } name ? FrameworkType(known.Name) : _assemblies.TryGetValue(name, out var assembly) ? assembly.GetTypeByMetadataName(known.Name) : null;
            _types.TryAdd(known, type);
        }

        return type;
    }

    private INamedTypeSymbol? FrameworkType(string metadataName)
    {
        if (!_frameworkTypes.TryGetValue(metadataName, out var type))
        {
            type = Compilation.GetTypeByMetadataName(metadataName);
            _frameworkTypes.TryAdd(metadataName, type);
        }

        return type;
    }
}
