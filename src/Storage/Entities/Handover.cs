using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vigie.Core.Handovers;

namespace Vigie.Storage.Entities;

/// <summary>
/// One mention on the shelf between two stages. The giving stage puts it there in the transaction that saves its work, the taking
/// stage removes it in the transaction that saves its own: nothing is ever between the two. See docs/decisions/0002.
/// </summary>
public sealed class Handover
{
    /// <summary>The stage that must take the mention.</summary>
    public required HandoverStage Stage { get; init; }

    /// <summary>The mention.</summary>
    public required Guid MentionId { get; init; }

    /// <summary>When it was put there; its age is the stage's delay.</summary>
    public required DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>When the bell was last rung, or the time before which a failed mention is not tried again.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>How often the stage failed on it.</summary>
    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed: a word from a closed list or the name of a phase, never text of the mention.</summary>
    public string? LastFailure { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Handover>
    {
        public void Configure(EntityTypeBuilder<Handover> builder)
        {
            builder.HasKey(handover => new { handover.Stage, handover.MentionId });
            builder.HasIndex(handover => new { handover.Stage, handover.DueAt });
            builder.Property(handover => handover.Stage).HasConversion<short>();
        }
    }
}
