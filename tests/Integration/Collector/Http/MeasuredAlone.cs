namespace Vigie.IntegrationTests.Collector.Http;

/// <summary>Tests that count the memory of the whole process: nothing else may run beside them.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
