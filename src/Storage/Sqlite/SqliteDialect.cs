using System.Data;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Storage.Entities;

namespace Vigie.Storage.Sqlite;

/// <summary>SQLite: one writer at a time, so nobody needs to skip what another holds; many rows are one prepared statement in one transaction.</summary>
internal sealed class SqliteDialect : StorageDialect
{
    public override async Task<IReadOnlySet<Guid>> InsertNewAsync<T>(MonitorDb db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var inserted = new HashSet<Guid>();
        await PreparedInsert.EachAsync(db, rows, row => inserted.Add(row.Id), cancellationToken);
        return inserted;
    }

    public override async Task<int> InsertNewRowsAsync<T>(MonitorDb db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var inserted = 0;
        await PreparedInsert.EachAsync(db, rows, _ => inserted++, cancellationToken);
        return inserted;
    }

    public override async Task<IReadOnlySet<Guid>> TakeHandoversAsync(
        MonitorDb db, HandoverStage stage, IReadOnlyList<Guid> mentionIds, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(
            db,
            "delete from handovers where stage = @stage and mention_id in (select value from json_each(@ids)) returning mention_id",
            cancellationToken);
        command.Parameters.AddWithValue("@stage", (short)stage);
        command.Parameters.AddWithValue("@ids", Json(mentionIds));
        return (await IdsAsync(command, cancellationToken)).ToHashSet();
    }

    public override async Task<IReadOnlyList<Guid>> RingAgainAsync(
        MonitorDb db, HandoverStage stage, DateTimeOffset before, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(
            db,
            """
            update handovers set due_at = @now
            where stage = @stage and mention_id in (
                select mention_id from handovers where stage = @stage and (due_at < @before or due_at > @far) order by due_at, mention_id limit @limit)
            returning mention_id
            """,
            cancellationToken);
        command.Parameters.AddWithValue("@stage", (short)stage);
        command.Parameters.AddWithValue("@before", before.UtcTicks);
        command.Parameters.AddWithValue("@now", now.UtcTicks);
        command.Parameters.AddWithValue("@far", (now + FarOnTheShelf).UtcTicks);
        command.Parameters.AddWithValue("@limit", limit);
        var ids = await IdsAsync(command, cancellationToken);
        ids.Sort();
        return ids;
    }

    public override async Task<IReadOnlyList<Guid>> ClaimDeliveriesAsync(
        MonitorDb db, IReadOnlyList<Guid>? deliveryIds, DateTimeOffset now, DateTimeOffset claimedUntil, int limit, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(
            db,
            """
            update deliveries set state = @sending, claimed_until = @until, attempts = attempts + 1
            where id in (
                select id from deliveries
                where ((state = @pending and (not_before <= @now or created_at > @far)) or (state = @sending and (claimed_until <= @now or claimed_until > @far)))
                  and (@ids is null or id in (select value from json_each(@ids)))
                order by not_before, id limit @limit)
            returning id
            """,
            cancellationToken);
        command.Parameters.AddWithValue("@sending", (short)DeliveryState.Sending);
        command.Parameters.AddWithValue("@pending", (short)DeliveryState.Pending);
        command.Parameters.AddWithValue("@now", now.UtcTicks);
        command.Parameters.AddWithValue("@until", claimedUntil.UtcTicks);
        command.Parameters.AddWithValue("@far", (now + FarInDeliveries).UtcTicks);
        command.Parameters.AddWithValue("@limit", limit);
        command.Parameters.AddWithValue("@ids", deliveryIds is null ? DBNull.Value : Json(deliveryIds));
        return await IdsAsync(command, cancellationToken);
    }

    // A transaction of SQLite is the only writer, so reading holds.
    public override async Task<IReadOnlySet<Guid>> HoldOpenAlertsAsync(MonitorDb db, IReadOnlyList<Guid> alertIds, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(db, "select id from alerts where open and id in (select value from json_each(@ids))", cancellationToken);
        command.Parameters.AddWithValue("@ids", Json(alertIds));
        return (await IdsAsync(command, cancellationToken)).ToHashSet();
    }

    public override async Task<IReadOnlySet<Guid>> RecordDeliveriesAsync(MonitorDb db, IReadOnlyList<DeliveryOutcome> outcomes, CancellationToken cancellationToken)
    {
        var written = new HashSet<Guid>();
        foreach (var outcome in outcomes)
        {
            var rows = await db.Deliveries
                .Where(delivery => delivery.Id == outcome.DeliveryId && delivery.State == DeliveryState.Sending && delivery.Attempts == outcome.Attempts)
                .ExecuteUpdateAsync(
                    update => update
                        .SetProperty(delivery => delivery.State, outcome.State)
                        .SetProperty(delivery => delivery.NotBefore, outcome.NotBefore)
                        .SetProperty(delivery => delivery.ClaimedUntil, (DateTimeOffset?)null)
                        .SetProperty(delivery => delivery.LastCategory, outcome.Category)
                        .SetProperty(delivery => delivery.LastReason, outcome.Reason)
                        .SetProperty(delivery => delivery.SentAt, outcome.SentAt),
                    cancellationToken);
            if (rows > 0)
                written.Add(outcome.DeliveryId);
        }

        return written;
    }

    public override StorageFault FaultOf(Exception exception)
    {
        for (Exception? inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is SqliteException sqlite)
                return FaultOf(sqlite);
        }

        return StorageFault.None;
    }

    // https://www.sqlite.org/rescode.html
    private static StorageFault FaultOf(SqliteException exception) => exception.SqliteErrorCode switch
    {
        13 => StorageFault.Full,
        19 => StorageFault.Duplicate,
        // Busy, locked, an I/O error, a file that cannot be opened or written to.
        5 or 6 or 8 or 10 or 14 => StorageFault.Unavailable,
        1 when exception.Message.Contains("no such", StringComparison.Ordinal) || exception.Message.Contains("has no column", StringComparison.Ordinal) => StorageFault.NotMigrated,
        _ => StorageFault.None,
    };

    internal static async Task<SqliteCommand> CommandAsync(MonitorDb db, string sql, CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        if (connection.State != ConnectionState.Open)
            await db.Database.OpenConnectionAsync(cancellationToken);

        return new SqliteCommand(sql, connection, (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
    }

    // Microsoft.Data.Sqlite stores a GUID as upper-case text.
    private static string Json(IReadOnlyList<Guid> ids) =>
        JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant()));

    private static async Task<List<Guid>> IdsAsync(SqliteCommand command, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetGuid(0));
        return ids;
    }
}
