using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Vigie.Host.Health;

/// <summary>The body of a health answer. Carries our own words only: what an exception says can name hosts, users and statements.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Checks">Status and reason of each check.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthAnswer.Check> Checks)
{
    public static HealthAnswer Of(HealthReport report) => new(
        Word(report.Status),
        report.Entries.ToDictionary(entry => Name(entry.Key), entry => new Check(Word(entry.Value.Status), Reason(entry.Value)), StringComparer.Ordinal));

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();

    // Two checks come from their libraries under names of their own.
    private static string Name(string registered) =>
        registered.StartsWith("masstransit", StringComparison.OrdinalIgnoreCase) ? "bus"
        : registered.Contains("quartz", StringComparison.OrdinalIgnoreCase) ? "scheduler" : registered;

    // Checks of libraries describe themselves with addresses of the broker; ours carry the tag.
    private static string Reason(HealthReportEntry entry) => entry.Tags.Contains(HealthServices.OwnWords) && entry.Exception is null
        ? entry.Description ?? Word(entry.Status)
        : entry.Status switch
        {
            HealthStatus.Healthy => "connected",
            HealthStatus.Degraded => "not fully connected",
            _ => entry.Exception is OperationCanceledException ? "no answer in time" : "not connected",
        };

    internal sealed record Check(string Status, string Reason);
}
