using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vigie.Storage.Entities;

/// <summary>How far a source has been read. Moves only in the transaction that stores the page it covers.</summary>
public sealed class SourceCursor
{
    /// <summary>Configured name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>The stream within the source: <c>pull</c> or <c>stream</c>.</summary>
    public required string Stream { get; init; }

    /// <summary>What the source needs to go on, opaque to everybody else.</summary>
    public required string Value { get; set; }

    /// <summary>Goes up by one with each move: a process that lost its turn cannot move it back.</summary>
    public required long Revision { get; set; }

    /// <summary>When it moved.</summary>
    public required DateTimeOffset MovedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SourceCursor>
    {
        public void Configure(EntityTypeBuilder<SourceCursor> builder)
        {
            builder.HasKey(cursor => new { cursor.Source, cursor.Stream });
            builder.Property(cursor => cursor.Source).HasMaxLength(Limits.SourceName);
            builder.Property(cursor => cursor.Stream).HasMaxLength(Limits.SourceName);
        }
    }
}
