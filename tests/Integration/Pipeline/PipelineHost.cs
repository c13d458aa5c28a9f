using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Waiting;
using Vigie.Host;
using Vigie.Storage;

namespace Vigie.IntegrationTests.Pipeline;

/// <summary>All stages in this process, on the in-memory bus and a database of the test's own.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private PipelineHost(TestDatabase database, WebApplication app, CapturedLogs logs) => (_database, _app, Logs) = (database, app, logs);

    public CapturedLogs Logs { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<PipelineHost> StartAsync(
        StorageProvider provider, IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? add = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var logs = new CapturedLogs();
        var app = VigieApplication.Build(null, null, builder =>
        {
            builder.Configuration.AddInMemoryCollection(database.Settings).AddInMemoryCollection(settings);
            builder.Configuration["Urls"] = "http://127.0.0.1:0";
            builder.Logging.ClearProviders().AddProvider(logs);
            add?.Invoke(builder.Services);
        });
        await app.StartAsync();
        return new PipelineHost(database, app, logs);
    }

    public Task EventuallyAsync(Func<MonitorDb, Task<bool>> question, string what) => Eventually.BecomesTrueAsync(() => ReadAsync(question), Patience, what);

    public async Task<T> ReadAsync<T>(Func<MonitorDb, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
