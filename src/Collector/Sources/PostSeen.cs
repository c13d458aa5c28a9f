using Vigie.Core.Mentions;

namespace Vigie.Collector.Sources;

/// <summary>A post as the platform shows it now: new, edited or read again; intake finds out which.</summary>
/// <param name="ExternalId">The platform's id of the post.</param>
/// <param name="RawHash">SHA-256 of the raw answer.</param>
/// <param name="Text">Plain text (HTML already turned into text), otherwise as received; intake cleans it.</param>
public sealed record PostSeen(string ExternalId, ReadOnlyMemory<byte> RawHash, string Text) : SourceEvent(ExternalId, RawHash)
{
    /// <summary>Who wrote it, as far as the platform says.</summary>
    public PostAuthor? Author { get; init; }

    /// <summary>Where a human can see it; http or https.</summary>
    public string? Permalink { get; init; }

    /// <summary>The platform's id of the conversation.</summary>
    public string? ConversationId { get; init; }

    /// <summary>External id of the post that this one answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>BCP 47 tag as the platform claims it.</summary>
    public string? Language { get; init; }

    /// <summary>Written to the brand, or by it.</summary>
    public Direction Direction { get; init; }

    /// <summary>When it was written, as the platform says.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was last changed, as the platform says; null when never or not told. Lets intake tell a late old page from an edit.</summary>
    public DateTimeOffset? RevisedAt { get; init; }
}
