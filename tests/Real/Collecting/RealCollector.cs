using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Collector;
using Vigie.Collector.Scheduling;
using Vigie.Collector.Sources;
using Vigie.Core.Contracts;
using Vigie.Fakes.Databases;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.RealTests.Collecting;

/// <summary>The collector with a database of its own, asked when the test says so: sources, intake and cursors as in the service.</summary>
internal sealed class RealCollector : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly Dictionary<string, Witness> _sources = new(StringComparer.Ordinal);

    private RealCollector(TestDatabase database, IReadOnlyDictionary<string, string?> settings)
    {
        _database = database;
        _services = database.Services(
            (services, configuration) =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.AddSingleton<IBell>(new RecordingBell());
                services.AddVigieCollector(configuration);
            },
            settings);
    }

    public ShiftedClock Clock { get; } = new();

    public static async Task<RealCollector> CreateAsync(IReadOnlyDictionary<string, string?> settings) =>
        new(await TestDatabase.CreateAsync(StorageProvider.Sqlite), settings);

    /// <summary>One run of a source, until nothing is left.</summary>
    /// <returns>Its last answer.</returns>
    public async Task<SourceAnswer> CollectAsync(string name)
    {
        var source = Configured(name);
        if (!_sources.TryGetValue(name, out var witness))
            _sources[name] = witness = new Witness(_services.GetRequiredService<SourceCatalog>().CreateSource(source)!);
        var run = _services.GetRequiredService<SourceRun>();
        while (await run.RunAsync(source, witness, TestContext.Current.CancellationToken))
        {
            // More is waiting.
        }

        return witness.Answers[^1];
    }

    /// <summary>Forgets the instance of a source and with it what it keeps in memory, as a restart does.</summary>
    public void Restart(string name) => _sources.Remove(name);

    public async Task<IReadOnlyList<Mention>> MentionsAsync(string name)
    {
        await using var db = await OpenAsync();
        return await db.Mentions.AsNoTracking().Where(mention => mention.Source == name).OrderBy(mention => mention.ExternalId).ThenBy(mention => mention.Version)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<string>> DeletionsAsync(string name)
    {
        await using var db = await OpenAsync();
        return await db.SourceDeletions.AsNoTracking().Where(deletion => deletion.Source == name).Select(deletion => deletion.ExternalId)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private ConfiguredSource Configured(string name) => _services.GetRequiredService<SourceCatalog>().Find(name)!;

    private Task<MonitorDb> OpenAsync() =>
        _services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
}
