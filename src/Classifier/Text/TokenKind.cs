namespace Vigie.Classifier.Text;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    Word,
    Number,
    Emoji,
    Handle,
    Address,
    Link,

    /// <summary>Comma, colon, bracket, quotation mark: a pause inside a sentence.</summary>
    Pause,

    /// <summary>Full stop, exclamation or question mark, line break.</summary>
    SentenceEnd,
}
