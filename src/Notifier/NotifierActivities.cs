using System.Diagnostics;
using Vigie.Core.Telemetry;

namespace Vigie.Notifier;

/// <summary>Traces of the notifier.</summary>
internal static class NotifierActivities
{
    public static ActivitySource Source { get; } = new(TelemetryNames.Notifier);
}
