using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vigie.Core.Mentions;

namespace Vigie.Storage.Entities;

/// <summary>What the classifier found in one mention under one ruleset. Written by the classifier only, never changed; unique by mention and ruleset.</summary>
public sealed class Verdict : IHasId
{
    /// <summary>Primary key.</summary>
    public required Guid Id { get; init; }

    /// <summary>The judged version of the post.</summary>
    public required Guid MentionId { get; init; }

    /// <summary>Version of code, lexicons and thresholds that judged.</summary>
    public required string Ruleset { get; init; }

    /// <summary>True when a human must see it.</summary>
    public required bool Flagged { get; init; }

    /// <summary>Probability, 0 to 1, that the text carries abuse.</summary>
    public required float Score { get; init; }

    /// <summary>0 to 4, as the labelling guide defines them.</summary>
    public required short Severity { get; init; }

    /// <summary>Abuse categories found, in the order of the enum.</summary>
    public required IReadOnlyList<AbuseCategory> Abuse { get; init; }

    /// <summary>Whom it is aimed at.</summary>
    public required TargetKind Target { get; init; }

    /// <summary>Register id of the person attacked; null when nobody or not exactly one fits.</summary>
    public string? Person { get; init; }

    /// <summary>Register ids of people merely named or thanked.</summary>
    public required IReadOnlyList<string> Mentioned { get; init; }

    /// <summary>What the author wants.</summary>
    public required Intent Intent { get; init; }

    /// <summary>Language the text was judged in, <c>fr</c>, <c>en</c> or <c>und</c>.</summary>
    public required string Language { get; init; }

    /// <summary>True when a phase failed or timed out: the verdict is not complete and a human must look.</summary>
    public required bool Incomplete { get; init; }

    /// <summary>When it was judged.</summary>
    public required DateTimeOffset JudgedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Verdict>
    {
        public void Configure(EntityTypeBuilder<Verdict> builder)
        {
            builder.HasKey(verdict => verdict.Id);
            builder.HasIndex(verdict => new { verdict.MentionId, verdict.Ruleset }).IsUnique();
            builder.HasIndex(verdict => verdict.JudgedAt);
            builder.Property(verdict => verdict.Ruleset).HasMaxLength(Limits.SourceName);
            builder.Property(verdict => verdict.Language).HasMaxLength(16);
            builder.Property(verdict => verdict.Abuse).HasConversion(WordList.OfEnum<AbuseCategory>(), WordList.Comparer<AbuseCategory>());
            builder.Property(verdict => verdict.Target).HasConversion<string>().HasMaxLength(16);
            builder.Property(verdict => verdict.Intent).HasConversion<string>().HasMaxLength(16);
            builder.Property(verdict => verdict.Mentioned).HasConversion(WordList.OfText, WordList.Comparer<string>());
        }
    }
}
