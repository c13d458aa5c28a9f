using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Vigie.IntegrationTests.Collector.Bluesky;

/// <summary>Keeps what the sources log, so that tests can wait for it and look for what must not stand in it.</summary>
internal sealed class BlueskyLogs : ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
