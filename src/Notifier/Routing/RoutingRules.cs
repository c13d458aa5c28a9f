namespace Vigie.Notifier.Routing;

/// <summary>The rules in order, and the one below them that takes what none of them takes: nothing is ever unrouted.</summary>
internal sealed class RoutingRules
{
    /// <summary>Name of the rule that takes what no configured rule takes.</summary>
    public const string CatchAll = "unrouted";

    private readonly RoutingRule[] _rules;
    private readonly RoutingRule _catchAll;

    public RoutingRules(NotifierOptions options)
    {
        var configured = options.Rules.Count > 0 ? options.Rules : [new RuleOptions { Name = "all", Receivers = [ReceiverNames.Console] }];
        _rules = [.. configured.Select(rule => new RoutingRule(rule))];
        _catchAll = new RoutingRule(new RuleOptions { Name = CatchAll, Receivers = [.. ReceiverNames.OfCatchAll(options)] });
    }

    /// <summary>The rules that take the mention, at least one.</summary>
    public IReadOnlyList<RoutingRule> For(RoutedMention mention)
    {
        var taking = new List<RoutingRule>();
        foreach (var rule in _rules)
        {
            if (!rule.Takes(mention))
                continue;
            taking.Add(rule);
            if (!rule.Continue)
                break;
        }

        return taking.Count > 0 ? taking : [_catchAll];
    }

    public static bool IsCatchAll(RoutingRule rule) => string.Equals(rule.Name, CatchAll, StringComparison.Ordinal);
}
