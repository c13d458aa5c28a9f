namespace Vigie.Notifier.Routing;

/// <summary>What the mentions of one alert have in common.</summary>
public enum GroupPart
{
    /// <summary>The configured source.</summary>
    Source,

    /// <summary>The person attacked; those that mean nobody of the register are together.</summary>
    Person,

    /// <summary>The conversation; a post outside any is its own.</summary>
    Conversation,

    /// <summary>The mention itself: one alert for each.</summary>
    Mention,
}
