namespace Vigie.IntegrationTests.Host;

/// <summary>Tests whose processes share the queues of one broker: one after the other, so that none hears the bells of another.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerTests
{
    public const string Name = "processes on one broker";
}
