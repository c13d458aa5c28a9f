using Microsoft.EntityFrameworkCore;
using Vigie.Storage;

namespace Vigie.Review.Status;

/// <summary>
/// How many versions of posts are stored. On PostgreSQL a large table is not counted: the planner's own estimate is read, which autovacuum keeps within
/// some percent. Below that size, and on SQLite, it is counted.
/// </summary>
internal static class MentionTotal
{
    private const long Large = 100_000;

    public static async Task<(long Total, bool Estimated)> OfAsync(MonitorDb db, CancellationToken cancellationToken)
    {
        if (db.Database.ProviderName?.Contains("Npgsql", StringComparison.Ordinal) == true)
        {
            var estimate = await db.Database
                .SqlQuery<long>($"""select greatest(reltuples, 0)::bigint as "Value" from pg_class where oid = to_regclass('mentions')""")
                .SingleOrDefaultAsync(cancellationToken);
            if (estimate > Large)
                return (estimate, true);
        }

        return (await db.Mentions.LongCountAsync(cancellationToken), false);
    }
}
