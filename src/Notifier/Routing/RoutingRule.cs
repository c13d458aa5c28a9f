using System.Security.Cryptography;
using System.Text.Json;

namespace Vigie.Notifier.Routing;

/// <summary>One rule with its defaults filled in.</summary>
internal sealed class RoutingRule(RuleOptions options)
{
    private static readonly GroupPart[] DefaultParts = [GroupPart.Source, GroupPart.Person, GroupPart.Conversation];

    private readonly GroupPart[] _parts = options.GroupBy.Count == 0 ? DefaultParts : [.. options.GroupBy.Distinct().Order()];

    public string Name => options.Name;

    public TimeSpan GroupWait => options.GroupWait;

    public TimeSpan RepeatAfter => options.RepeatAfter;

    public bool Continue => options.Continue;

    public IReadOnlyList<string> Receivers { get; } = [.. options.Receivers.Distinct(StringComparer.OrdinalIgnoreCase)];

    public bool GroupsBy(GroupPart part) => _parts.Contains(part);

    public bool Takes(RoutedMention mention)
    {
        var when = options.When;
        return Names(when.Sources, mention.Source)
            && Names(when.People, mention.Person)
            && (Judged(when, mention) || (mention.Incomplete && when.IncompleteToo));
    }

    /// <summary>SHA-256 (hex) of the rule's name and of what the group has in common. Hashed so that no id of a platform leaves its own table.</summary>
    public string GroupKey(RoutedMention mention)
    {
        var common = _parts.Select(part => part switch
        {
            GroupPart.Source => mention.Source,
            GroupPart.Person => mention.Person,
            // Ids of conversations are unique within their platform only.
            GroupPart.Conversation => $"{mention.Source}\n{mention.Conversation}",
            _ => mention.Id.ToString(),
        });
        var bytes = JsonSerializer.SerializeToUtf8Bytes<string?[]>([Name, .. _parts.Select(part => part.ToString()), .. common]);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static bool Judged(RuleConditions when, RoutedMention mention) =>
        mention.Severity >= when.MinSeverity
        && (when.Categories.Count == 0 || mention.Abuse.Any(when.Categories.Contains))
        && (when.Targets.Count == 0 || when.Targets.Contains(mention.Target));

    private static bool Names(IList<string> names, string? name) =>
        names.Count == 0 || names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
