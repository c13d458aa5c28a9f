using System.Net.WebSockets;
using System.Text;
using Vigie.Fakes.Servers;

namespace Vigie.IntegrationTests.Collector.Bluesky;

public sealed class HostileFrameTests : IAsyncLifetime
{
    private const long Now = 1795310421263000;

    private BlueskyBench _bench = null!;

    private FakeJetstream Server => _bench.Server.Jetstream;

    public async ValueTask InitializeAsync() => _bench = await BlueskyBench.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _bench.Server.Platform.Unexpected.ShouldBeEmpty();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task Frames_of_any_form_are_counted_and_the_good_one_behind_them_is_read()
    {
        string[] bad =
        [
            "", "null", "[]", "7", "{", "{}", "not json", """{"time_us":"1795310421263000","kind":"commit"}""", """{"time_us":-1,"kind":"commit"}""",
            """{"time_us":1795310421263000.5,"kind":"commit"}""", """{"time_us":1e400,"kind":"commit"}""", """{"time_us":9223372036854775807,"kind":"commit"}""",
            """{"time_us":1795310421263000}""", """{"time_us":1795310421263000,"kind":"commit"}""", """{"time_us":1795310421263000,"kind":"commit","commit":[]}""",
            JetstreamTests.Mention(1).Replace("\"create\"", "\"explode\""), JetstreamTests.Mention(1).Replace("\"m1\"", "\"../m1\""),
            JetstreamTests.Mention(1).Replace(FakeBluesky.Customer, "bob.test"), JetstreamTests.Mention(1).Replace("\"text 1\"", "[\"text 1\"]"),
            JetstreamTests.Mention(1, """half \ud800"""), new string('[', 20_000),
            // A time of the year 2100: the cursor must not follow it.
            JetstreamTests.Mention(1).Replace("1795310421263001", "4102444800000000"),
        ];
        foreach (var frame in bad)
            Server.Say(Now, Encoding.UTF8.GetBytes(frame));
        Server.Say(Now, [1, 2, 3], WebSocketMessageType.Binary);
        Server.Say(Now, Encoding.UTF8.GetBytes("""{"time_us":1795310421263000,"kind":"account","did":"did:plc:x","account":{"active":false}}"""));
        Server.Say(Now, Encoding.UTF8.GetBytes(JetstreamTests.Foreign(1).Replace("\"facets\":[", "\"reply\":7,\"embed\":[],\"langs\":{},\"facets\":[5,{\"features\":9},")));
        Server.Say(JetstreamTests.Mention(2));
        Server.ClosesAtEnd = true;

        var round = await JetstreamTests.ListenAsync(_bench.Stream(), """{"c":1}""");

        round.Posts.Select(post => post.Text).ShouldBe(["text 2"]);
        round.Malformed.ShouldBe(bad.Length + 1);
        round.Cursor!.ShouldContain("1795310421263002");
    }

    [Fact]
    public async Task A_huge_frame_is_dropped_and_the_stream_goes_on()
    {
        Server.Say(Now, Encoding.UTF8.GetBytes(JetstreamTests.Mention(1, new string('x', 32 * 1024 * 1024))));
        Server.Say(JetstreamTests.Mention(2));
        Server.ClosesAtEnd = true;

        var round = await JetstreamTests.ListenAsync(_bench.Stream(), """{"c":1}""");

        round.Posts.Select(post => post.Text).ShouldBe(["text 2"]);
        round.Malformed.ShouldBe(1);
    }

    [Fact]
    public async Task Bytes_that_break_the_connection_are_stepped_around_and_what_follows_is_read()
    {
        Server.Say(JetstreamTests.Mention(0));
        Server.Say(Now + 3_000, [0x22, 0xFF, 0xFE, 0x22]);
        Server.Say(Now + 20_000, Encoding.UTF8.GetBytes(JetstreamTests.Mention(20_000)));
        Server.ClosesAtEnd = true;
        var (texts, cursor, malformed) = (new HashSet<string>(), """{"c":1}""", 0);

        for (var connection = 0; connection < 6; connection++)
        {
            var round = await JetstreamTests.ListenAsync(_bench.Stream(), cursor);
            texts.UnionWith(round.Posts.Select(post => post.Text));
            cursor = round.Cursor!;
            malformed += round.Malformed;
        }

        texts.ShouldBe(["text 0", "text 20000"], ignoreOrder: true);
        malformed.ShouldBe(1);
    }
}
