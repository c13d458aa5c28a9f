using System.Diagnostics;
using OpenTelemetry;

namespace Vigie.Host.Telemetry;

/// <summary>
/// Lets only known, harmless tags of a span leave the process. Addresses, queries and statements of platforms and drivers can carry names, handles and
/// tokens (Npgsql names its data source by the connection string), so a tag that a later version of a library invents is dropped until somebody has looked at it. Descriptions and events (exceptions) go too.
/// </summary>
internal sealed class PrivacyProcessor : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "server.address", "server.port", "error.type",
        "network.protocol.name", "network.protocol.version", "network.peer.address", "network.peer.port",
        "db.system", "db.system.name", "db.name", "db.namespace", "db.operation", "db.operation.name", "db.response.status_code",
        "messaging.system", "messaging.operation", "messaging.operation.type", "messaging.destination.name", "messaging.destination.kind", "messaging.message.id",
        "messaging.masstransit.message_id", "messaging.masstransit.conversation_id", "messaging.masstransit.correlation_id", "messaging.masstransit.message_types",
        "messaging.masstransit.consumer_type", "messaging.masstransit.destination_address",
        "vigie.source", "vigie.reason", "vigie.receiver", "vigie.category", "vigie.stage", "vigie.ruleset", "vigie.flagged",
    };

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.ToList())
        {
            if (!Harmless.Contains(tag.Key))
                data.SetTag(tag.Key, null);
        }

        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
        // Npgsql and HttpClient put the statement and the address into the display name of some spans.
        if (!data.Source.Name.StartsWith("Vigie.", StringComparison.Ordinal))
            data.DisplayName = data.OperationName;
        // An exception event would carry its message; events of an activity cannot be taken away, so the span is not exported. A bare mark, such as
        // Npgsql's "received-first-response", carries nothing.
        if (data.Events.Any(mark => mark.Tags.Any()))
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
