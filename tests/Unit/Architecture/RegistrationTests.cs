using Vigie.Collector.Sources;
using Vigie.Notifier.Channels;

namespace Vigie.UnitTests.Architecture;

public sealed class RegistrationTests
{
    [Fact]
    public void Every_platform_of_the_assembly_stands_in_the_list() =>
        Kinds(typeof(SourcePlatform)).Except(Platforms.All.Select(platform => platform.GetType())).ShouldBeEmpty();

    [Fact]
    public void Every_options_class_of_a_platform_is_reached_from_the_list() =>
        Kinds(typeof(SourceOptions)).Except(Platforms.All.Select(platform => platform.OptionsType)).ShouldBeEmpty();

    [Fact]
    public void Every_options_class_of_a_channel_is_reached_from_the_list() =>
        Kinds(typeof(ReceiverOptions)).Except(ChannelKinds.All.Select(kind => kind.OptionsType)).ShouldBeEmpty();

    [Fact]
    public void Every_word_is_used_once()
    {
        Platforms.All.Select(platform => platform.Name).ShouldBeUnique();
        ChannelKinds.All.Select(kind => kind.Name).ShouldBeUnique();
    }

    private static IEnumerable<Type> Kinds(Type kind) =>
        kind.Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.IsSubclassOf(kind));
}
