using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Vigie.Core.Deliveries;
using Vigie.Core.Handovers;
using Vigie.Storage.Entities;

namespace Vigie.Storage.Postgres;

/// <summary>PostgreSQL: arrays and <c>unnest</c> for many rows, <c>for update skip locked</c> for taking work.</summary>
internal sealed class PostgresDialect : StorageDialect
{
    public override async Task<IReadOnlySet<Guid>> InsertNewAsync<T>(MonitorDb db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return new HashSet<Guid>();

        await using var command = await UnnestInsert.CommandAsync(db, rows, returningKey: true, cancellationToken);
        return (await IdsAsync(command, cancellationToken)).ToHashSet();
    }

    public override async Task<int> InsertNewRowsAsync<T>(MonitorDb db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return 0;

        await using var command = await UnnestInsert.CommandAsync(db, rows, returningKey: false, cancellationToken);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async Task<IReadOnlySet<Guid>> TakeHandoversAsync(
        MonitorDb db, HandoverStage stage, IReadOnlyList<Guid> mentionIds, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(
            db,
            """
            delete from handovers h
            using (select mention_id from handovers
                   where stage = @stage and mention_id = any(@ids)
                   order by mention_id for update skip locked) taken
            where h.stage = @stage and h.mention_id = taken.mention_id
            returning h.mention_id
            """,
            cancellationToken);
        command.Parameters.AddWithValue("stage", (short)stage);
        command.Parameters.AddWithValue("ids", mentionIds.ToArray());
        return (await IdsAsync(command, cancellationToken)).ToHashSet();
    }

    public override async Task<IReadOnlyList<Guid>> RingAgainAsync(
        MonitorDb db, HandoverStage stage, DateTimeOffset before, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(
            db,
            """
            update handovers h set due_at = @now
            from (select mention_id from handovers
                  where stage = @stage and (due_at < @before or due_at > @far)
                  order by due_at, mention_id limit @limit for update skip locked) waiting
            where h.stage = @stage and h.mention_id = waiting.mention_id
            returning h.mention_id
            """,
            cancellationToken);
        command.Parameters.AddWithValue("stage", (short)stage);
        command.Parameters.AddWithValue("before", before.ToUniversalTime());
        command.Parameters.AddWithValue("now", now.ToUniversalTime());
        command.Parameters.AddWithValue("far", (now + FarOnTheShelf).ToUniversalTime());
        command.Parameters.AddWithValue("limit", limit);
        var ids = await IdsAsync(command, cancellationToken);
        ids.Sort();
        return ids;
    }

    public override async Task<IReadOnlyList<Guid>> ClaimDeliveriesAsync(
        MonitorDb db, IReadOnlyList<Guid>? deliveryIds, DateTimeOffset now, DateTimeOffset claimedUntil, int limit, CancellationToken cancellationToken)
    {
        // Three questions, each in the order of its index: with an "or" between them, every claim would sort all that is due. What was written by a
        // clock that ran ahead (created far in the future, and so not due before that) is due now.
        var only = deliveryIds is null ? string.Empty : "and id = any(@ids)";
        await using var command = await CommandAsync(
            db,
            $"""
            with due as (
                select id from deliveries where state = @pending and not_before <= @now {only}
                order by not_before limit @limit for update skip locked),
            misdated as (
                select id from deliveries where state = @pending and not_before > @far and created_at > @far {only}
                order by not_before limit @limit for update skip locked),
            abandoned as (
                select id from deliveries where state = @sending and (claimed_until <= @now or claimed_until > @far) {only}
                order by claimed_until limit @limit for update skip locked)
            update deliveries d set state = @sending, claimed_until = @until, attempts = d.attempts + 1
            from (select id from abandoned union all select id from misdated union all select id from due limit @limit) claimed
            where d.id = claimed.id
            returning d.id
            """,
            cancellationToken);
        command.Parameters.AddWithValue("sending", (short)DeliveryState.Sending);
        command.Parameters.AddWithValue("pending", (short)DeliveryState.Pending);
        command.Parameters.AddWithValue("now", now.ToUniversalTime());
        command.Parameters.AddWithValue("until", claimedUntil.ToUniversalTime());
        command.Parameters.AddWithValue("far", (now + FarInDeliveries).ToUniversalTime());
        command.Parameters.AddWithValue("limit", limit);
        if (deliveryIds is not null)
            command.Parameters.AddWithValue("ids", deliveryIds.ToArray());
        return await IdsAsync(command, cancellationToken);
    }

    public override async Task<IReadOnlySet<Guid>> HoldOpenAlertsAsync(MonitorDb db, IReadOnlyList<Guid> alertIds, CancellationToken cancellationToken)
    {
        if (alertIds.Count == 0)
            return new HashSet<Guid>();

        await using var command = await CommandAsync(db, "select id from alerts where id = any(@ids) and open order by id for update", cancellationToken);
        command.Parameters.AddWithValue("ids", alertIds.ToArray());
        return (await IdsAsync(command, cancellationToken)).ToHashSet();
    }

    public override async Task<IReadOnlySet<Guid>> RecordDeliveriesAsync(MonitorDb db, IReadOnlyList<DeliveryOutcome> outcomes, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(
            db,
            """
            update deliveries d
            set state = ended.state, not_before = ended.not_before, claimed_until = null,
                last_category = ended.category, last_reason = ended.reason, sent_at = ended.sent_at
            from unnest(@ids, @attempts, @states, @not_befores, @categories, @reasons, @sent_ats)
                as ended(id, attempts, state, not_before, category, reason, sent_at)
            where d.id = ended.id and d.state = @sending and d.attempts = ended.attempts
            returning d.id
            """,
            cancellationToken);
        command.Parameters.AddWithValue("ids", outcomes.Select(outcome => outcome.DeliveryId).ToArray());
        command.Parameters.AddWithValue("attempts", outcomes.Select(outcome => outcome.Attempts).ToArray());
        command.Parameters.AddWithValue("states", outcomes.Select(outcome => (short)outcome.State).ToArray());
        command.Parameters.AddWithValue("not_befores", outcomes.Select(outcome => outcome.NotBefore.ToUniversalTime()).ToArray());
        command.Parameters.AddWithValue("categories", outcomes.Select(outcome => outcome.Category.ToString()).ToArray());
        command.Parameters.AddWithValue("reasons", outcomes.Select(outcome => outcome.Reason).ToArray());
        command.Parameters.AddWithValue("sent_ats", outcomes.Select(outcome => outcome.SentAt?.ToUniversalTime()).ToArray());
        command.Parameters.AddWithValue("sending", (short)DeliveryState.Sending);
        return (await IdsAsync(command, cancellationToken)).ToHashSet();
    }

    public override StorageFault FaultOf(Exception exception) => PostgresFaults.Of(exception);

    internal static async Task<NpgsqlCommand> CommandAsync(MonitorDb db, string sql, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        if (connection.State != ConnectionState.Open)
            await db.Database.OpenConnectionAsync(cancellationToken);

        return new NpgsqlCommand(sql, connection);
    }

    private static async Task<List<Guid>> IdsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetGuid(0));
        return ids;
    }
}
