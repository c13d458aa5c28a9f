using Microsoft.EntityFrameworkCore;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.Notifier.Routing;

/// <summary>
/// Routes one batch in one transaction. Rows are held in one order everywhere (deliveries, then alerts by id, then new groups by key), so
/// that processes wait for each other and never in a circle.
/// </summary>
internal sealed class RoutingTransaction(MonitorDb db, StorageDialect dialect, RoutingRules rules, short urgentSeverity, DateTimeOffset now)
{
    private readonly List<RoutingDecision> _decisions = [];
    private readonly List<Alert> _alerts = [];
    private readonly List<AlertMention> _links = [];
    private readonly List<Delivery> _deliveries = [];
    private readonly List<RoutingGroup> _joining = [];

    /// <returns>Null when another process opened an alert of one of the groups at the same time: nothing is saved, ask again.</returns>
    public async Task<RoutedBatch?> RunAsync(IReadOnlyList<Guid> mentionIds, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var taken = await dialect.TakeHandoversAsync(db, HandoverStage.Notify, mentionIds, cancellationToken);
        if (taken.Count == 0)
            return new RoutedBatch([], []);

        var groups = await GroupAsync(taken, cancellationToken);
        var known = await KnownAlertsAsync(groups, cancellationToken);
        var hastened = await HastenAsync(groups, known, cancellationToken);
        var open = await dialect.HoldOpenAlertsAsync(db, [.. known.Where(alert => alert.Open).Select(alert => alert.Id)], cancellationToken);
        foreach (var group in groups)
            Place(group, [.. known.Where(alert => alert.GroupKey == group.Key)], open);

        var opened = await dialect.InsertNewAsync(db, _alerts, cancellationToken);
        if (opened.Count < _alerts.Count)
            return null;

        await RaiseAsync(known, open, cancellationToken);
        await dialect.InsertNewRowsAsync(db, _links, cancellationToken);
        await dialect.InsertNewAsync(db, _deliveries, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RoutedBatch(_decisions, [.. _deliveries.Where(delivery => delivery.NotBefore <= now).Select(delivery => delivery.Id), .. hastened]);
    }

    private async Task<IReadOnlyList<RoutingGroup>> GroupAsync(IReadOnlySet<Guid> taken, CancellationToken cancellationToken)
    {
        var facts = await FlaggedFacts.ReadAsync(db, taken, cancellationToken);
        _decisions.AddRange(taken.Where(id => !facts.ContainsKey(id)).Select(id => new RoutingDecision(id, null, RoutingReason.Erased, null)));
        _decisions.AddRange(facts.Values.Where(fact => !fact.Flagged).Select(fact => new RoutingDecision(fact.Mention.Id, null, RoutingReason.NotFlagged, null)));

        var ids = taken.ToList();
        var links = await db.AlertMentions.AsNoTracking().Where(link => ids.Contains(link.MentionId)).ToListAsync(cancellationToken);
        _decisions.AddRange(links.Select(link => new RoutingDecision(link.MentionId, link.Rule, RoutingReason.AlreadyAlerted, link.AlertId)));
        var alerted = links.Select(link => (link.MentionId, link.Rule)).ToHashSet();
        return RoutingGroup.Of(rules, facts.Values.Where(fact => fact.Flagged).Select(fact => fact.Mention), alerted);
    }

    private async Task<List<Alert>> KnownAlertsAsync(IReadOnlyList<RoutingGroup> groups, CancellationToken cancellationToken)
    {
        if (groups.Count == 0)
            return [];

        var keys = groups.Select(group => group.Key).ToList();
        var since = now - groups.Max(group => group.Rule.RepeatAfter);
        return await db.Alerts.AsNoTracking()
            .Where(alert => keys.Contains(alert.GroupKey) && (alert.Open || alert.OpenedAt > since))
            .ToListAsync(cancellationToken);
    }

    // Something urgent joins an alert that still collects: the waiting is over. Done before the alerts are held, because a claim takes deliveries first too.
    private async Task<IReadOnlyList<Guid>> HastenAsync(IReadOnlyList<RoutingGroup> groups, List<Alert> known, CancellationToken cancellationToken)
    {
        var urgent = groups.Where(group => group.Severity >= urgentSeverity).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var alertIds = known.Where(alert => alert.Open && urgent.Contains(alert.GroupKey)).Select(alert => alert.Id).ToList();
        if (alertIds.Count == 0)
            return [];

        var waiting = db.Deliveries.Where(delivery => alertIds.Contains(delivery.AlertId) && delivery.State == DeliveryState.Pending);
        await waiting.Where(delivery => delivery.NotBefore > now)
            .ExecuteUpdateAsync(update => update.SetProperty(delivery => delivery.NotBefore, now), cancellationToken);
        return await waiting.Select(delivery => delivery.Id).ToListAsync(cancellationToken);
    }

    private void Place(RoutingGroup group, IReadOnlyList<Alert> known, IReadOnlySet<Guid> open)
    {
        if (known.FirstOrDefault(alert => open.Contains(alert.Id)) is { } collecting)
        {
            _joining.Add(group);
            Link(group, collecting.Id, RoutingReason.JoinedOpenAlert, RoutingReason.JoinedOpenAlert);
            return;
        }

        var last = known.Where(alert => alert.OpenedAt > now - group.Rule.RepeatAfter).MaxBy(alert => alert.OpenedAt);
        if (last is not null && group.Severity <= last.Severity)
            Link(group, last.Id, RoutingReason.RepeatedTooSoon, RoutingReason.RepeatedTooSoon);
        else
            Link(group, Open(group), last is null ? RoutingReason.FirstOfGroup : RoutingReason.GraverThanLast, RoutingReason.JoinedOpenAlert);
    }

    private Guid Open(RoutingGroup group)
    {
        var alert = new Alert
        {
            Id = Guid.CreateVersion7(now),
            Rule = group.Rule.Name,
            GroupKey = group.Key,
            Source = group.Rule.GroupsBy(GroupPart.Source) ? group.Mentions[0].Source : null,
            Person = group.Rule.GroupsBy(GroupPart.Person) ? group.Mentions[0].Person : null,
            Severity = group.Severity,
            Open = true,
            OpenedAt = now,
        };
        var notBefore = group.Severity >= urgentSeverity ? now : now + group.Rule.GroupWait;
        _alerts.Add(alert);
        _deliveries.AddRange(group.Rule.Receivers.Select(receiver => new Delivery
        {
            Id = Guid.CreateVersion7(now),
            AlertId = alert.Id,
            Receiver = receiver,
            State = DeliveryState.Pending,
            NotBefore = notBefore,
            CreatedAt = now,
        }));
        return alert.Id;
    }

    private void Link(RoutingGroup group, Guid alertId, RoutingReason first, RoutingReason others)
    {
        foreach (var (index, mention) in group.Mentions.Index())
        {
            _links.Add(new AlertMention { Rule = group.Rule.Name, MentionId = mention.Id, AlertId = alertId });
            _decisions.Add(new RoutingDecision(mention.Id, group.Rule.Name, index == 0 ? first : others, alertId));
        }
    }

    private async Task RaiseAsync(List<Alert> known, IReadOnlySet<Guid> open, CancellationToken cancellationToken)
    {
        foreach (var bySeverity in _joining.GroupBy(group => group.Severity))
        {
            var keys = bySeverity.Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
            var ids = known.Where(alert => open.Contains(alert.Id) && keys.Contains(alert.GroupKey) && alert.Severity < bySeverity.Key).Select(alert => alert.Id).ToList();
            if (ids.Count > 0)
            {
                await db.Alerts.Where(alert => ids.Contains(alert.Id) && alert.Severity < bySeverity.Key)
                    .ExecuteUpdateAsync(update => update.SetProperty(alert => alert.Severity, bySeverity.Key), cancellationToken);
            }
        }
    }
}
