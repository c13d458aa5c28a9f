using Vigie.Core.Mentions;

namespace Vigie.Notifier.Channels;

/// <summary>
/// All that a channel may know of an alert. It cannot leak the insult, its author or the name of the person attacked, because they are not
/// in it.
/// </summary>
/// <param name="DeliveryId">Idempotency key: the same at every attempt.</param>
/// <param name="AlertId">The alert's number.</param>
/// <param name="Severity">Gravest of its mentions, 0 to 4.</param>
/// <param name="Categories">Categories found, most frequent first.</param>
/// <param name="Target">Gravest target.</param>
/// <param name="Mentions">How many mentions.</param>
/// <param name="Incomplete">How many of them were not judged completely.</param>
/// <param name="Sources">Configured names of their sources.</param>
/// <param name="People">People attacked.</param>
/// <param name="Complaint">Whether a grievance is stated that deserves its answer.</param>
/// <param name="FirstMention">The gravest mention, the one to open first.</param>
/// <param name="OpenedAt">When the first mention came.</param>
/// <param name="Link">Where to read on; null when no public address is configured.</param>
public sealed record OutgoingAlert(
    Guid DeliveryId,
    Guid AlertId,
    short Severity,
    IReadOnlyList<AbuseCategory> Categories,
    TargetKind Target,
    int Mentions,
    int Incomplete,
    IReadOnlyList<string> Sources,
    IReadOnlyList<AttackedPerson> People,
    bool Complaint,
    Guid FirstMention,
    DateTimeOffset OpenedAt,
    Uri? Link);
