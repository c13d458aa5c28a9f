using Vigie.Notifier.Channels;

namespace Vigie.UnitTests.Notifier;

public sealed class ChannelKindsTests
{
    // A channel is a folder below Channels: every namespace there with an IChannel in it must have its line in ChannelKinds.
    [Fact]
    public void Every_channel_folder_has_its_line()
    {
        var folders = typeof(IChannel).Assembly.GetTypes()
            .Where(type => type.IsClass && !type.IsAbstract && typeof(IChannel).IsAssignableFrom(type))
            .Select(type => type.Namespace!.Split('.')[^1].ToLowerInvariant())
            .Order(StringComparer.Ordinal);

        ChannelKinds.All.Select(kind => kind.Name).ShouldBe(folders);
    }

    [Fact]
    public void Options_live_in_the_folder_of_their_channel() =>
        ChannelKinds.All.ShouldAllBe(kind => kind.OptionsType.Namespace!.EndsWith($"Channels.{kind.Name}", StringComparison.OrdinalIgnoreCase));
}
