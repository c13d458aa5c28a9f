using Vigie.Core.Contracts;
using Vigie.Storage;

namespace Vigie.Host.Configuration;

/// <summary>The services of a command that does one thing and ends: database, no bus, no stages.</summary>
internal static class ToolServices
{
    public static ServiceProvider Build(string? configFile, Action<IServiceCollection, IConfiguration>? add = null)
    {
        var configuration = new ConfigurationBuilder();
        configuration.AddVigieFiles(configFile);
        var root = configuration.Build();
        ConfigurationCheck.Demand(root);

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(root);
        services.AddLogging();
        services.AddMetrics();
        services.AddVigieStorage(root);
        services.AddSingleton<IBell, NoBell>();
        add?.Invoke(services, root);
        return services.BuildServiceProvider();
    }

    // A command rings nobody: the service's sweeper finds what the command left on a shelf.
    private sealed class NoBell : IBell
    {
        public Task<bool> RingAsync<T>(T message, CancellationToken cancellationToken) where T : class => Task.FromResult(false);
    }
}
