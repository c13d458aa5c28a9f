using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Vigie.Collector.Intake;
using Vigie.Collector.Sources;
using Vigie.Core.Mentions;
using Vigie.Storage;
using Vigie.Storage.Entities;
using static Vigie.IntegrationTests.Collector.Intake.IntakeBench;

namespace Vigie.IntegrationTests.Collector.Intake;

public sealed class UnflaggedTextSweepTests
{
    [Theory, BothDatabases]
    public async Task What_was_judged_and_not_flagged_loses_its_words_and_its_author_and_nothing_else_does(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);
        await bench.SaveAsync(Full("flagged"), Full("harmless"), Full("incomplete"), Full("waiting"));
        var ids = (await bench.MentionsAsync()).ToDictionary(mention => mention.ExternalId, mention => mention.Id);
        await JudgeAsync(bench, ids["flagged"], flagged: true, incomplete: false);
        await JudgeAsync(bench, ids["harmless"], flagged: false, incomplete: false);
        await JudgeAsync(bench, ids["incomplete"], flagged: false, incomplete: true);
        var sweep = bench.Services.GetRequiredService<UnflaggedTextSweep>();

        (await sweep.SweepAsync(default)).ShouldBe(0, "its time is not over");
        bench.Clock.Advance(TimeSpan.FromHours(25));
        (await sweep.SweepAsync(default)).ShouldBe(1);
        (await sweep.SweepAsync(default)).ShouldBe(0);

        foreach (var mention in await bench.MentionsAsync())
        {
            string?[] personal = [mention.Text, mention.AuthorId, mention.AuthorName, mention.AuthorHandle, mention.Permalink, mention.ConversationId];
            if (mention.ExternalId == "harmless")
                personal.ShouldAllBe(value => value == null);
            else
                personal.ShouldAllBe(value => value != null, mention.ExternalId);
            mention.InReplyTo.ShouldBe("parent");
        }

        (await bench.SaveAsync(Full("harmless"))).Duplicates.ShouldBe(1, "it is still known");
    }

    [Fact]
    public async Task On_PostgreSQL_the_old_texts_are_found_by_their_partial_index()
    {
        await using var bench = await StartAsync(StorageProvider.Postgres);
        await bench.ExecuteAsync("""
            insert into mentions (id, source, external_id, version, text, truncated, content_hash, raw_hash, direction, collected_at)
            select gen_random_uuid(), 'page', i::text, 1, case when i % 100 = 0 then 'x' end, false, '\x01', '\x01', 0, now() - interval '30 days' + i * interval '1 second'
            from generate_series(1, 50000) i
            """);
        await bench.ExecuteAsync("analyze mentions");

        var plan = await bench.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(
                """
                explain update mentions m set text = null where m.collected_at < now() - interval '29 days' and m.text is not null
                and not exists (select 1 from handovers h where h.mention_id = m.id and h.stage = 1)
                and not exists (select 1 from verdicts v where v.mention_id = m.id and (v.flagged or v.incomplete))
                """,
                (NpgsqlConnection)db.Database.GetDbConnection());
            await using var reader = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync())
                lines.Add(reader.GetString(0));
            return string.Join('\n', lines);
        });

        plan.ShouldContain("ix_mentions_collected_at");
    }

    private static PostSeen Full(string id) => Post(id) with
    {
        Author = new PostAuthor("a", "Name", "handle"),
        Permalink = "https://platform.example/@handle/1",
        ConversationId = "did:plc:x",
        InReplyTo = "parent",
    };

    private static Task<int> JudgeAsync(IntakeBench bench, Guid id, bool flagged, bool incomplete) => bench.ReadAsync(async db =>
    {
        var verdict = new Verdict
        {
            Id = Guid.CreateVersion7(),
            MentionId = id,
            Ruleset = "r",
            Flagged = flagged,
            Score = 0,
            Severity = 0,
            Abuse = [],
            Target = TargetKind.None,
            Mentioned = [],
            Intent = Intent.Complaint,
            Language = "fr",
            Incomplete = incomplete,
            JudgedAt = bench.Clock.GetUtcNow(),
        };
        await bench.Services.GetRequiredService<StorageDialect>().InsertNewAsync(db, [verdict], default);
        return await db.Handovers.Where(row => row.MentionId == id).ExecuteDeleteAsync();
    });
}
