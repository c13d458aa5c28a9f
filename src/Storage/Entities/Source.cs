using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vigie.Core.Sources;

namespace Vigie.Storage.Entities;

/// <summary>How a configured source is doing. Written by the collector only; what to ask and when stands in the configuration.</summary>
public sealed class Source
{
    /// <summary>Configured name.</summary>
    public required string Name { get; init; }

    /// <summary>Platform word of the configuration, e.g. <c>feed</c>.</summary>
    public required string Platform { get; set; }

    /// <summary>How it is doing.</summary>
    public SourceCondition Condition { get; set; }

    /// <summary>Why, in words of Vigie (never of the platform's answer).</summary>
    public string? Reason { get; set; }

    /// <summary>Not asked again before this time.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Last time it was asked.</summary>
    public DateTimeOffset? LastAttemptAt { get; set; }

    /// <summary>Last good answer, whether or not there was anything new in it.</summary>
    public DateTimeOffset? LastSuccessAt { get; set; }

    /// <summary>Last time something new was saved.</summary>
    public DateTimeOffset? LastMentionAt { get; set; }

    /// <summary>Failures since the last good answer.</summary>
    public int ConsecutiveFailures { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Source>
    {
        public void Configure(EntityTypeBuilder<Source> builder)
        {
            builder.HasKey(source => source.Name);
            builder.Property(source => source.Name).HasMaxLength(Limits.SourceName);
            builder.Property(source => source.Condition).HasConversion<short>();
        }
    }
}
