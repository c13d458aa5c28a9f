using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vigie.Storage.Entities;

/// <summary>The right of one process to do something alone, until a time. Written by whoever holds it.</summary>
public sealed class Lease
{
    /// <summary>What is done alone, e.g. <c>stream:bluesky-firehose</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the holding process.</summary>
    public required string Owner { get; set; }

    /// <summary>When it ends unless it is renewed.</summary>
    public required DateTimeOffset Until { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Lease>
    {
        public void Configure(EntityTypeBuilder<Lease> builder)
        {
            builder.HasKey(lease => lease.Name);
            builder.Property(lease => lease.Name).HasMaxLength(200);
            builder.Property(lease => lease.Owner).HasMaxLength(200);
        }
    }
}
