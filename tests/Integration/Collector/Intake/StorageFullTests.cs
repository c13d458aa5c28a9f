using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Collector.Intake;
using Vigie.Collector.Sources;
using Vigie.IntegrationTests.Collector.Inbound;
using Vigie.Storage;
using Vigie.Storage.Sqlite;
using static Vigie.IntegrationTests.Collector.Intake.IntakeBench;

namespace Vigie.IntegrationTests.Collector.Intake;

/// <summary>A disk without room, as SQLite sees it: no page can be added to the file.</summary>
public sealed class StorageFullTests
{
    private static readonly SourceEvent[] BigPage = [.. Enumerable.Range(0, 100).Select(i => Post($"big-{i}", $"{i} {new string('x', 20_000)}"))];

    [Fact]
    public async Task A_page_that_finds_no_room_is_refused_whole_and_taken_when_there_is_room_again()
    {
        var disk = new Disk();
        await using var bench = await StartAsync(StorageProvider.Sqlite, add: services => services.ConfigureDbContext<SqliteMonitorDb>(builder => builder.AddInterceptors(disk)));
        (await bench.SaveAsync(Post("a"))).Outcome.ShouldBe(IntakeOutcome.Saved);
        var page = new IntakeRequest("page", BigPage) { Cursor = new CursorMove("pull", "c1", 0), WebhookId = "w" };

        disk.MostPages = 1;
        var refused = await bench.SaveAsync(page);
        var refusedToo = await bench.SaveAsync(new IntakeRequest("other", BigPage));

        refused.Outcome.ShouldBe(IntakeOutcome.StorageFull);
        refusedToo.Outcome.ShouldBe(IntakeOutcome.StorageFull);
        (await bench.MentionsAsync()).ShouldHaveSingleItem().ExternalId.ShouldBe("a");
        (await bench.ReadAsync(db => db.SourceCursors.CountAsync())).ShouldBe(0);
        (await bench.ReadAsync(db => db.InboundReceipts.CountAsync())).ShouldBe(0);
        bench.Rung.Count.ShouldBe(1);

        disk.MostPages = 1_000_000;
        (await bench.SaveAsync(page)).NewMentions.Count.ShouldBe(100);
        (await bench.SaveAsync(new IntakeRequest("other", BigPage))).NewMentions.Count.ShouldBe(100);
        (await bench.ReadAsync(db => db.Database.SqlQueryRaw<string>("select integrity_check as Value from pragma_integrity_check").ToListAsync())).ShouldBe(["ok"]);
    }

    [Fact]
    public async Task A_webhook_that_finds_no_room_is_told_when_to_come_back_and_taken_then()
    {
        var disk = new Disk();
        await using var bench = await StartAsync(StorageProvider.Sqlite, add: services => services.ConfigureDbContext<SqliteMonitorDb>(builder => builder.AddInterceptors(disk)));
        await using var host = new InboundHost(bench.Intake);
        await host.StartAsync();
        var body = $$"""{"id":"1","text":"{{new string('x', 60_000)}}"}""";
        await bench.SaveAsync(Post("a"));

        disk.MostPages = 1;
        using var refused = await host.SendAsync(body);
        disk.MostPages = 1_000_000;
        using var taken = await host.SendAsync(body);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(30));
        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await bench.MentionsAsync()).Count.ShouldBe(2);
    }

    /// <summary>SQLite keeps at most so many pages; fewer than the file has means: not one more.</summary>
    private sealed class Disk : DbConnectionInterceptor
    {
        public int MostPages { get; set; } = 1_000_000;

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"pragma max_page_count = {MostPages}";
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"pragma max_page_count = {MostPages}";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
