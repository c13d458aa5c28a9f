using System.Text;
using FsCheck.Fluent;
using Vigie.Collector.Inbound;

namespace Vigie.UnitTests.Collector.Inbound;

public sealed class WebhookSignatureTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    [Fact]
    public void Agrees_with_the_published_example()
    {
        // The example of the Standard Webhooks libraries.
        var key = WebhookKey.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").ShouldNotBeNull();

        WebhookSignature.Sign(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}"u8)
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Fact]
    public void What_was_signed_verifies_and_no_changed_byte_does() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            ArbMap.Default.ArbFor<FsCheck.PositiveInt>(),
            ArbMap.Default.ArbFor<byte>(),
            (body, seed, change) =>
            {
                var id = $"msg_{seed.Item}";
                var header = WebhookSignature.Sign(Key, id, "1795341600", body);
                var mask = (byte)(change == 0 ? 1 : change);

                return WebhookSignature.Verifies([Key], id, "1795341600", body, header)
                    && (body.Length == 0 || !WebhookSignature.Verifies([Key], id, "1795341600", Flipped(body, seed.Item, mask), header))
                    && !WebhookSignature.Verifies([Flipped(Key, seed.Item, mask)], id, "1795341600", body, header)
                    && !WebhookSignature.Verifies([Key], id + "0", "1795341600", body, header)
                    && !WebhookSignature.Verifies([Key], id, "1795341601", body, header)
                    && Enumerable.Range(0, header.Length).All(at => !WebhookSignature.Verifies([Key], id, "1795341600", body, Changed(header, at)));
            }));

    [Theory]
    [InlineData("")]
    [InlineData("v1,")]
    [InlineData("v1")]
    [InlineData(",")]
    [InlineData("v1,not base64 at all but of the right length====")]
    [InlineData("v1,éééééééééééééééééééééé")]
    [InlineData("v1,\ud83d\ud83d")]
    public void Garbage_does_not_verify(string header) =>
        WebhookSignature.Verifies([Key], "msg_1", "1795341600", "{}"u8, header).ShouldBeFalse();

    [Fact]
    public void A_signature_of_another_version_does_not_count()
    {
        var header = WebhookSignature.Sign(Key, "msg_1", "1795341600", "{}"u8);

        WebhookSignature.Verifies([Key], "msg_1", "1795341600", "{}"u8, "v1a" + header[2..]).ShouldBeFalse();
        WebhookSignature.Verifies([Key], "msg_1", "1795341600", "{}"u8, $"v1a,xyz {header}").ShouldBeTrue();
    }

    [Fact]
    public void Nothing_verifies_without_a_key() =>
        WebhookSignature.Verifies([], "msg_1", "1795341600", "{}"u8, WebhookSignature.Sign(Key, "msg_1", "1795341600", "{}"u8)).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_AAAA")]
    [InlineData("whsec_not base64")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void A_key_of_another_form_is_none(string? secret) => WebhookKey.Parse(secret).ShouldBeNull();

    private static byte[] Flipped(byte[] bytes, int at, byte mask)
    {
        var copy = bytes.ToArray();
        copy[at % copy.Length] ^= mask;
        return copy;
    }

    // A space ends a signature, so the changed sign is a letter or a digit.
    private static string Changed(string header, int at) =>
        new StringBuilder(header) { [at] = header[at] == 'A' ? 'B' : 'A' }.ToString();
}
