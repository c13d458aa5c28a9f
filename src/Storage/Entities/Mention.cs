using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vigie.Core.Mentions;

namespace Vigie.Storage.Entities;

/// <summary>One version of one post. Written by the collector only; unique by source, external id and version.</summary>
public sealed class Mention : IHasId
{
    /// <summary>Version 7 GUID: sorts by the time of collection.</summary>
    public required Guid Id { get; init; }

    /// <summary>Configured name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>The platform's own id, opaque.</summary>
    public required string ExternalId { get; init; }

    /// <summary>1 for the first text seen, one more for every edit.</summary>
    public required int Version { get; init; }

    /// <summary>Cleaned text; null once the retention time of an unflagged mention is over.</summary>
    public string? Text { get; set; }

    /// <summary>True when the text was cut at the byte limit of intake.</summary>
    public bool Truncated { get; init; }

    /// <summary>SHA-256 of the cleaned text: tells an edit from a page read twice.</summary>
    public required byte[] ContentHash { get; init; }

    /// <summary>SHA-256 of the raw answer the post came in, as received.</summary>
    public required byte[] RawHash { get; init; }

    /// <summary>The platform's id of the author, where it says.</summary>
    public string? AuthorId { get; set; }

    /// <summary>Display name of the author, where the platform says.</summary>
    public string? AuthorName { get; set; }

    /// <summary>Handle of the author, where the platform says.</summary>
    public string? AuthorHandle { get; set; }

    /// <summary>Where a human can see the post; emptied with the text, because some platforms write the author's handle into it.</summary>
    public string? Permalink { get; set; }

    /// <summary>The platform's id of the conversation; emptied with the text, because on some platforms it holds an author's id.</summary>
    public string? ConversationId { get; set; }

    /// <summary>External id of the post that this one answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>BCP 47 tag as the platform claims it.</summary>
    public string? Language { get; init; }

    /// <summary>Written to the brand, or by it.</summary>
    public Direction Direction { get; init; }

    /// <summary>When the author wrote it, as the platform says.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the author last changed it, as the platform says.</summary>
    public DateTimeOffset? RevisedAt { get; init; }

    /// <summary>When Vigie saved it.</summary>
    public required DateTimeOffset CollectedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Mention>
    {
        public void Configure(EntityTypeBuilder<Mention> builder)
        {
            builder.HasKey(mention => mention.Id);
            builder.HasIndex(mention => new { mention.Source, mention.ExternalId, mention.Version }).IsUnique();
            // The sweep that drops old texts looks here; rows whose text is gone leave the index.
            builder.HasIndex(mention => mention.CollectedAt).HasFilter("text is not null");
            builder.Property(mention => mention.Source).HasMaxLength(Limits.SourceName);
            builder.Property(mention => mention.ExternalId).HasMaxLength(Limits.ExternalId);
        }
    }
}
