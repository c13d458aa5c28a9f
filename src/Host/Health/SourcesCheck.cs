using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Vigie.Collector.Sources;
using Vigie.Core.Sources;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.Host.Health;

/// <summary>Every configured source has succeeded within three of its intervals, is not stopped, and is not silent for longer than it may be.</summary>
internal sealed class SourcesCheck(SourceCatalog catalog, IDbContextFactory<MonitorDb> databases, StorageDialect dialect, ProcessStart start, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (catalog.Sources.Count == 0)
            return HealthCheckResult.Healthy("no source is configured");

        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var rows = await db.Sources.AsNoTracking().ToDictionaryAsync(row => row.Name, StringComparer.Ordinal, cancellationToken);
            var problems = catalog.Sources
                .Select(source => (source.Name, Problem: ProblemOf(source.Options, rows.GetValueOrDefault(source.Name))))
                .Where(pair => pair.Problem is not null)
                .Select(pair => $"{pair.Name}: {pair.Problem}")
                .ToList();
            return problems.Count == 0
                ? HealthCheckResult.Healthy($"{catalog.Sources.Count} of {catalog.Sources.Count} sources are well")
                : HealthCheckResult.Unhealthy(string.Join("; ", problems));
        }
        catch (Exception exception) when (dialect.FaultOf(exception) is var fault && fault != StorageFault.None)
        {
            return HealthCheckResult.Unhealthy("not known, the database is " + StorageFaultWords.Of(fault));
        }
    }

    private string? ProblemOf(SourceOptions options, Source? row)
    {
        var now = time.GetUtcNow();
        if (row?.Condition is SourceCondition.NeedsReconnect)
            return "credentials refused, connect the account again";
        if (row?.Condition is SourceCondition.Gone)
            return "the page does not exist any more";

        // A source that the platform calls has nothing to succeed at; only its silence tells.
        var patience = (options.Every + options.Jitter) * HealthLimits.MissedRuns;
        var lastSuccess = row?.LastSuccessAt is { } success && success > start.At ? success : start.At;
        if (options.IsAsked && now - lastSuccess > patience)
            return $"no success for {Rounded(now - (row?.LastSuccessAt ?? start.At))}{Because(row)}";

        if (options.ExpectEvery is { } expected && now - Later(row?.LastMentionAt, start.At) > expected)
            return $"nothing new for {Rounded(now - (row?.LastMentionAt ?? start.At))}, expected every {expected}";
        return null;
    }

    private static string Because(Source? row) => row?.Condition switch
    {
        SourceCondition.RateLimited => " (the platform says to wait)",
        SourceCondition.Failing => $" ({row.ConsecutiveFailures} failures in a row)",
        _ => string.Empty,
    };

    private static DateTimeOffset Later(DateTimeOffset? left, DateTimeOffset right) => left is { } time && time > right ? time : right;

    private static TimeSpan Rounded(TimeSpan age) => TimeSpan.FromSeconds(Math.Floor(age.TotalSeconds));
}
