using System.Text.Json;
using System.Text.Json.Serialization;
using Vigie.Core.Mentions;

namespace Vigie.Notifier.Channels.Webhook;

/// <summary>The JSON of an alert: ids and small facts in the words of the labelling guide.</summary>
internal sealed record WebhookBody(string Type, DateTimeOffset Timestamp, WebhookBody.Facts Data)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Of(OutgoingAlert alert) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new WebhookBody(
                "alert.opened",
                alert.OpenedAt,
                new Facts(
                    alert.DeliveryId,
                    alert.AlertId,
                    alert.Severity,
                    [.. alert.Categories.Select(category => category.Word())],
                    alert.Target.Word(),
                    alert.Mentions,
                    alert.Incomplete,
                    alert.Sources,
                    alert.People,
                    alert.Complaint,
                    alert.FirstMention,
                    alert.Link)),
            Json);

    /// <summary>What the alert says.</summary>
    internal sealed record Facts(
        Guid DeliveryId,
        Guid AlertId,
        short Severity,
        IReadOnlyList<string> Categories,
        string Target,
        int Mentions,
        int Incomplete,
        IReadOnlyList<string> Sources,
        IReadOnlyList<AttackedPerson> People,
        bool Complaint,
        Guid FirstMentionId,
        Uri? Link);
}
