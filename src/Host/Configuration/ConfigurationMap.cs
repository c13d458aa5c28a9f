using Vigie.Classifier;
using Vigie.Collector;
using Vigie.Collector.Sources;
using Vigie.Host.Messaging;
using Vigie.Host.Telemetry;
using Vigie.Notifier;
using Vigie.Notifier.Channels;
using Vigie.Storage;
using Vigie.Storage.Sweeping;

namespace Vigie.Host.Configuration;

/// <summary>Every key that Vigie knows. A section that is missing here is refused at start; the schema of <c>appsettings.json</c> is made from it.</summary>
internal static class ConfigurationMap
{
    /// <summary>Options class by section.</summary>
    public static IReadOnlyDictionary<string, Type> Sections { get; } = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase)
    {
        [StorageOptions.Section] = typeof(StorageOptions),
        [SweeperOptions.Section] = typeof(SweeperOptions),
        [BusOptions.Section] = typeof(BusOptions),
        [CollectorOptions.Section] = typeof(CollectorOptions),
        [ClassifierOptions.Section] = typeof(ClassifierOptions),
        [NotifierOptions.Section] = typeof(NotifierOptions),
        [TelemetryOptions.Section] = typeof(TelemetryOptions),
    };

    /// <summary>Entries whose class depends on one of their keys.</summary>
    public static IReadOnlyList<ConfigurationChoice> Choices { get; } =
    [
        new(SourceCatalog.Section, nameof(SourceOptions.Platform), Platforms.All.ToDictionary(platform => platform.Name, platform => platform.OptionsType, StringComparer.OrdinalIgnoreCase)),
        new($"{NotifierOptions.Section}:{nameof(NotifierOptions.Receivers)}", nameof(ReceiverOptions.Channel), ChannelKinds.All.ToDictionary(kind => kind.Name, kind => kind.OptionsType, StringComparer.OrdinalIgnoreCase)),
    ];

    /// <summary>Keys of the framework, not ours to check.</summary>
    public static IReadOnlySet<string> FrameworkKeys { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        StageSelection.Key, "$schema", "Urls", "Http_Ports", "Https_Ports", "Logging", "Kestrel", "AllowedHosts", "Environment", "ApplicationName", "ContentRoot",
    };

    /// <summary>Environment variables <c>VIGIE_TEST_…</c> and <c>VIGIE_UPDATE_…</c> belong to the tests; the service leaves them alone.</summary>
    public static bool BelongsToTests(string key) =>
        key.StartsWith("TEST_", StringComparison.Ordinal) || key.StartsWith("UPDATE_", StringComparison.Ordinal);
}
