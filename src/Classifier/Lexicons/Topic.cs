using Vigie.Core.Mentions;

namespace Vigie.Classifier.Lexicons;

/// <summary>What an entry speaks for: the categories of abuse, and what is not abuse but must be known.</summary>
internal enum Topic : byte
{
    Insult,
    Threat,
    Blackmail,
    Defamation,
    Doxxing,
    Hate,
    Sexual,
    Harassment,
    Legal,
    Complaint,
    Question,
    Praise,
    Rough,
    Self,
    Quote,

    /// <summary>Half of a blackmail: what is demanded.</summary>
    Demand,

    /// <summary>Half of a blackmail: what is published otherwise.</summary>
    Publication,

    /// <summary>Half of a doxxing: an exposing cue beside a phone, a plate or an address.</summary>
    Expose,
}

/// <summary>Topics and categories.</summary>
internal static class Topics
{
    /// <summary>The category a topic is, if it is one.</summary>
    public static AbuseCategory? Category(this Topic topic) => topic <= Topic.Harassment ? (AbuseCategory)(int)topic : null;
}
