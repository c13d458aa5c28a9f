using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vigie.Core.Deliveries;

namespace Vigie.Storage.Entities;

/// <summary>The log of one attempt to deliver. Append-only, written by the notifier.</summary>
public sealed class DeliveryAttempt
{
    /// <summary>The delivery.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>Number of the attempt, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>How it ended.</summary>
    public required DeliveryCategory Category { get; init; }

    /// <summary>Why, in words of Vigie.</summary>
    public required string Reason { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<DeliveryAttempt>
    {
        public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
        {
            builder.HasKey(attempt => new { attempt.DeliveryId, attempt.Number });
            builder.Property(attempt => attempt.Category).HasConversion<string>().HasMaxLength(16);
        }
    }
}
