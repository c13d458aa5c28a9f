using System.Globalization;

namespace Vigie.Fakes.Processes;

/// <summary>The RabbitMQ of the test run. A missing server is an error, never a skip.</summary>
public static class TestBroker
{
    /// <summary>Names the server: host:port.</summary>
    public const string Variable = "VIGIE_TEST_RABBIT";

    public static string Host => Parts()[0];

    public static int Port => int.Parse(Parts()[1], CultureInfo.InvariantCulture);

    private static string[] Parts() =>
        Environment.GetEnvironmentVariable(Variable)?.Split(':')
        ?? throw new InvalidOperationException($"{Variable} is not set: run ./build.sh test, or start a server with tests/servers.sh rabbit start DIR and export what it prints.");
}
