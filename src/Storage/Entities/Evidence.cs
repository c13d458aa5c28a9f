using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vigie.Core.Mentions;

namespace Vigie.Storage.Entities;

/// <summary>One reason of a verdict: which phase, which rule, which place in the text, how heavy. Written by the classifier with its verdict.</summary>
public sealed class Evidence
{
    /// <summary>The verdict it belongs to.</summary>
    public required Guid VerdictId { get; init; }

    /// <summary>Position among the reasons of the verdict, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Name of the phase.</summary>
    public required string Phase { get; init; }

    /// <summary>Name of the rule, lexicon entry id or feature; never words of the mention.</summary>
    public required string Rule { get; init; }

    /// <summary>The category it speaks for, if any.</summary>
    public AbuseCategory? Category { get; init; }

    /// <summary>UTF-16 offset of the first character in the stored text; null when it speaks about the whole text.</summary>
    public int? SpanStart { get; init; }

    /// <summary>UTF-16 offset after the last character.</summary>
    public int? SpanEnd { get; init; }

    /// <summary>How heavy it weighs, 0 to 1.</summary>
    public required float Weight { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Evidence>
    {
        public void Configure(EntityTypeBuilder<Evidence> builder)
        {
            builder.HasKey(evidence => new { evidence.VerdictId, evidence.Ordinal });
            builder.HasOne<Verdict>().WithMany().HasForeignKey(evidence => evidence.VerdictId).OnDelete(DeleteBehavior.Cascade);
            builder.Property(evidence => evidence.Phase).HasMaxLength(64);
            builder.Property(evidence => evidence.Rule).HasMaxLength(200);
            builder.Property(evidence => evidence.Category).HasConversion<string>().HasMaxLength(16);
        }
    }
}
