namespace Vigie.Host.Messaging;

/// <summary>What carries the bells.</summary>
public enum BusTransport
{
    /// <summary>Inside this process; nothing to install.</summary>
    InMemory,

    /// <summary>RabbitMQ 3.10 or newer, quorum queues.</summary>
    RabbitMq,
}
