namespace Vigie.Collector.Http;

/// <summary>A body went over the limit; carried out of the handler chain, where an exception is the only way, and turned into a refusal by <see cref="HttpFailures"/>.</summary>
internal sealed class BodyTooLargeException(int limit) : Exception($"body larger than {limit} bytes");
