using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Core.Mentions;
using Vigie.Core.Sources;
using Vigie.Host;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.BrowserTests.Status;

/// <summary>The review stage on a SQLite file of its own, on a free port.</summary>
internal sealed class RunningReview : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningReview(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<RunningReview> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("vigie-browser-").FullName;
        var config = Path.Combine(folder, "vigie.json");
        await File.WriteAllTextAsync(config, $$"""{ "Urls": "http://127.0.0.1:0", "Database": { "File": "{{Path.Combine(folder, "vigie.db")}}" } }""");
        var app = VigieApplication.Build(config, "review");
        await ServiceStart.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        return new RunningReview(app);
    }

    public async Task AddSourceAsync(string name)
    {
        await using var db = await OpenAsync();
        db.Sources.Add(new Source { Name = name, Platform = "feed", Condition = SourceCondition.NeedsReconnect, Reason = "token expired" });
        await db.SaveChangesAsync();
    }

    public async Task AddFlaggedMentionAsync(string text)
    {
        var now = _app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var db = await OpenAsync();
        var mention = new Mention
        {
            Id = Guid.CreateVersion7(now), Source = "brand", ExternalId = Guid.NewGuid().ToString(), Version = 1, Text = text, ContentHash = [1], RawHash = [1], CollectedAt = now,
        };
        db.Mentions.Add(mention);
        db.Verdicts.Add(new Verdict
        {
            Id = Guid.CreateVersion7(now), MentionId = mention.Id, Ruleset = "test", Flagged = true, Score = 1, Severity = 3, Abuse = [AbuseCategory.Insult],
            Target = TargetKind.Staff, Mentioned = [], Intent = Intent.Other, Language = "fr", Incomplete = false, JudgedAt = now,
        });
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task<MonitorDb> OpenAsync() => _app.Services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();
}
