// A real server has one state: tests that change it at once would see each other's posts.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Vigie.RealTests;

/// <summary>Where the servers of this run are. A missing one is an error, never a skip.</summary>
internal static class RealServer
{
    public static Uri WordPress => Of("VIGIE_TEST_WORDPRESS");

    public static Uri Bluesky => Of("VIGIE_TEST_BLUESKY");

    /// <summary>The AppView, which answers unsigned reads; its port is fixed.</summary>
    public static Uri AppView => new UriBuilder(Bluesky) { Port = Bluesky.Port + 1 }.Uri;

    public static Uri Jetstream => Of("VIGIE_TEST_JETSTREAM");

    private static Uri Of(string variable) => new(
        Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set: run ./build.sh real, or export what tests/real-servers.sh prints."));
}
