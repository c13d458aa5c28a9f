namespace Vigie.Notifier.Routing;

/// <summary>Mentions of one batch that one rule puts together.</summary>
internal sealed record RoutingGroup(RoutingRule Rule, string Key, IReadOnlyList<RoutedMention> Mentions)
{
    public short Severity { get; } = Mentions.Max(mention => mention.Severity);

    /// <summary>Groups a batch, ordered by key so that two processes meet the same groups in the same order.</summary>
    public static IReadOnlyList<RoutingGroup> Of(RoutingRules rules, IEnumerable<RoutedMention> mentions, IReadOnlySet<(Guid MentionId, string Rule)> alerted) =>
        [.. mentions
            .SelectMany(mention => rules.For(mention).Select(rule => (Rule: rule, Mention: mention)))
            .Where(pair => !alerted.Contains((pair.Mention.Id, pair.Rule.Name)))
            .GroupBy(pair => (pair.Rule, Key: pair.Rule.GroupKey(pair.Mention)), pair => pair.Mention)
            .Select(group => new RoutingGroup(group.Key.Rule, group.Key.Key, [.. group.OrderBy(mention => mention.Id)]))
            .OrderBy(group => group.Key, StringComparer.Ordinal)];
}
