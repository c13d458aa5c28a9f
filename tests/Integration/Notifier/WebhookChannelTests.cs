using System.Globalization;
using Vigie.Core.Configuration;
using Vigie.Core.Deliveries;
using Vigie.Fakes.Clocks;
using Vigie.Fakes.Servers;
using Vigie.Notifier.Channels;
using Vigie.Notifier.Channels.Webhook;

namespace Vigie.IntegrationTests.Notifier;

/// <summary>The webhook channel against a receiver that verifies signatures by itself.</summary>
public sealed class WebhookChannelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ManualClock _clock = new();

    private static CancellationToken Limit => new CancellationTokenSource(Patience).Token;

    [Fact]
    public async Task The_call_is_signed_and_carries_ids_and_small_facts()
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        using var channel = Channel(receiver.Address);

        var result = await channel.SendAsync(Alerts.One(), Limit);

        result.Category.ShouldBe(DeliveryCategory.Success, result.Reason);
        var call = receiver.Calls.ShouldHaveSingleItem();
        call.Id.ShouldBe("0198a000-0000-7000-8000-000000000001");
        call.Timestamp.ShouldBe(_clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        call.Body.ShouldBe(
            """
            {"type":"alert.opened","timestamp":"2026-11-22T07:00:00+00:00","data":{"deliveryId":"0198a000-0000-7000-8000-000000000001","alertId":"0198a000-0000-7000-8000-000000000002","severity":4,"categories":["threat"],"target":"employee","mentions":1,"incomplete":0,"sources":["page"],"people":[{"id":"p-17","role":"conseill\u00E8re","site":"Rouen"}],"complaint":false,"firstMentionId":"0198a000-0000-7000-8000-000000000003","link":"https://vigie.brand.example/mentions/0198a000-0000-7000-8000-000000000003"}}
            """);
    }

    [Theory]
    [InlineData(200, DeliveryCategory.Success)]
    [InlineData(204, DeliveryCategory.Success)]
    [InlineData(302, DeliveryCategory.Configuration)]
    [InlineData(400, DeliveryCategory.Permanent)]
    [InlineData(401, DeliveryCategory.Authentication)]
    [InlineData(403, DeliveryCategory.Authentication)]
    [InlineData(404, DeliveryCategory.Configuration)]
    [InlineData(408, DeliveryCategory.Transient)]
    [InlineData(410, DeliveryCategory.Permanent)]
    [InlineData(422, DeliveryCategory.Permanent)]
    [InlineData(429, DeliveryCategory.RateLimited)]
    [InlineData(500, DeliveryCategory.Transient)]
    [InlineData(502, DeliveryCategory.Transient)]
    [InlineData(503, DeliveryCategory.Transient)]
    public async Task An_answer_is_classified_by_its_status(int status, DeliveryCategory expected)
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        receiver.AnswerNext(status, ("Location", "/elsewhere"));
        using var channel = Channel(receiver.Address);

        (await channel.SendAsync(Alerts.One(), Limit)).Category.ShouldBe(expected);

        receiver.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "30", 30)]
    [InlineData(429, "Sun, 22 Nov 2026 07:05:00 GMT", 300)]
    [InlineData(429, "99999999", 86_400)]
    public async Task An_announced_pause_is_kept_but_not_beyond_a_day(int status, string retryAfter, int seconds)
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        receiver.AnswerNext(status, ("Retry-After", retryAfter));
        using var channel = Channel(receiver.Address);

        var result = await channel.SendAsync(Alerts.One(), Limit);

        result.Category.ShouldBe(DeliveryCategory.RateLimited);
        result.NotBefore.ShouldBe(_clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task A_wrong_secret_is_a_matter_of_authentication()
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        using var channel = Channel(receiver.Address, "whsec_" + Convert.ToBase64String(new byte[32]));

        (await channel.SendAsync(Alerts.One(), Limit)).Category.ShouldBe(DeliveryCategory.Authentication);
        receiver.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cut_is_transient_and_nobody_listening_is_unavailable()
    {
        Uri address;
        await using (var receiver = await FakeWebhookReceiver.StartAsync())
        {
            address = receiver.Address;
            receiver.AnswerNext(context =>
            {
                context.Abort();
                return Task.CompletedTask;
            });
            using var cut = Channel(address);
            (await cut.SendAsync(Alerts.One(), Limit)).Category.ShouldBe(DeliveryCategory.Transient);
        }

        using var refused = Channel(address);
        (await refused.SendAsync(Alerts.One(), Limit)).Category.ShouldBe(DeliveryCategory.Unavailable);
        (await refused.CheckAsync(Limit)).Category.ShouldBe(DeliveryCategory.Unavailable);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read()
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        receiver.AnswerNext(async context =>
        {
            var junk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(junk, context.RequestAborted);
        });
        using var channel = Channel(receiver.Address);

        (await channel.SendAsync(Alerts.One(), Limit)).Category.ShouldBe(DeliveryCategory.Success);
    }

    [Fact]
    public async Task A_check_reaches_the_receiver_and_tells_it_nothing()
    {
        await using var receiver = await FakeWebhookReceiver.StartAsync();
        using var channel = Channel(receiver.Address);

        (await channel.CheckAsync(Limit)).Category.ShouldBe(DeliveryCategory.Success);
        receiver.Calls.ShouldBeEmpty();
    }

    private WebhookChannel Channel(Uri address, string? secret = null) => new(
        new ChannelSetup("hook", _clock, TextWriter.Null),
        new WebhookOptions { Channel = "webhook", Url = address, Secret = new Secret(secret ?? FakeWebhookReceiver.Secret) });
}
