using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vigie.Core.Contracts;
using Vigie.Core.Handovers;
using Vigie.Core.Mentions;
using Vigie.Fakes.Clocks;
using Vigie.Fakes.Databases;
using Vigie.Notifier;
using Vigie.Notifier.Channels.Console;
using Vigie.Notifier.Deliveries;
using Vigie.Notifier.Routing;
using Vigie.Storage;
using Vigie.Storage.Entities;
using Vigie.Storage.Handovers;

namespace Vigie.IntegrationTests.Notifier;

/// <summary>The notifier on a real database, with a clock that the test moves and a bell that only remembers.</summary>
internal sealed class NotifierHarness : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly bool _ownsDatabase;

    private NotifierHarness(TestDatabase database, IReadOnlyDictionary<string, string?> settings, ManualClock clock, bool ownsDatabase, Action<IServiceCollection>? add = null)
    {
        (_database, Clock, _ownsDatabase) = (database, clock, ownsDatabase);
        _services = database.Services(
            (services, configuration) =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<IBell>(Bell);
                services.AddSingleton(new ConsoleOutput(TextWriter.Synchronized(Output)));
                services.AddSingleton<ILoggerProvider>(Logs);
                services.Configure<LoggerFilterOptions>(options => options.MinLevel = LogLevel.Trace);
                services.AddVigieNotifier(configuration);
                add?.Invoke(services);
            },
            settings);
    }

    public ManualClock Clock { get; }

    public RecordingBell Bell { get; } = new();

    /// <summary>Deliveries that were rung for.</summary>
    public IReadOnlyList<Guid> Due => [.. Bell.Rung.OfType<DeliveriesDue>().SelectMany(message => message.DeliveryIds)];

    public StringWriter Output { get; } = new();

    public KeptLogs Logs { get; } = new();

    public AlertRouting Routing => _services.GetRequiredService<AlertRouting>();

    public DeliveryDispatch Dispatch => _services.GetRequiredService<DeliveryDispatch>();

    public IServiceProvider Services => _services;

    public static async Task<NotifierHarness> StartAsync(StorageProvider provider, params (string Key, string Value)[] settings) =>
        new(await TestDatabase.CreateAsync(provider), Section(settings), new ManualClock(), ownsDatabase: true);

    /// <summary>With more services, e.g. a bus.</summary>
    public static async Task<NotifierHarness> StartAsync(StorageProvider provider, Action<IServiceCollection> add, params (string Key, string Value)[] settings) =>
        new(await TestDatabase.CreateAsync(provider), Section(settings), new ManualClock(), ownsDatabase: true, add);

    /// <summary>Another notifier process on the same database and clock.</summary>
    public NotifierHarness Another(params (string Key, string Value)[] settings) => new(_database, Section(settings), Clock, ownsDatabase: false);

    /// <summary>Saves a judged mention and puts it on the notifier's shelf, as the classifier does.</summary>
    public async Task<Guid> FlagAsync(
        short severity = 2, string source = "page", string? person = "p-17", string? conversation = "c-1", TargetKind target = TargetKind.Employee,
        AbuseCategory category = AbuseCategory.Insult, bool flagged = true, bool incomplete = false, string text = "text", string author = "author", string ruleset = "r1") =>
        (await FlagAsync(1, _ => (severity, source, person, conversation, target, category, flagged, incomplete, text, author, ruleset)))[0];

    public async Task<IReadOnlyList<Guid>> FlagManyAsync(int count, Func<int, string> conversation, short severity = 2) =>
        await FlagAsync(count, i => (severity, "page", "p-17", conversation(i), TargetKind.Employee, AbuseCategory.Insult, true, false, "text", "author", "r1"));

    public async Task<MonitorDb> OpenAsync() => await _services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();

    public async Task<T> ReadAsync<T>(Func<MonitorDb, Task<T>> read)
    {
        await using var db = await OpenAsync();
        return await read(db);
    }

    public Task<List<Delivery>> DeliveriesAsync() => ReadAsync(db => db.Deliveries.AsNoTracking().OrderBy(delivery => delivery.Id).ToListAsync());

    public Task<List<Alert>> AlertsAsync() => ReadAsync(db => db.Alerts.AsNoTracking().OrderBy(alert => alert.Id).ToListAsync());

    public async Task RouteAsync(params Guid[] ids) => await Routing.RouteAsync(ids, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsDatabase)
            await _database.DisposeAsync();
    }

    private static Dictionary<string, string?> Section((string Key, string Value)[] settings) =>
        settings.GroupBy(setting => setting.Key, StringComparer.Ordinal).ToDictionary(group => $"Notifier:{group.Key}", group => (string?)group.Last().Value, StringComparer.Ordinal);

    private async Task<IReadOnlyList<Guid>> FlagAsync(
        int count,
        Func<int, (short Severity, string Source, string? Person, string? Conversation, TargetKind Target, AbuseCategory Category, bool Flagged, bool Incomplete, string Text, string Author, string Ruleset)> make)
    {
        await using var db = await OpenAsync();
        var now = Clock.GetUtcNow();
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var facts = make(i);
            var id = Guid.CreateVersion7(now);
            ids.Add(id);
            db.Mentions.Add(new Mention
            {
                Id = id, Source = facts.Source, ExternalId = id.ToString(), Version = 1, Text = facts.Text, ContentHash = [1], RawHash = [1],
                AuthorId = facts.Author, AuthorName = facts.Author, AuthorHandle = facts.Author, Permalink = "https://platform.example/" + facts.Author,
                ConversationId = facts.Conversation, CollectedAt = now,
            });
            db.Verdicts.Add(new Verdict
            {
                Id = Guid.CreateVersion7(now), MentionId = id, Ruleset = facts.Ruleset, Flagged = facts.Flagged, Score = 0.9f, Severity = facts.Severity, Abuse = [facts.Category],
                Target = facts.Target, Person = facts.Person, Mentioned = [], Intent = Intent.Other, Language = "fr", Incomplete = facts.Incomplete, JudgedAt = now,
            });
        }

        await db.SaveChangesAsync();
        await _services.GetRequiredService<HandoverShelf>().PutAsync(db, HandoverStage.Notify, ids, CancellationToken.None);
        return ids;
    }

    /// <summary>Every line of the log, with its values.</summary>
    internal sealed class KeptLogs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
