using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vigie.Storage.Entities;

/// <summary>One protected person. Written by <c>vigie register import</c> only.</summary>
public sealed class RegisterEntry
{
    /// <summary>The brand's own id of the person.</summary>
    public required string Id { get; init; }

    /// <summary>Full names.</summary>
    public required IReadOnlyList<string> Names { get; set; }

    /// <summary>First names, nicknames, names with a title.</summary>
    public required IReadOnlyList<string> Aliases { get; set; }

    /// <summary>Role, e.g. <c>conseillère clientèle</c>.</summary>
    public string? Role { get; set; }

    /// <summary>Place of work.</summary>
    public string? Site { get; set; }

    /// <summary>Accounts on platforms, with or without the at sign.</summary>
    public required IReadOnlyList<string> Handles { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RegisterEntry>
    {
        public void Configure(EntityTypeBuilder<RegisterEntry> builder)
        {
            builder.HasKey(entry => entry.Id);
            builder.Property(entry => entry.Id).HasMaxLength(Limits.SourceName);
            builder.Property(entry => entry.Names).HasConversion(WordList.OfText, WordList.Comparer<string>());
            builder.Property(entry => entry.Aliases).HasConversion(WordList.OfText, WordList.Comparer<string>());
            builder.Property(entry => entry.Handles).HasConversion(WordList.OfText, WordList.Comparer<string>());
        }
    }
}
