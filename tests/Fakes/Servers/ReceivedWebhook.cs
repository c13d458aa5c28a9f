namespace Vigie.Fakes.Servers;

/// <summary>A webhook call as it came.</summary>
public sealed record ReceivedWebhook(string Id, string Timestamp, string Body, string Headers);
