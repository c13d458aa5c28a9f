using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Classifier;
using Vigie.Classifier.Judging;
using Vigie.Core.Contracts;
using Vigie.Core.Handovers;
using Vigie.Core.Mentions;
using Vigie.Fakes.Databases;
using Vigie.Storage;
using Vigie.Storage.Entities;
using Vigie.Storage.Handovers;

namespace Vigie.IntegrationTests.Classifier;

public sealed class MentionJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task Each_waiting_mention_gets_one_verdict_with_its_evidence_however_often_the_bell_rings(StorageProvider provider)
    {
        await using var room = await Room.OpenAsync(provider);
        var insult = await room.CollectAsync("a", "Vos conseillers sont une bande de connards.");
        var calm = await room.CollectAsync("b", "Bonjour, où est mon colis ?");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => room.Judge.JudgeAsync([insult, calm], default))));

        await using var db = await room.ReadAsync();
        var verdicts = await db.Verdicts.AsNoTracking().ToListAsync();
        verdicts.Select(verdict => verdict.MentionId).Order().ShouldBe(new[] { insult, calm }.Order());
        var flagged = verdicts.Single(verdict => verdict.MentionId == insult);
        flagged.Flagged.ShouldBeTrue();
        flagged.Abuse.ShouldContain(AbuseCategory.Insult);
        flagged.Target.ShouldBe(TargetKind.Staff);
        (await db.Evidence.AsNoTracking().Where(evidence => evidence.VerdictId == flagged.Id).ToListAsync()).ShouldContain(evidence => evidence.Category == AbuseCategory.Insult && evidence.SpanEnd > evidence.SpanStart);
        (await db.Handovers.AsNoTracking().SingleAsync()).ShouldSatisfyAllConditions(
            row => row.Stage.ShouldBe(HandoverStage.Notify),
            row => row.MentionId.ShouldBe(insult));
        room.Bell.Rung.OfType<MentionsFlagged>().ShouldHaveSingleItem().MentionIds.ShouldBe([insult]);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.Postgres)]
    public async Task A_reply_is_judged_with_the_signed_answer_that_it_replies_to(StorageProvider provider)
    {
        await using var room = await Room.OpenAsync(provider);
        await room.AddPersonAsync("e1", "Sandrine Lefort", "Sandrine");
        await room.CollectAsync("answer", "Bonjour, je regarde tout de suite. Sandrine", direction: Direction.Outbound);
        var reply = await room.CollectAsync("reply", "T'es vraiment une grosse conne.", inReplyTo: "answer");

        await room.Judge.JudgeAsync([reply], default);

        await using var db = await room.ReadAsync();
        var verdict = await db.Verdicts.AsNoTracking().SingleAsync();
        (verdict.Target, verdict.Person).ShouldBe((TargetKind.Employee, "e1"));
    }

    [Fact]
    public async Task With_the_database_away_the_mention_stays_on_the_shelf()
    {
        await using var room = await Room.OpenAsync(StorageProvider.Sqlite);
        var mention = await room.CollectAsync("a", "Bonjour");
        await using (var db = await room.ReadAsync())
            await db.Database.ExecuteSqlRawAsync("alter table verdicts rename to away");

        await room.Judge.JudgeAsync([mention], default);

        await using var after = await room.ReadAsync();
        (await after.Handovers.AsNoTracking().SingleAsync()).Stage.ShouldBe(HandoverStage.Classify);
    }

    private sealed class Room : IAsyncDisposable
    {
        private readonly TestDatabase _database;
        private readonly ServiceProvider _services;

        private Room(TestDatabase database)
        {
            _database = database;
            _services = database.Services((services, configuration) => services.AddSingleton<IBell>(Bell).AddVigieClassifier(configuration));
        }

        public RecordingBell Bell { get; } = new();

        public MentionJudge Judge => _services.GetRequiredService<MentionJudge>();

        public static async Task<Room> OpenAsync(StorageProvider provider) => new(await TestDatabase.CreateAsync(provider));

        public Task<MonitorDb> ReadAsync() => _services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync();

        public async Task AddPersonAsync(string id, string name, string alias)
        {
            await using var db = await ReadAsync();
            db.Register.Add(new RegisterEntry { Id = id, Names = [name], Aliases = [alias], Handles = [] });
            await db.SaveChangesAsync();
        }

        public async Task<Guid> CollectAsync(string externalId, string text, Direction direction = Direction.Inbound, string? inReplyTo = null)
        {
            await using var db = await ReadAsync();
            var mention = new Mention
            {
                Id = Guid.CreateVersion7(Now),
                Source = "page",
                ExternalId = externalId,
                Version = 1,
                Text = text,
                ContentHash = [1],
                RawHash = [1],
                Direction = direction,
                InReplyTo = inReplyTo,
                CollectedAt = Now,
            };
            db.Mentions.Add(mention);
            await db.SaveChangesAsync();
            if (direction == Direction.Inbound)
                await _services.GetRequiredService<HandoverShelf>().PutAsync(db, HandoverStage.Classify, [mention.Id], default);
            return mention.Id;
        }

        public async ValueTask DisposeAsync()
        {
            await _services.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}
