namespace Vigie.Collector.Sources;

/// <summary>No page, and why. The next step follows from the kind (see <c>SourceRun</c>).</summary>
/// <param name="Reason">In words of Vigie: never text of a post, never a credential.</param>
public abstract record SourceRefusal(string Reason) : SourceAnswer;

/// <summary>The platform said to wait.</summary>
/// <param name="Until">When to ask again; null when it did not say.</param>
/// <param name="Reason">Why.</param>
public sealed record RateLimited(DateTimeOffset? Until, string Reason) : SourceRefusal(Reason);

/// <summary>The credentials are refused and cannot be refreshed: polling stops until a human connects the account again.</summary>
/// <param name="Reason">Why, naming the missing permission where known.</param>
public sealed record ExpiredCredentials(string Reason) : SourceRefusal(Reason);

/// <summary>The page does not exist any more: polling stops.</summary>
/// <param name="Reason">Why.</param>
public sealed record Gone(string Reason) : SourceRefusal(Reason);

/// <summary>A passing fault: time-out, broken connection, 5xx. Asked again with growing pauses.</summary>
/// <param name="Reason">Why.</param>
public sealed record Transient(string Reason) : SourceRefusal(Reason);

/// <summary>The answer cannot be read at all. Asked again with growing pauses; the cursor stays.</summary>
/// <param name="Reason">Why.</param>
public sealed record Malformed(string Reason) : SourceRefusal(Reason);
