using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Soak;

/// <summary>The receiving SMTP server of the soak.</summary>
internal sealed class SoakMailbox : IDisposable
{
    public FakeSmtpServer Server { get; } = new();

    /// <summary>Delivery ids of the mails that arrived, second copies included: the left part of the Message-ID.</summary>
    public List<Guid> DeliveryIds() => [.. Server.Mails.Select(mail => Guid.Parse(mail.Header("Message-ID").Trim('<').Split('@')[0]))];

    public void Dispose() => Server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
}
