using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vigie.Core.Deliveries;

namespace Vigie.Storage.Entities;

/// <summary>One alert on its way to one receiver. The truth about what was sent. Written by the notifier only; unique by alert and receiver.</summary>
public sealed class Delivery : IHasId
{
    /// <summary>Primary key; also the idempotency key that the receiver sees (Message-ID, webhook-id).</summary>
    public required Guid Id { get; init; }

    /// <summary>The alert.</summary>
    public required Guid AlertId { get; init; }

    /// <summary>Configured name of the receiver.</summary>
    public required string Receiver { get; init; }

    /// <summary>Where it stands.</summary>
    public required DeliveryState State { get; set; }

    /// <summary>Not sent before this time: the group's waiting time first, the retry schedule later.</summary>
    public required DateTimeOffset NotBefore { get; set; }

    /// <summary>While sending: when another process may take over, because the claiming one must have died.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>Attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>How the last attempt ended.</summary>
    public DeliveryCategory? LastCategory { get; set; }

    /// <summary>Why, in words of Vigie.</summary>
    public string? LastReason { get; set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the receiver accepted it.</summary>
    public DateTimeOffset? SentAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> builder)
        {
            builder.HasKey(delivery => delivery.Id);
            builder.HasIndex(delivery => new { delivery.AlertId, delivery.Receiver }).IsUnique();
            builder.HasIndex(delivery => new { delivery.State, delivery.NotBefore });
            builder.Property(delivery => delivery.Receiver).HasMaxLength(Limits.SourceName);
            builder.Property(delivery => delivery.State).HasConversion<short>();
            builder.Property(delivery => delivery.LastCategory).HasConversion<string>().HasMaxLength(16);
        }
    }
}
