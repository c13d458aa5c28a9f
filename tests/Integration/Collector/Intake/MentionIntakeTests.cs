using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Vigie.Collector.Intake;
using Vigie.Collector.Sources;
using Vigie.Core.Contracts;
using Vigie.Core.Handovers;
using Vigie.Core.Mentions;
using Vigie.Fakes.Databases;
using Vigie.Storage;
using Vigie.Storage.Handovers;
using Vigie.Storage.Sweeping;
using static Vigie.IntegrationTests.Collector.Intake.IntakeBench;

namespace Vigie.IntegrationTests.Collector.Intake;

public sealed class MentionIntakeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory, BothDatabases]
    public async Task A_new_post_is_saved_once_put_on_the_shelf_and_rung_for(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);

        var first = await bench.SaveAsync(Post("a"), Post("b"));
        var again = await bench.SaveAsync(Post("a"), Post("b"));

        first.Outcome.ShouldBe(IntakeOutcome.Saved);
        first.NewMentions.Count.ShouldBe(2);
        (again.NewMentions.Count, again.Duplicates).ShouldBe((0, 2));
        (await bench.MentionsAsync()).Select(mention => mention.Id).ShouldBe(first.NewMentions, ignoreOrder: true);
        (await bench.ReadAsync(db => db.Handovers.Where(row => row.Stage == HandoverStage.Classify).Select(row => row.MentionId).ToListAsync())).ShouldBe(first.NewMentions, ignoreOrder: true);
        bench.Rung.ShouldBe(first.NewMentions);
    }

    [Theory, BothDatabases]
    public async Task An_edit_is_a_new_version_and_going_back_to_an_old_text_is_another(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);

        await bench.SaveAsync(Post("a", "one"));
        await bench.SaveAsync(Post("a", "two", Noon));
        var readAgain = await bench.SaveAsync(Post("a", "one"));
        var wentBack = await bench.SaveAsync(Post("a", "one", Noon.AddMinutes(1)));
        var wentBackReadAgain = await bench.SaveAsync(Post("a", "one", Noon.AddMinutes(1)));

        readAgain.Duplicates.ShouldBe(1);
        wentBack.NewMentions.Count.ShouldBe(1);
        wentBackReadAgain.Duplicates.ShouldBe(1);
        (await bench.MentionsAsync()).Select(mention => (mention.Version, mention.Text)).ShouldBe([(1, "one"), (2, "two"), (3, "one")]);
    }

    [Theory, BothDatabases]
    public async Task A_page_out_of_order_loses_nothing(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);

        await bench.SaveAsync(Post("a", "edited", Noon));
        var late = await bench.SaveAsync(Post("a", "original"));

        late.NewMentions.Count.ShouldBe(1);
        (await bench.MentionsAsync()).Select(mention => mention.Text).ShouldBe(["edited", "original"]);
    }

    [Theory, BothDatabases]
    public async Task Versions_within_one_page_are_told_apart(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);

        var result = await bench.SaveAsync(Post("a", "one"), Post("a", "one"), Post("a", "two", Noon), Post("b", "one"));

        (result.NewMentions.Count, result.Duplicates).ShouldBe((3, 1));
    }

    [Theory, BothDatabases]
    public async Task Two_processes_that_save_the_same_page_save_each_version_once(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);
        var secondBell = new RecordingBell();
        await using var second = bench.Process(bench.Clock, secondBell);
        var others = second.GetRequiredService<IMentionIntake>();

        for (var round = 0; round < 10; round++)
        {
            var posts = Enumerable.Range(0, 50).Select(i => Post($"{round}-{i}")).ToArray<SourceEvent>();
            var results = await Task.WhenAll(
                Task.Run(() => bench.SaveAsync(posts)),
                Task.Run(() => others.SaveAsync(new IntakeRequest("page", [.. posts.Reverse()]), TestContext.Current.CancellationToken)));

            results.ShouldAllBe(result => result.Outcome == IntakeOutcome.Saved);
            results.Sum(result => result.NewMentions.Count).ShouldBe(50);
        }

        (await bench.MentionsAsync()).Select(mention => (mention.ExternalId, mention.Version)).Distinct().Count().ShouldBe(500);
        (bench.Rung.Count + secondBell.Rung.OfType<MentionsCollected>().Sum(bell => bell.MentionIds.Count)).ShouldBe(500);
    }

    [Theory, BothDatabases]
    public async Task A_deletion_is_recorded_once_also_before_its_post_and_of_an_unknown_one(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);

        var before = await bench.SaveAsync(Deleted("a"), Deleted("never seen"), Deleted("a"));
        var post = await bench.SaveAsync(Post("a"), Deleted("a"));

        before.Deletions.ShouldBe(2);
        (post.NewMentions.Count, post.Deletions).ShouldBe((1, 0));
        (await bench.ReadAsync(db => db.SourceDeletions.CountAsync())).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Cursor_and_rows_are_one_transaction(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);
        await bench.ExecuteAsync(provider == StorageProvider.Sqlite
            ? "create trigger cut before insert on handovers begin select raise(fail, 'cut'); end"
            : "create function cut() returns trigger language plpgsql as 'begin raise exception ''cut''; end'; create trigger cut before insert on handovers for each row execute function cut()");
        var request = new IntakeRequest("page", [Post("a"), Deleted("b")]) { Cursor = new CursorMove("pull", "c1", 0), WebhookId = "w1" };

        await Should.ThrowAsync<Exception>(() => bench.SaveAsync(request));

        (await bench.MentionsAsync()).ShouldBeEmpty();
        (await bench.ReadAsync(db => db.SourceCursors.CountAsync())).ShouldBe(0);
        (await bench.ReadAsync(db => db.SourceDeletions.CountAsync())).ShouldBe(0);
        bench.Rung.ShouldBeEmpty();

        await bench.ExecuteAsync(provider == StorageProvider.Sqlite ? "drop trigger cut" : "drop trigger cut on handovers");
        (await bench.SaveAsync(request)).Outcome.ShouldBe(IntakeOutcome.Saved);
    }

    [Theory, BothDatabases]
    public async Task A_process_that_lost_its_turn_saves_nothing_and_does_not_move_the_cursor_back(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);
        var first = await bench.SaveAsync(new IntakeRequest("page", [Post("a")]) { Cursor = new CursorMove("pull", "c1", 0) });
        var second = await bench.SaveAsync(new IntakeRequest("page", [Post("b")]) { Cursor = new CursorMove("pull", "c2", first.Revision) });

        var late = await bench.SaveAsync(new IntakeRequest("page", [Post("x")]) { Cursor = new CursorMove("pull", "old", first.Revision) });
        var asNew = await bench.SaveAsync(new IntakeRequest("page", [Post("y")]) { Cursor = new CursorMove("pull", "first", 0) });

        second.Outcome.ShouldBe(IntakeOutcome.Saved);
        late.Outcome.ShouldBe(IntakeOutcome.CursorMoved);
        asNew.Outcome.ShouldBe(IntakeOutcome.CursorMoved);
        var cursor = await bench.ReadAsync(db => db.SourceCursors.AsNoTracking().SingleAsync());
        (cursor.Value, cursor.Revision).ShouldBe(("c2", second.Revision));
        (await bench.MentionsAsync()).Select(mention => mention.ExternalId).ShouldBe(["a", "b"]);
    }

    [Theory, BothDatabases]
    public async Task A_webhook_id_is_taken_once_for_each_source(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);

        var first = await bench.SaveAsync(new IntakeRequest("page", [Post("a")]) { WebhookId = "w" });
        var again = await bench.SaveAsync(new IntakeRequest("page", [Post("b")]) { WebhookId = "w" });
        var elsewhere = await bench.SaveAsync(new IntakeRequest("other", [Post("b")]) { WebhookId = "w" });

        first.Outcome.ShouldBe(IntakeOutcome.Saved);
        again.Outcome.ShouldBe(IntakeOutcome.AlreadyTaken);
        elsewhere.Outcome.ShouldBe(IntakeOutcome.Saved);
        (await bench.MentionsAsync()).Count.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A_bell_that_is_broken_loses_nothing_the_sweeper_rings(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);
        bench.Bell.Broken = true;
        var saved = await bench.SaveAsync(Post("a"), Post("b"));
        bench.Bell.Broken = false;
        var sweep = new HandoverSweep<MentionsCollected>(
            HandoverStage.Classify,
            ids => new MentionsCollected(ids),
            bench.Services.GetRequiredService<IDbContextFactory<MonitorDb>>(),
            bench.Services.GetRequiredService<StorageDialect>(),
            bench.Services.GetRequiredService<HandoverShelf>(),
            bench.Bell,
            bench.Services.GetRequiredService<StorageMetrics>(),
            Options.Create(new SweeperOptions()),
            bench.Clock);

        (await sweep.SweepAsync(default)).ShouldBe(0, "it is too soon");
        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        (await sweep.SweepAsync(default)).ShouldBe(2);

        bench.Rung.ShouldBe(saved.NewMentions, ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task The_bell_rings_after_the_commit(StorageProvider provider)
    {
        var seen = new List<int>();
        await using var bench = await StartAsync(provider);
        await using var services = bench.Process(bench.Clock, new LookingBell(async () => seen.Add((await bench.MentionsAsync()).Count)));

        await services.GetRequiredService<IMentionIntake>().SaveAsync(new IntakeRequest("page", [Post("a")]), default);

        seen.ShouldBe([1]);
    }

    [Theory, BothDatabases]
    public async Task The_brands_own_answers_are_kept_and_not_judged(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);

        var result = await bench.SaveAsync(Post("a") with { Direction = Direction.Outbound, InReplyTo = "b" });

        result.NewMentions.ShouldBeEmpty();
        (await bench.MentionsAsync()).ShouldHaveSingleItem().Direction.ShouldBe(Direction.Outbound);
        (await bench.ReadAsync(db => db.Handovers.CountAsync())).ShouldBe(0);
        bench.Rung.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Everything_that_a_stranger_may_write_is_cleaned(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);
        const string Bad = "\0a\uD83Db\uDC00\u0007\uFFFE";

        var result = await bench.SaveAsync(new PostSeen("id\0\uD800", new byte[] { 1 }, Bad)
        {
            Author = new PostAuthor(Bad, "\0", "\uDC00 "),
            Permalink = "javascript:alert(1)",
            ConversationId = Bad,
            InReplyTo = "x\0",
            Language = "\0fr",
        });

        result.Outcome.ShouldBe(IntakeOutcome.Saved);
        var mention = (await bench.MentionsAsync()).ShouldHaveSingleItem();
        mention.Text.ShouldBe("a\uFFFDb\uFFFD\uFFFD");
        mention.ExternalId.ShouldStartWith("sha256:");
        mention.InReplyTo.ShouldNotBeNull().ShouldStartWith("sha256:");
        mention.AuthorId.ShouldBe("a\uFFFDb\uFFFD\uFFFD");
        mention.AuthorName.ShouldBeNull();
        mention.AuthorHandle.ShouldBe("\uFFFD");
        mention.Permalink.ShouldBeNull();
        mention.ConversationId.ShouldBe("a\uFFFDb\uFFFD\uFFFD");
        mention.Language.ShouldBe("fr");
    }

    [Theory, BothDatabases]
    public async Task A_text_of_1_MB_is_cut_at_a_character_and_says_so(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);

        await bench.SaveAsync(Post("huge", "x" + string.Concat(Enumerable.Repeat("😀", 256 * 1024))));

        var mention = (await bench.MentionsAsync()).ShouldHaveSingleItem();
        mention.Truncated.ShouldBeTrue();
        Encoding.UTF8.GetByteCount(mention.Text!).ShouldBe((64 * 1024) - 3);
        mention.Text.ShouldEndWith("😀");
    }

    [Theory, BothDatabases]
    public async Task Nothing_and_emoji_and_either_form_of_an_accent_are_texts(StorageProvider provider)
    {
        await using var bench = await StartAsync(provider);

        await bench.SaveAsync(Post("a", ""), Post("b", "😡🤬"), Post("c", "e\u0301te\u0301"));
        var composed = await bench.SaveAsync(Post("c", "été"));

        (await bench.MentionsAsync()).Select(mention => mention.Text).ShouldBe(["", "😡🤬", "été"]);
        composed.Duplicates.ShouldBe(1, "the same text in another form is no edit");
    }

    private sealed class LookingBell(Func<Task> look) : IBell
    {
        public async Task<bool> RingAsync<T>(T message, CancellationToken cancellationToken) where T : class
        {
            await look();
            return true;
        }
    }
}
