using Vigie.Core.Mentions;

namespace Vigie.Notifier.Routing;

/// <summary>The facts of a flagged mention that routing may look at. No text and no author by construction: they are never read from the database.</summary>
/// <param name="Id">The mention.</param>
/// <param name="Source">Configured name of its source.</param>
/// <param name="Conversation">The platform's id of the conversation; the post's own id when it stands alone. Only ever hashed.</param>
/// <param name="Severity">0 to 4.</param>
/// <param name="Abuse">Categories found.</param>
/// <param name="Target">Whom it is aimed at.</param>
/// <param name="Person">Register id of the person attacked.</param>
/// <param name="Incomplete">Whether a phase of the judgement failed.</param>
internal sealed record RoutedMention(
    Guid Id, string Source, string Conversation, short Severity, IReadOnlyList<AbuseCategory> Abuse, TargetKind Target, string? Person, bool Incomplete);
