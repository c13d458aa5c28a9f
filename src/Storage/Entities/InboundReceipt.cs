using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vigie.Storage.Entities;

/// <summary>A webhook that was taken, so that the same one is not taken twice. Written by the collector in the transaction that saves its content.</summary>
public sealed class InboundReceipt
{
    /// <summary>Configured name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>The sender's <c>webhook-id</c> header (Standard Webhooks), hashed where longer than the column.</summary>
    public required string WebhookId { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<InboundReceipt>
    {
        public void Configure(EntityTypeBuilder<InboundReceipt> builder)
        {
            builder.HasKey(receipt => new { receipt.Source, receipt.WebhookId });
            builder.HasIndex(receipt => receipt.ReceivedAt);
            builder.Property(receipt => receipt.Source).HasMaxLength(Limits.SourceName);
            builder.Property(receipt => receipt.WebhookId).HasMaxLength(Limits.ExternalId);
        }
    }
}
