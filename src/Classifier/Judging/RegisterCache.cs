using Microsoft.EntityFrameworkCore;
using Vigie.Classifier.People;
using Vigie.Storage;

namespace Vigie.Classifier.Judging;

/// <summary>The register as a snapshot, read again every half minute: an import takes effect without a restart.</summary>
internal sealed class RegisterCache(IDbContextFactory<MonitorDb> databases, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private (RegisterSnapshot Snapshot, long ReadAt)? _known;

    public async ValueTask<RegisterSnapshot> SnapshotAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } known && time.GetElapsedTime(known.ReadAt) < Fresh)
                return known.Snapshot;

            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var entries = await db.Register.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync(cancellationToken);
            var snapshot = new RegisterSnapshot(entries);
            _known = (snapshot, time.GetTimestamp());
            return snapshot;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
