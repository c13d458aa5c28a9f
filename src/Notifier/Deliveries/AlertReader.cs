using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Vigie.Core.Mentions;
using Vigie.Notifier.Channels;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.Notifier.Deliveries;

/// <summary>Reads what alerts say, for a batch of deliveries at once. The columns with text, author and names are never asked for.</summary>
internal sealed class AlertReader(IOptions<NotifierOptions> options)
{
    private const short Gravest = 4;

    /// <returns>What goes out, by delivery; a delivery whose mentions were all erased is missing.</returns>
    public async Task<Dictionary<Guid, OutgoingAlert>> ReadAsync(MonitorDb db, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var alertIds = deliveries.Select(delivery => delivery.AlertId).Distinct().ToList();
        var alerts = await db.Alerts.AsNoTracking().Where(alert => alertIds.Contains(alert.Id)).ToDictionaryAsync(alert => alert.Id, cancellationToken);
        var facts = await FactsAsync(db, alertIds, cancellationToken);
        var people = await PeopleAsync(db, facts.Values.SelectMany(list => list), cancellationToken);

        return deliveries
            .Where(delivery => alerts.ContainsKey(delivery.AlertId) && facts.ContainsKey(delivery.AlertId))
            .ToDictionary(delivery => delivery.Id, delivery => Outgoing(delivery.Id, alerts[delivery.AlertId], facts[delivery.AlertId], people));
    }

    private static async Task<Dictionary<Guid, List<Fact>>> FactsAsync(MonitorDb db, List<Guid> alertIds, CancellationToken cancellationToken)
    {
        var rows = await (
            from link in db.AlertMentions
            join mention in db.Mentions on link.MentionId equals mention.Id
            join verdict in db.Verdicts on mention.Id equals verdict.MentionId
            where alertIds.Contains(link.AlertId)
            select new { link.AlertId, mention.Id, mention.Source, Verdict = verdict })
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return rows
            .GroupBy(row => (row.AlertId, row.Id))
            .Select(judged => judged.OrderBy(row => row.Verdict.JudgedAt).ThenBy(row => row.Verdict.Id).Last())
            .GroupBy(row => row.AlertId)
            .ToDictionary(group => group.Key, group => group.Select(row => new Fact(row.Id, row.Source, row.Verdict)).OrderBy(fact => fact.MentionId).ToList());
    }

    // A projection: the names never leave the database.
    private static async Task<Dictionary<string, AttackedPerson>> PeopleAsync(MonitorDb db, IEnumerable<Fact> facts, CancellationToken cancellationToken)
    {
        var ids = facts.Select(fact => fact.Verdict.Person).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return ids.Count == 0
            ? []
            : await db.Register.Where(entry => ids.Contains(entry.Id))
                .Select(entry => new { entry.Id, entry.Role, entry.Site })
                .ToDictionaryAsync(entry => entry.Id, entry => new AttackedPerson(entry.Id, entry.Role, entry.Site), StringComparer.Ordinal, cancellationToken);
    }

    private OutgoingAlert Outgoing(Guid deliveryId, Alert alert, List<Fact> facts, Dictionary<string, AttackedPerson> people)
    {
        var first = facts.MaxBy(fact => fact.Verdict.Severity)!.MentionId;
        return new OutgoingAlert(
            deliveryId,
            alert.Id,
            Math.Clamp(alert.Severity, (short)0, Gravest),
            [.. facts.SelectMany(fact => fact.Verdict.Abuse).GroupBy(category => category).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key)],
            facts.Min(fact => fact.Verdict.Target),
            facts.Count,
            facts.Count(fact => fact.Verdict.Incomplete),
            [.. facts.Select(fact => fact.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            // A person taken off the register since is still named by id.
            [.. facts.Select(fact => fact.Verdict.Person).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(id => people.GetValueOrDefault(id) ?? new AttackedPerson(id, null, null))],
            facts.Any(fact => fact.Verdict.Intent == Intent.Complaint),
            first,
            alert.OpenedAt,
            Link(first));
    }

    private Uri? Link(Guid mentionId) =>
        options.Value.PublicAddress is { } address ? new Uri($"{address.AbsoluteUri.TrimEnd('/')}/mentions/{mentionId}") : null;

    private sealed record Fact(Guid MentionId, string Source, Verdict Verdict);
}
