using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Vigie.Collector.Sources;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Feeds;

public sealed class FeedSourceTests
{
    [Fact]
    public async Task Sends_back_the_marks_as_received_and_takes_304_for_nothing_new()
    {
        await using var bench = await FeedBench.StartAsync();
        var conditions = new List<string>();
        bench.Platform.On("GET /feed", async context =>
        {
            conditions.Add($"{context.Request.Headers.IfNoneMatch}|{context.Request.Headers.IfModifiedSince}");
            context.Response.Headers.ETag = "W/\"odd mark";
            context.Response.Headers.LastModified = "Sunday, 22-Nov-26 01:40:12 GMT";
            context.Response.StatusCode = conditions.Count == 1 ? 200 : 304;
            if (conditions.Count == 1)
                await context.Response.WriteAsync(FeedBench.OneEntry);
        });

        var first = (await bench.CollectAsync()).ShouldBeOfType<SourcePage>();
        var second = (await bench.CollectAsync(first.Cursor)).ShouldBeOfType<SourcePage>();

        first.Events.ShouldHaveSingleItem().ShouldBeOfType<PostSeen>().Text.ShouldBe("Worst courier ever");
        first.More.ShouldBeFalse();
        second.Events.ShouldBeEmpty();
        second.Cursor.ShouldBe(first.Cursor);
        conditions.ShouldBe(["|", "W/\"odd mark|Sunday, 22-Nov-26 01:40:12 GMT"]);
    }

    [Fact]
    public async Task Asks_for_the_whole_feed_every_three_hours_because_304_hides_comments_that_WordPress_approved_late()
    {
        await using var bench = await FeedBench.StartAsync();
        var conditions = new List<string>();
        bench.Platform.On("GET /feed", async context =>
        {
            conditions.Add(context.Request.Headers.IfNoneMatch.ToString());
            context.Response.Headers.ETag = "\"same\"";
            context.Response.StatusCode = conditions[^1].Length == 0 ? 200 : 304;
            if (conditions[^1].Length == 0)
                await context.Response.WriteAsync(conditions.Count == 1 ? FeedBench.OneEntry : FeedBench.OneEntry.Replace("courier", "baker", StringComparison.Ordinal));
        });

        var first = (SourcePage)await bench.CollectAsync();
        bench.Clock.Advance(TimeSpan.FromHours(2));
        var second = (SourcePage)await bench.CollectAsync(first.Cursor);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        var third = (SourcePage)await bench.CollectAsync(second.Cursor);
        await bench.CollectAsync(third.Cursor);

        conditions.ShouldBe([string.Empty, "\"same\"", string.Empty, "\"same\""]);
        second.Events.ShouldBeEmpty();
        third.Events.ShouldHaveSingleItem().ShouldBeOfType<PostSeen>().Text.ShouldBe("Worst baker ever");
    }

    [Fact]
    public async Task The_same_body_again_is_nothing_new_where_the_server_knows_no_conditions()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 200, FeedBench.OneEntry, "application/rss+xml");

        var first = (SourcePage)await bench.CollectAsync();
        var second = (SourcePage)await bench.CollectAsync(first.Cursor);

        first.Events.Count.ShouldBe(1);
        second.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reads_the_comments_of_a_WordPress_oldest_first()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", async context =>
        {
            context.Response.ContentType = "application/rss+xml; charset=UTF-8";
            await context.Response.SendFileAsync(Recording.PathOf("wordpress/comments-rss2.xml"), context.RequestAborted);
        });

        var page = (await bench.CollectAsync()).ShouldBeOfType<SourcePage>();

        page.Events.Select(seen => seen.ExternalId).ShouldBe(["http://127.0.0.1:18090/?p=1#comment-1", "http://127.0.0.1:18090/?p=1#comment-2"]);
        page.AskAgainAfter.ShouldBe(TimeSpan.FromHours(1));
        page.MalformedItems.ShouldBe(0);
    }

    [Fact]
    public async Task The_pace_holds_after_a_304_and_can_be_switched_off()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 200, "<rss><channel><ttl>30</ttl><item><guid>1</guid><title>x</title></item></channel></rss>", "application/rss+xml", ("Cache-Control", "max-age=600"));
        var first = (SourcePage)await bench.CollectAsync();
        bench.Platform.On("GET /feed", 304, string.Empty);

        var second = (SourcePage)await bench.CollectAsync(first.Cursor);
        var impatient = (SourcePage)await bench.Create(new Uri(bench.Platform.Address, "/feed"), keepPace: false).CollectAsync(first.Cursor, TestContext.Current.CancellationToken);

        first.AskAgainAfter.ShouldBe(TimeSpan.FromMinutes(30));
        second.AskAgainAfter.ShouldBe(TimeSpan.FromMinutes(30));
        impatient.AskAgainAfter.ShouldBeNull();
    }

    [Fact]
    public async Task A_feed_that_is_gone_is_gone()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 410, "bye");

        (await bench.CollectAsync()).ShouldBeOfType<Gone>();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Waits_as_long_as_the_server_says(int status)
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", status, "slow down", "text/plain", ("Retry-After", "120"));

        (await bench.CollectAsync()).ShouldBeOfType<RateLimited>().Until.ShouldBe(bench.Clock.GetUtcNow().AddMinutes(2));
    }

    [Fact]
    public async Task Waits_after_a_503_that_names_no_time()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 503, string.Empty);

        (await bench.CollectAsync()).ShouldBeOfType<RateLimited>().Until.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>")]
    public async Task What_is_no_feed_is_malformed(string body)
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 200, body, "text/html");

        (await bench.CollectAsync()).ShouldBeOfType<Malformed>();
    }

    [Theory]
    [InlineData(100L * 1024 * 1024)]
    [InlineData(null)]
    public async Task A_hundred_megabytes_are_refused_while_most_of_them_are_still_to_come(long? announced)
    {
        await using var bench = await FeedBench.StartAsync();
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Platform.On("GET /feed", async context =>
        {
            context.RequestAborted.Register(hungUp.SetResult);
            context.Response.ContentLength = announced;
            try
            {
                // Eight of a hundred; then the server waits: a client that wanted the rest would wait too, and the test would end by its time-out.
                await context.Response.Body.WriteAsync(new byte[8 * 1024 * 1024], context.RequestAborted);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                // The client hung up in the middle, as it may.
            }

            await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(60));
        });

        var answer = await bench.CollectAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        answer.ShouldBeOfType<Malformed>().Reason.ShouldContain("larger");
    }

    [Fact]
    public async Task A_body_cut_within_its_compression_is_asked_for_again_in_full()
    {
        await using var bench = await FeedBench.StartAsync();
        var conditions = new List<string>();
        bench.Platform.On("GET /feed", async context =>
        {
            conditions.Add(context.Request.Headers.IfNoneMatch.ToString());
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(FeedBench.OneEntry));
            context.Response.Headers.ETag = "\"1\"";
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(packed.ToArray().AsMemory(0, (int)packed.Length / (conditions.Count == 1 ? 2 : 1)));
        });

        // What there is of a cut body is read or refused; either way its mark is not kept, or a 304 would hide the rest.
        var first = await bench.CollectAsync();
        var second = await bench.CollectAsync((first as SourcePage)?.Cursor);

        conditions.ShouldBe([string.Empty, string.Empty]);
        second.ShouldBeOfType<SourcePage>().Events.ShouldHaveSingleItem().ShouldBeOfType<PostSeen>().Text.ShouldBe("Worst courier ever");
    }

    [Fact]
    public async Task An_external_entity_is_never_called()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 200,
            $"<!DOCTYPE rss SYSTEM \"{bench.Platform.Address}dtd\" [<!ENTITY x SYSTEM \"{bench.Platform.Address}secret\"><!ENTITY % p SYSTEM \"{bench.Platform.Address}p\"> %p;]>" +
            "<rss><channel><item><guid>1</guid><title>a &x; b</title></item></channel></rss>", "application/rss+xml");

        var page = (await bench.CollectAsync()).ShouldBeOfType<SourcePage>();

        page.Events.ShouldHaveSingleItem().ShouldBeOfType<PostSeen>().Text.ShouldBe("a &x; b");
        bench.Platform.Calls.ShouldBe(["GET /feed"]);
        bench.Platform.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cursor_that_cannot_be_read_costs_one_page()
    {
        await using var bench = await FeedBench.StartAsync();
        bench.Platform.On("GET /feed", 200, FeedBench.OneEntry, "application/rss+xml");

        ((SourcePage)await bench.CollectAsync("{broken")).Events.Count.ShouldBe(1);
    }
}
