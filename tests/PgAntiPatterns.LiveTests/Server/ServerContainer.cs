using DotNet.Testcontainers.Builders;
using Testcontainers.PostgreSql;

namespace PgAntiPatterns.LiveTests.Server;

/// <summary>A server in a Docker container; Testcontainers' own reaper removes it when the run is aborted.</summary>
internal sealed class ServerContainer : IRunningServer
{
    private const string Image = "postgres:18-alpine";

    private readonly PostgreSqlContainer container;

    private ServerContainer(PostgreSqlContainer container) => this.container = container;

    public string ConnectionString => container.GetConnectionString();

    public string Origin => $"the Docker image {Image}";

    public static async Task<ServerContainer> StartAsync(CancellationToken cancellation)
    {
        try
        {
            var container = new PostgreSqlBuilder(Image)
                .WithCommand("-c", "shared_preload_libraries=pg_stat_statements", "-c", "max_connections=100", "-c", "fsync=off")
                .Build();
            await container.StartAsync(cancellation);
            return new ServerContainer(container);
        }
        catch (DockerUnavailableException docker)
        {
            throw new ServerUnavailableException("Docker does not run", docker);
        }
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
