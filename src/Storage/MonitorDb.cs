using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Vigie.Storage.Entities;

namespace Vigie.Storage;

/// <summary>The one model. Every stage may read all of it; each table's summary names the stage that writes it.</summary>
/// <param name="options">Options of the derived context, which chooses the database.</param>
public abstract class MonitorDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Health of the configured sources.</summary>
    public DbSet<Source> Sources => Set<Source>();

    /// <summary>How far each source has been read.</summary>
    public DbSet<SourceCursor> SourceCursors => Set<SourceCursor>();

    /// <summary>Posts gone at their source.</summary>
    public DbSet<SourceDeletion> SourceDeletions => Set<SourceDeletion>();

    /// <summary>Webhooks already taken.</summary>
    public DbSet<InboundReceipt> InboundReceipts => Set<InboundReceipt>();

    /// <summary>Versions of posts.</summary>
    public DbSet<Mention> Mentions => Set<Mention>();

    /// <summary>Mentions between two stages.</summary>
    public DbSet<Handover> Handovers => Set<Handover>();

    /// <summary>Judgements.</summary>
    public DbSet<Verdict> Verdicts => Set<Verdict>();

    /// <summary>Reasons of the judgements.</summary>
    public DbSet<Evidence> Evidence => Set<Evidence>();

    /// <summary>Protected people.</summary>
    public DbSet<RegisterEntry> Register => Set<RegisterEntry>();

    /// <summary>Alerts.</summary>
    public DbSet<Alert> Alerts => Set<Alert>();

    /// <summary>What the alerts speak of.</summary>
    public DbSet<AlertMention> AlertMentions => Set<AlertMention>();

    /// <summary>Alerts on their way to receivers.</summary>
    public DbSet<Delivery> Deliveries => Set<Delivery>();

    /// <summary>Log of the attempts to deliver.</summary>
    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();

    /// <summary>Rights of single processes.</summary>
    public DbSet<Lease> Leases => Set<Lease>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(MonitorDb).Assembly);

        // Lower-case names with underscores, so that the few hand-written statements read the same on both databases.
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase.Of(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase.Of(property.Name));
            foreach (var index in entity.GetIndexes())
                index.SetDatabaseName(SnakeCase.Of(index.GetDatabaseName()!));
            foreach (var key in entity.GetKeys())
                key.SetName(SnakeCase.Of(key.GetName()!));
            foreach (IMutableForeignKey foreignKey in entity.GetForeignKeys())
                foreignKey.SetConstraintName(SnakeCase.Of(foreignKey.GetConstraintName()!));
        }
    }
}
