using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vigie.Storage.Entities;

/// <summary>Which mentions an alert speaks of. A mention joins a rule once: the key says so. Written by the notifier only.</summary>
public sealed class AlertMention
{
    /// <summary>Name of the routing rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The mention.</summary>
    public required Guid MentionId { get; init; }

    /// <summary>The alert it joined.</summary>
    public required Guid AlertId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<AlertMention>
    {
        public void Configure(EntityTypeBuilder<AlertMention> builder)
        {
            builder.HasKey(link => new { link.MentionId, link.Rule });
            builder.HasIndex(link => link.AlertId);
            builder.Property(link => link.Rule).HasMaxLength(Limits.SourceName);
        }
    }
}
