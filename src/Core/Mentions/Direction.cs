namespace Vigie.Core.Mentions;

/// <summary>Who wrote a post, seen from the brand.</summary>
public enum Direction
{
    /// <summary>Written to or about the brand; will be judged.</summary>
    Inbound,

    /// <summary>The brand's own answer; kept as context of replies, never judged.</summary>
    Outbound,
}
