using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Vigie.Collector;
using Vigie.Collector.Http;
using Vigie.Collector.Sources;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Http;

[Collection(nameof(MeasuredAlone))]
public sealed class SourceHttpTests : IAsyncLifetime
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(20);

    private readonly AnnouncingClock _clock = new();
    private readonly CollectorOptions _options = new() { Http = { AttemptTimeout = Attempt, Retries = 3, RetryDelay = TimeSpan.FromSeconds(1) } };
    private FakePlatform _platform = null!;
    private SourceHttpFactory? _factory;

    public async ValueTask InitializeAsync() => _platform = await FakePlatform.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _factory?.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Each_attempt_has_its_own_time_and_the_retries_come_after_it()
    {
        var hung = new SemaphoreSlim(0);
        _platform.On("GET /a", async context =>
        {
            hung.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var outcome = GetAsync("/a");
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            (await hung.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
            _clock.Advance(Attempt);
            if (attempt <= 3)
                await PassPauseAsync();
        }

        (await Finish(outcome)).Refusal.ShouldBeOfType<Transient>().Reason.ShouldBe("time-out");
        _platform.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_short_announced_wait_is_waited_for_in_place()
    {
        var calls = 0;
        _platform.On("GET /a", async context =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "3";
                return;
            }

            await context.Response.WriteAsync("good");
        });

        var outcome = GetAsync("/a");
        await _clock.WaitAsync(wait => wait == TimeSpan.FromSeconds(3));
        outcome.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(3));

        Encoding.UTF8.GetString((await Finish(outcome)).Answer.ShouldNotBeNull().Body).ShouldBe("good");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_long_announced_wait_is_handed_to_the_caller_with_its_end(int status)
    {
        _platform.On("GET /a", status, "slow down", headers: ("Retry-After", "600"));

        var client = Client();
        var answer = (await Finish(client.GetJsonAsync(Address("/a"), null, TestContext.Current.CancellationToken))).Answer.ShouldNotBeNull();

        client.RefusalOf(answer).ShouldBeOfType<RateLimited>().Until.ShouldBe(_clock.GetUtcNow().AddMinutes(10));
        _platform.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_passing_fault_does_not_wait_for_the_window_that_its_headers_speak_of()
    {
        _platform.On("GET /a", 503, "", headers: ("x-rate-limit-reset", "840"));

        var outcome = GetAsync("/a");
        for (var retry = 0; retry < 3; retry++)
            (await PassPauseAsync()).ShouldBeLessThan(TimeSpan.FromMinutes(1));

        (await Finish(outcome)).Answer.ShouldNotBeNull().Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task The_circuit_opens_after_eight_failures_in_a_row_and_says_until_when()
    {
        _options.Http.Retries = 0;
        var isGood = true;
        _platform.On("GET /a", context =>
        {
            context.Response.StatusCode = isGood ? 200 : 500;
            return Task.CompletedTask;
        });

        // A success shortly before, and questions far apart: it is the row that counts.
        await Finish(GetAsync("/a"));
        isGood = false;
        for (var failure = 0; failure < 8; failure++)
        {
            (await Finish(GetAsync("/a"))).Answer.ShouldNotBeNull().Status.ShouldBe(HttpStatusCode.InternalServerError);
            if (failure < 7)
                _clock.Advance(TimeSpan.FromMinutes(10));
        }

        var refused = (await Finish(GetAsync("/a"))).Refusal.ShouldBeOfType<RateLimited>();
        refused.Until.ShouldBe(_clock.GetUtcNow() + _options.Http.CircuitPause);
        _platform.Calls.Count.ShouldBe(9, "an open circuit asks nobody");

        _clock.Advance(_options.Http.CircuitPause);
        (await Finish(GetAsync("/a"))).IsAnswered.ShouldBeTrue("one call is let through as a trial");
        (await Finish(GetAsync("/a"))).Refusal.ShouldBeOfType<RateLimited>("the trial failed");

        isGood = true;
        _clock.Advance(_options.Http.CircuitPause);
        (await Finish(GetAsync("/a"))).IsAnswered.ShouldBeTrue();
        (await Finish(GetAsync("/a"))).IsAnswered.ShouldBeTrue("the trial succeeded");
        _platform.Calls.Count.ShouldBe(12);
    }

    [Fact]
    public async Task A_success_between_failures_begins_the_row_anew()
    {
        _options.Http.Retries = 0;
        var call = 0;
        _platform.On("GET /a", context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref call) % 8 == 0 ? 200 : 500;
            return Task.CompletedTask;
        });

        for (var asked = 0; asked < 30; asked++)
            (await Finish(GetAsync("/a"))).IsAnswered.ShouldBeTrue();

        _platform.Calls.Count.ShouldBe(30);
    }

    [Fact]
    public async Task The_circuit_of_one_source_does_not_stop_another()
    {
        _options.Http.Retries = 0;
        _options.Http.CircuitFailures = 2;
        _platform.On("GET /a", 500, "");
        for (var failure = 0; failure < 3; failure++)
            await Finish(GetAsync("/a"));

        _platform.On("GET /a", 200, "good");

        (await Finish(GetAsync("/a"))).IsAnswered.ShouldBeFalse();
        (await Finish(Client("another").GetJsonAsync(Address("/a"), null, TestContext.Current.CancellationToken))).IsAnswered.ShouldBeTrue();
    }

    [Fact]
    public async Task A_post_is_sent_once_whatever_happens()
    {
        _platform.On("POST /a", 500, "").On("POST /b", 429, "", headers: ("Retry-After", "1"));

        (await Finish(PostAsync("/a"))).Answer.ShouldNotBeNull().Status.ShouldBe(HttpStatusCode.InternalServerError);
        (await Finish(PostAsync("/b"))).Answer.ShouldNotBeNull().Status.ShouldBe(HttpStatusCode.TooManyRequests);

        _platform.Calls.ShouldBe(["POST /a", "POST /b"]);

        async Task<HttpOutcome> PostAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address(path)) { Content = new StringContent("once") };
            return await Client().SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_request_with_a_content_is_sent_whole_on_every_attempt()
    {
        var bodies = new List<string>();
        _platform.On("GET /a", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Add(await reader.ReadToEndAsync());
            context.Response.StatusCode = bodies.Count < 3 ? 502 : 200;
        });

        using var once = new MemoryStream("the question"u8.ToArray());
        using var request = new HttpRequestMessage(HttpMethod.Get, Address("/a")) { Content = new StreamContent(once) };
        var outcome = Client().SendAsync(request, TestContext.Current.CancellationToken);
        await PassPauseAsync();
        await PassPauseAsync();

        (await Finish(outcome)).Answer.ShouldNotBeNull().Status.ShouldBe(HttpStatusCode.OK);
        bodies.ShouldBe(["the question", "the question", "the question"]);
    }

    [Fact]
    public async Task A_body_that_drips_is_cut_by_the_time_of_its_attempt()
    {
        _options.Http.Retries = 0;
        var dripped = new TaskCompletionSource();
        _platform.On("GET /a", async context =>
        {
            await context.Response.WriteAsync("a drop");
            await context.Response.Body.FlushAsync();
            dripped.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var outcome = GetAsync("/a");
        await dripped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _clock.Advance(Attempt - TimeSpan.FromTicks(1));
        outcome.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));

        (await Finish(outcome)).Refusal.ShouldBeOfType<Transient>().Reason.ShouldBe("time-out");
    }

    [Fact]
    public async Task A_connection_that_breaks_within_the_body_is_tried_again()
    {
        var calls = 0;
        _platform.On("GET /a", async context =>
        {
            context.Response.ContentLength = 10;
            await context.Response.WriteAsync(Interlocked.Increment(ref calls) == 1 ? "half" : "0123456789");
            await context.Response.Body.FlushAsync();
            if (calls == 1)
                context.Abort();
        });

        var outcome = GetAsync("/a");
        await PassPauseAsync();

        (await Finish(outcome)).Answer.ShouldNotBeNull().Body.Length.ShouldBe(10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_100_MB_costs_no_more_than_the_limit(bool isAnnounced)
    {
        const int bodyBytes = 100 * 1024 * 1024;
        _options.Http.MaxBodyBytes = 1024 * 1024;
        _platform.On("GET /a", async context =>
        {
            if (isAnnounced)
                context.Response.ContentLength = bodyBytes;
            var zeros = new byte[64 * 1024];
            for (var sent = 0; sent < bodyBytes && !context.RequestAborted.IsCancellationRequested; sent += zeros.Length)
                await context.Response.Body.WriteAsync(zeros, context.RequestAborted);
        });

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var outcome = await Finish(GetAsync("/a"));
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        outcome.Refusal.ShouldBeOfType<Malformed>().Reason.ShouldBe("body larger than 1048576 bytes");
        _platform.Calls.Count.ShouldBe(1);
        // Server, connection and limit together.
        allocated.ShouldBeLessThan(50 * 1024 * 1024);
    }

    [Fact]
    public async Task A_gzip_bomb_is_limited_by_what_it_unpacks_to()
    {
        _options.Http.MaxBodyBytes = 1024 * 1024;
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var megabyte = 0; megabyte < 100; megabyte++)
                await gzip.WriteAsync(new byte[1024 * 1024]);
        }

        packed.Length.ShouldBeLessThan(_options.Http.MaxBodyBytes);
        _platform.On("GET /a", async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(packed.ToArray());
        });

        (await Finish(GetAsync("/a"))).Refusal.ShouldBeOfType<Malformed>();
    }

    [Fact]
    public async Task A_body_that_claims_to_be_packed_and_is_not_is_malformed()
    {
        _platform.On("GET /a", 200, "plain", headers: ("Content-Encoding", "gzip"));

        (await Finish(GetAsync("/a"))).Refusal.ShouldBeOfType<Malformed>();
    }

    [Fact]
    public async Task Headers_of_the_body_reach_the_caller()
    {
        _platform.On("GET /a", 200, "<rss/>", "application/rss+xml; charset=utf-8", ("Last-Modified", "Sun, 22 Nov 2026 06:00:00 GMT"), ("ETag", "\"v1\""));

        var answer = (await Finish(GetAsync("/a"))).Answer.ShouldNotBeNull();

        answer.ContentHeaders.ContentType!.MediaType.ShouldBe("application/rss+xml");
        answer.ContentHeaders.LastModified.ShouldBe(new DateTimeOffset(2026, 11, 22, 6, 0, 0, TimeSpan.Zero));
        answer.Headers.ETag!.Tag.ShouldBe("\"v1\"");
        answer.BodyHash.ShouldBe(System.Security.Cryptography.SHA256.HashData("<rss/>"u8));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _platform.On("GET /a", 302, "", headers: ("Location", "/elsewhere"));

        (await Finish(GetAsync("/a"))).Answer.ShouldNotBeNull().Status.ShouldBe(HttpStatusCode.Redirect);
        _platform.Calls.ShouldBe(["GET /a"]);
    }

    [Fact]
    public async Task Nobody_there_is_a_passing_fault_that_names_no_address()
    {
        _options.Http.Retries = 0;
        var address = Address("/a?access_token=secret");
        await _platform.DisposeAsync();

        var refusal = (await Finish(Client().GetJsonAsync(address, null, TestContext.Current.CancellationToken))).Refusal.ShouldBeOfType<Transient>();

        refusal.Reason.ShouldBe("no answer: ConnectionError");
    }

    [Fact]
    public async Task Shutting_down_is_no_failure()
    {
        var asked = new TaskCompletionSource();
        _platform.On("GET /a", async context =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var stop = new CancellationTokenSource();

        var outcome = Client().GetJsonAsync(Address("/a"), null, stop.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Finish(outcome));
        _platform.Calls.Count.ShouldBe(1);
    }

    private SourceHttpClient Client(string source = "source")
    {
        _factory ??= new SourceHttpFactory(Options.Create(_options), _clock);
        return _factory.For(source);
    }

    // By the pause and no more: the next attempt may begin within the advance, and its own time must not run.
    private async Task<TimeSpan> PassPauseAsync()
    {
        var pause = await _clock.WaitAsync(wait => wait != Attempt);
        _clock.Advance(pause);
        return pause;
    }

    private Uri Address(string path) => new(_platform.Address, path);

    private Task<HttpOutcome> GetAsync(string path) => Client().GetJsonAsync(Address(path), null, TestContext.Current.CancellationToken);

    private static Task<HttpOutcome> Finish(Task<HttpOutcome> outcome) => outcome.WaitAsync(TimeSpan.FromSeconds(30));
}
