using Microsoft.EntityFrameworkCore;

namespace PgAntiPatterns.LiveTests.Experiments;

/// <summary>Options for a context that only compiled source has: they are generic over its type.</summary>
internal static class ContextOptions
{
    public static DbContextOptions For(CompiledSource source, string context, string connectionString)
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(source.TypeNamed(context)))!;
        return builder.UseNpgsql(connectionString).Options;
    }
}
