namespace Vigie.Classifier.Judging;

/// <summary>What the classifier reads of a mention on its shelf.</summary>
internal sealed record WaitingMention(Guid Id, string Source, string Text, string? Language, string? AuthorName, string? InReplyTo)
{
    /// <summary>Text of the post that it answers, where that one is known.</summary>
    public string? Parent { get; init; }

    public MentionText ToText() => new(Id.ToString(), Text, Language, Source, Parent, AuthorName);
}
