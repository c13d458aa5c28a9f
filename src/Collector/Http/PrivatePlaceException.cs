namespace Vigie.Collector.Http;

/// <summary>A call would have led into our own network; carried out of the socket handler, where an exception is the only way, and turned into a refusal by <see cref="HttpFailures"/>.</summary>
internal sealed class PrivatePlaceException() : Exception("an address in a private network");
