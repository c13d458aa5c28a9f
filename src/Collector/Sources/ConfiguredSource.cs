namespace Vigie.Collector.Sources;

/// <summary>A source of the configuration, validated.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Platform">Its platform.</param>
/// <param name="Options">Its options.</param>
public sealed record ConfiguredSource(string Name, SourcePlatform Platform, SourceOptions Options);
