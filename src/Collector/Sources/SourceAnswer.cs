namespace Vigie.Collector.Sources;

/// <summary>What asking a source came to: a <see cref="SourcePage"/> or a <see cref="SourceRefusal"/>.</summary>
public abstract record SourceAnswer;
