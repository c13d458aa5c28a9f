namespace Vigie.UnitTests.Collector.Replay;

public sealed class ReplayPaceTests : IDisposable
{
    private readonly ReplayFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Keeps_to_so_many_lines_a_second()
    {
        _file.Options.Rate = 2;
        _file.Write(string.Concat(Enumerable.Range(0, 20).Select(number => $"{{\"id\":\"{number}\",\"text\":\"t\"}}\n")));

        (await _file.IdsAsync()).ShouldBe("0");
        (await _file.IdsAsync()).ShouldBe("");
        _file.Clock.Advance(TimeSpan.FromMilliseconds(500));
        (await _file.IdsAsync()).ShouldBe("1");
        _file.Clock.Advance(TimeSpan.FromSeconds(1));
        (await _file.IdsAsync()).ShouldBe("2 3");
    }

    [Fact]
    public async Task A_pause_of_the_runner_does_not_end_in_a_burst()
    {
        _file.Options.Rate = 2;
        _file.Write(string.Concat(Enumerable.Range(0, 20).Select(number => $"{{\"id\":\"{number}\",\"text\":\"t\"}}\n")));
        await _file.PageAsync();

        _file.Clock.Advance(TimeSpan.FromHours(1));

        (await _file.IdsAsync()).ShouldBe("1 2 3 4");
    }

    [Fact]
    public async Task A_rate_above_the_page_asks_for_more_at_once()
    {
        _file.Options.Rate = 100;
        _file.Options.PageSize = 10;
        _file.Write(string.Concat(Enumerable.Range(0, 200).Select(number => $"{{\"id\":\"{number}\",\"text\":\"t\"}}\n")));
        await _file.PageAsync();

        _file.Clock.Advance(TimeSpan.FromSeconds(0.25));
        var pages = new[] { await _file.PageAsync(), await _file.PageAsync(), await _file.PageAsync() };

        pages.Select(page => page.Events.Count).ShouldBe([10, 10, 5]);
        pages.Select(page => page.More).ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task Keeps_the_pauses_of_the_file_made_shorter_by_the_factor()
    {
        _file.Options.FollowTimes = true;
        _file.Options.Speed = 10;
        _file.Write(Timed("a", "2020-01-01T00:00:00Z") + "{\"id\":\"b\",\"text\":\"no time\"}\n" + Timed("c", "2020-01-01T00:01:00Z") + Timed("d", "2020-01-01T00:00:30Z") + Timed("e", "2020-01-01T00:02:00Z"));

        (await _file.IdsAsync()).ShouldBe("a b");
        _file.Clock.Advance(TimeSpan.FromSeconds(5.9));
        (await _file.IdsAsync()).ShouldBe("");
        _file.Clock.Advance(TimeSpan.FromSeconds(0.1));
        (await _file.IdsAsync()).ShouldBe("c d");
        _file.Clock.Advance(TimeSpan.FromSeconds(6));
        (await _file.IdsAsync()).ShouldBe("e");
    }

    [Fact]
    public async Task Seconds_from_the_start_are_times_too()
    {
        _file.Options.FollowTimes = true;
        _file.Write("{\"id\":\"a\",\"text\":\"t\",\"at\":0}\n{\"id\":\"b\",\"text\":\"t\",\"at\":2.5}\n");

        (await _file.IdsAsync()).ShouldBe("a");
        _file.Clock.Advance(TimeSpan.FromSeconds(2.5));
        (await _file.IdsAsync()).ShouldBe("b");
    }

    [Fact]
    public async Task After_a_restart_the_next_line_comes_at_once()
    {
        _file.Options.FollowTimes = true;
        _file.Write(Timed("a", "2020-01-01T00:00:00Z") + Timed("b", "2021-01-01T00:00:00Z"));
        await _file.PageAsync();

        _file.Restart();

        (await _file.IdsAsync()).ShouldBe("b");
    }

    [Fact]
    public void Options_that_contradict_each_other_are_named()
    {
        _file.Options.Problems().ShouldBeEmpty();
        _file.Options.Speed = 2;
        _file.Options.Problems().ShouldHaveSingleItem().ShouldStartWith("Speed:");
        _file.Options.FollowTimes = true;
        _file.Options.Rate = 5;
        _file.Options.Problems().ShouldHaveSingleItem().ShouldStartWith("Rate:");
    }

    private static string Timed(string id, string at) => $"{{\"id\":\"{id}\",\"text\":\"t\",\"createdAt\":\"{at}\"}}\n";
}
