using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vigie.Storage.Entities;

/// <summary>The fact that a post is gone at its source. Append-only, written by the collector; may arrive before the post itself.</summary>
public sealed class SourceDeletion
{
    /// <summary>Configured name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>The platform's id of the post.</summary>
    public required string ExternalId { get; init; }

    /// <summary>When Vigie learned of it.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>SHA-256 of the answer that said so.</summary>
    public required byte[] RawHash { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SourceDeletion>
    {
        public void Configure(EntityTypeBuilder<SourceDeletion> builder)
        {
            builder.HasKey(deletion => new { deletion.Source, deletion.ExternalId });
            builder.Property(deletion => deletion.Source).HasMaxLength(Limits.SourceName);
            builder.Property(deletion => deletion.ExternalId).HasMaxLength(Limits.ExternalId);
        }
    }
}
