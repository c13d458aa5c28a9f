using System.Collections.Concurrent;
using Vigie.Core.Contracts;

namespace Vigie.Fakes.Databases;

/// <summary>The seam to the bus: keeps what was rung; <see cref="Broken"/> makes it lose everything, as a broker that is away does.</summary>
public sealed class RecordingBell : IBell
{
    public ConcurrentQueue<object> Rung { get; } = new();

    public bool Broken { get; set; }

    public Task<bool> RingAsync<T>(T message, CancellationToken cancellationToken) where T : class
    {
        if (Broken)
            return Task.FromResult(false);
        Rung.Enqueue(message);
        return Task.FromResult(true);
    }
}
