namespace Vigie.UnitTests.Collector.Replay;

/// <summary>Tests that count the memory of the whole process: nothing else may run beside them.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
