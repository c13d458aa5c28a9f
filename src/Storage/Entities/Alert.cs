using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vigie.Storage.Entities;

/// <summary>
/// What one routing rule has to say about one group of mentions. Open while mentions of the group may still join, closed when its first
/// delivery is claimed. Written by the notifier only.
/// </summary>
public sealed class Alert : IHasId
{
    /// <summary>Primary key, shown to people as the alert's number.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the routing rule.</summary>
    public required string Rule { get; init; }

    /// <summary>SHA-256 (hex) of what the group has in common: rule, source, person, conversation.</summary>
    public required string GroupKey { get; init; }

    /// <summary>The source, when the group has one in common.</summary>
    public string? Source { get; init; }

    /// <summary>Register id of the person attacked, when the group has one in common.</summary>
    public string? Person { get; init; }

    /// <summary>Gravest severity of its mentions.</summary>
    public required short Severity { get; set; }

    /// <summary>True until its first delivery is claimed: mentions may join.</summary>
    public required bool Open { get; set; }

    /// <summary>When its first mention came.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Alert>
    {
        public void Configure(EntityTypeBuilder<Alert> builder)
        {
            builder.HasKey(alert => alert.Id);
            // One open alert a group: two notifiers that open one at once meet here.
            builder.HasIndex(alert => new { alert.Rule, alert.GroupKey }).IsUnique().HasFilter("open");
            builder.HasIndex(alert => alert.OpenedAt);
            // "Was this group alerted lately?" is asked for every flagged mention.
            builder.HasIndex(alert => new { alert.GroupKey, alert.OpenedAt });
            builder.Property(alert => alert.Rule).HasMaxLength(Limits.SourceName);
            builder.Property(alert => alert.GroupKey).HasMaxLength(64);
            builder.Property(alert => alert.Source).HasMaxLength(Limits.SourceName);
            builder.Property(alert => alert.Person).HasMaxLength(Limits.SourceName);
        }
    }
}
