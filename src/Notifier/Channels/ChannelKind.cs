using Microsoft.Extensions.Configuration;

namespace Vigie.Notifier.Channels;

/// <summary>What a channel brings: its word, its options, and how to make it. One instance, listed in <see cref="ChannelKinds"/>.</summary>
/// <param name="name">Word of the configuration.</param>
public abstract class ChannelKind(string name)
{
    /// <summary>Word of the configuration.</summary>
    public string Name { get; } = name;

    /// <summary>Type of its options.</summary>
    public abstract Type OptionsType { get; }

    /// <summary>Reads the options of one receiver; throws for what cannot be read, see <see cref="ReceiverReader"/>.</summary>
    public abstract ReceiverOptions Read(IConfigurationSection section);

    /// <summary>Makes the channel of one receiver.</summary>
    public abstract IChannel Create(ChannelSetup setup, ReceiverOptions options);
}

/// <summary>A channel with options of type <typeparamref name="TOptions"/>.</summary>
/// <param name="name">Word of the configuration.</param>
/// <param name="create">Makes the channel.</param>
/// <typeparam name="TOptions">Its options.</typeparam>
public sealed class ChannelKind<TOptions>(string name, Func<ChannelSetup, TOptions, IChannel> create) : ChannelKind(name)
    where TOptions : ReceiverOptions, new()
{
    /// <inheritdoc />
    public override Type OptionsType => typeof(TOptions);

    /// <inheritdoc />
    public override ReceiverOptions Read(IConfigurationSection section)
    {
        var options = new TOptions();
        section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        return options;
    }

    /// <inheritdoc />
    public override IChannel Create(ChannelSetup setup, ReceiverOptions options) => create(setup, (TOptions)options);
}
