using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vigie.Collector;
using Vigie.Collector.Intake;
using Vigie.Collector.Scheduling;
using Vigie.Collector.Sources;
using Vigie.Core.Contracts;
using Vigie.Fakes.Clocks;
using Vigie.Fakes.Databases;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.IntegrationTests.Collector.Intake;

/// <summary>The collector's services on a database of their own, with a bell that remembers and a clock that the test moves.</summary>
internal sealed class IntakeBench : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly IReadOnlyDictionary<string, string?> _settings;

    private IntakeBench(TestDatabase database, IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? add)
    {
        (_database, _settings) = (database, settings);
        Services = Process(Clock, Bell, add);
    }

    public ManualClock Clock { get; } = new();

    public RecordingBell Bell { get; } = new();

    public ServiceProvider Services { get; }

    public IMentionIntake Intake => Services.GetRequiredService<IMentionIntake>();

    public IReadOnlyList<Guid> Rung => [.. Bell.Rung.OfType<MentionsCollected>().SelectMany(bell => bell.MentionIds)];

    public static async Task<IntakeBench> StartAsync(
        StorageProvider provider, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? add = null) =>
        new(await TestDatabase.CreateAsync(provider), settings ?? new Dictionary<string, string?>(StringComparer.Ordinal), add);

    /// <summary>Services of another process on the same database.</summary>
    public ServiceProvider Process(TimeProvider clock, IBell bell, Action<IServiceCollection>? add = null) => _database.Services(
        (services, configuration) =>
        {
            services.AddSingleton(clock);
            services.AddSingleton(bell);
            services.AddVigieSources(configuration);
            services.TryAddSingleton<BackPressure>();
            services.TryAddSingleton<SourceRun>();
            services.TryAddSingleton<UnflaggedTextSweep>();
            add?.Invoke(services);
        },
        _settings);

    public static PostSeen Post(string id, string text = "Bonjour", DateTimeOffset? revisedAt = null) =>
        new(id, SHA256.HashData(Encoding.UTF8.GetBytes(id)), text) { RevisedAt = revisedAt };

    public static PostDeleted Deleted(string id) => new(id, SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    public Task<IntakeResult> SaveAsync(params SourceEvent[] events) => SaveAsync(new IntakeRequest("page", events));

    public Task<IntakeResult> SaveAsync(IntakeRequest request) => Intake.SaveAsync(request, TestContext.Current.CancellationToken);

    public async Task<T> ReadAsync<T>(Func<MonitorDb, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
        return await read(db);
    }

    public Task<List<Mention>> MentionsAsync() =>
        ReadAsync(db => db.Mentions.AsNoTracking().OrderBy(mention => mention.ExternalId).ThenBy(mention => mention.Version).ToListAsync());

    public Task ExecuteAsync(string sql) => ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
