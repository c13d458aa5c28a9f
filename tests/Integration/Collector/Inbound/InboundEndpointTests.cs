using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Collector.Intake;
using Vigie.Collector.Sources;
using Vigie.Core.Configuration;
using Vigie.Core.Mentions;
using Vigie.Core.Telemetry;

namespace Vigie.IntegrationTests.Collector.Inbound;

public sealed class InboundEndpointTests : IAsyncLifetime
{
    private const string Created = """{"type":"mention.created","id":"chat-1","text":"Anyone there?"}""";

    private readonly InboundHost _host = new();

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_signed_call_is_saved_with_its_id()
    {
        using var response = await _host.SendAsync(Created, "msg_42");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var request = _host.Intake.Requests.ShouldHaveSingleItem();
        request.Source.ShouldBe("livechat");
        request.WebhookId.ShouldBe("msg_42");
        request.Cursor.ShouldBeNull();
        request.Events.ShouldHaveSingleItem().ShouldBeOfType<PostSeen>().Text.ShouldBe("Anyone there?");
    }

    [Theory]
    [InlineData("mention.created", typeof(PostSeen))]
    [InlineData("mention.edited", typeof(PostSeen))]
    [InlineData("mention.deleted", typeof(PostDeleted))]
    [InlineData("reply.created", typeof(PostSeen))]
    public async Task Every_type_of_event_is_taken(string type, Type expected)
    {
        using var response = await _host.SendAsync($$"""{"type":"{{type}}","id":"chat-1","text":"t"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var happened = _host.Intake.Requests.ShouldHaveSingleItem().Events.ShouldHaveSingleItem();
        happened.ShouldBeOfType(expected);
        if (happened is PostSeen post)
            post.Direction.ShouldBe(type == "reply.created" ? Direction.Outbound : Direction.Inbound);
    }

    [Fact]
    public async Task An_id_that_was_taken_is_answered_with_200_and_nothing_is_done()
    {
        using var first = await _host.SendAsync(Created);
        using var second = await _host.SendAsync(Created);

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Content.ReadAsStringAsync()).ShouldBeEmpty();
        _host.Intake.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    [InlineData("")]
    public async Task A_call_that_lacks_a_header_is_refused(string missing)
    {
        var headers = new Dictionary<string, string> { ["webhook-id"] = "msg_1", ["webhook-timestamp"] = "1795341600", ["webhook-signature"] = "v1,x" };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inbound/livechat") { Content = new StringContent(Created) };
        foreach (var (name, value) in headers.Where(header => header.Key != missing && missing.Length > 0))
            request.Headers.Add(name, value);

        using var response = await _host.SendAsync(request);

        await ShouldBeRefusedWithoutAWord(response);
    }

    [Theory]
    [InlineData("-1795341600")]
    [InlineData("1795341600.0")]
    [InlineData("2026-11-22T10:00:00Z")]
    [InlineData("99999999999999")]
    [InlineData("99999999999999999999999999")]
    public async Task A_timestamp_of_another_form_is_refused(string timestamp)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inbound/livechat") { Content = new StringContent(Created) };
        request.Headers.Add("webhook-id", "msg_1");
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1,x");

        using var response = await _host.SendAsync(request);

        await ShouldBeRefusedWithoutAWord(response);
    }

    [Fact]
    public async Task A_call_signed_with_another_key_is_refused()
    {
        using var response = await _host.SendAsync(Encoding.UTF8.GetBytes(Created), secrets: [InboundHost.NextSecret]);

        await ShouldBeRefusedWithoutAWord(response);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public async Task A_call_from_another_time_is_refused_even_when_signed(int seconds)
    {
        using var response = await _host.SendAsync(Encoding.UTF8.GetBytes(Created), age: TimeSpan.FromSeconds(seconds));

        await ShouldBeRefusedWithoutAWord(response);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    public async Task Clocks_may_differ_by_the_tolerance(int seconds)
    {
        using var response = await _host.SendAsync(Encoding.UTF8.GetBytes(Created), age: TimeSpan.FromSeconds(seconds));

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task While_keys_change_either_side_may_be_first()
    {
        var body = Encoding.UTF8.GetBytes(Created);

        using var senderFirst = await _host.SendAsync(body, "msg_1", secrets: [InboundHost.NextSecret, InboundHost.Secret]);
        senderFirst.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        await using var receiverFirst = new InboundHost();
        receiverFirst.Options.Secrets = [new Secret(InboundHost.NextSecret), new Secret(InboundHost.Secret)];
        await receiverFirst.StartAsync();
        using var old = await receiverFirst.SendAsync(body, "msg_1", secrets: [InboundHost.Secret]);
        using var next = await receiverFirst.SendAsync(body, "msg_2", secrets: [InboundHost.NextSecret]);
        old.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        next.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_2_MB_is_too_large(bool isChunked)
    {
        using var response = await _host.SendAsync(new byte[2 * 1024 * 1024], isChunked: isChunked);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        _host.Intake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_just_within_the_limit_is_taken()
    {
        const string frame = """{"id":"1","text":""}""";
        var body = Encoding.UTF8.GetBytes($$"""{"id":"1","text":"{{new string('x', 1024 * 1024 - frame.Length)}}"}""");
        body.Length.ShouldBe(1024 * 1024);

        using var response = await _host.SendAsync(body, isChunked: true);

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("""{"id":1,"text":"secret words"}""", "id: a string was expected")]
    [InlineData("""{"id":"1","text":{"a":"secret words"}}""", "text: a string was expected")]
    [InlineData("""["secret words"]""", "an object was expected")]
    public async Task A_signed_body_that_cannot_be_read_is_refused_with_a_plain_reason(string body, string reason)
    {
        using var response = await _host.SendAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldBe($$"""{"error":"{{reason}}"}""");
        _host.Intake.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signed_body_that_is_not_UTF_8_is_refused()
    {
        using var response = await _host.SendAsync([.. "{\"id\":\"1\",\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"error":"not UTF-8"}""");
    }

    [Fact]
    public async Task An_unreadable_body_without_a_good_signature_learns_nothing()
    {
        using var response = await _host.SendAsync("{"u8.ToArray(), signature: "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

        await ShouldBeRefusedWithoutAWord(response);
    }

    [Fact]
    public async Task An_unknown_source_is_not_found_and_told_as_little()
    {
        using var response = await _host.SendAsync(Encoding.UTF8.GetBytes(Created), source: "nobody");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        _host.Intake.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(IntakeOutcome.StorageUnavailable)]
    [InlineData(IntakeOutcome.StorageFull)]
    public async Task Without_storage_the_sender_is_told_to_come_back_and_the_id_stays_free(IntakeOutcome outcome)
    {
        _host.Intake.Outcome = outcome;
        using var refused = await _host.SendAsync(Created);
        _host.Intake.Outcome = IntakeOutcome.Saved;
        using var taken = await _host.SendAsync(Created);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(30));
        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Who_calls_too_often_is_told_when_to_come_back_and_forgers_use_nobodys_budget()
    {
        _host.Options.MaxPerMinute = 2;
        for (var i = 0; i < 5; i++)
        {
            using var forged = await _host.SendAsync(Encoding.UTF8.GetBytes(Created), $"forged_{i}", secrets: [InboundHost.NextSecret]);
            forged.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var first = await _host.SendAsync(Created, "msg_1");
        using var second = await _host.SendAsync(Created, "msg_2");
        using var third = await _host.SendAsync(Created, "msg_3");

        first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        second.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        third.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        _host.Intake.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Only_posts_are_answered()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/inbound/livechat");
        using var response = await _host.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Every_call_is_counted_with_a_reason_of_a_closed_list()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        var meters = _host.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == TelemetryNames.Collector)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => counted.Enqueue($"{instrument.Name}: {string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}"));
        listener.Start();

        using var accepted = await _host.SendAsync(Created);
        using var repeated = await _host.SendAsync(Created);
        using var malformed = await _host.SendAsync("{", "msg_2");
        using var unknown = await _host.SendAsync(Encoding.UTF8.GetBytes(Created), source: "made-up-by-the-caller");
        using var wrong = await _host.SendAsync(Encoding.UTF8.GetBytes(Created), secrets: [InboundHost.NextSecret]);
        using var stale = await _host.SendAsync(Encoding.UTF8.GetBytes(Created), age: TimeSpan.FromHours(1));

        counted.ShouldBe(
        [
            "vigie.collector.inbound.accepted: vigie.source=livechat",
            "vigie.collector.inbound.repeated: vigie.source=livechat",
            "vigie.collector.inbound.refused: vigie.reason=malformed",
            "vigie.collector.inbound.refused: vigie.reason=unknown_source",
            "vigie.collector.inbound.refused: vigie.reason=bad_signature",
            "vigie.collector.inbound.refused: vigie.reason=stale",
        ]);
    }

    private async Task ShouldBeRefusedWithoutAWord(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        _host.Intake.Requests.ShouldBeEmpty();
    }
}
