using Microsoft.Extensions.Configuration;

namespace Vigie.Collector.Sources;

/// <summary>What a platform brings: its word, its options, and how to make its sources. One instance, listed in <see cref="Platforms"/>.</summary>
/// <param name="name">Platform word of the configuration.</param>
public abstract class SourcePlatform(string name)
{
    /// <summary>Platform word of the configuration.</summary>
    public string Name { get; } = name;

    /// <summary>Type of its options.</summary>
    public abstract Type OptionsType { get; }

    /// <summary>Reads the options of one source; throws <see cref="InvalidOperationException"/> for keys that do not exist or values of the wrong type.</summary>
    public abstract SourceOptions Read(IConfigurationSection section);

    /// <summary>Makes the part that is asked; null when this source is not asked.</summary>
    public abstract ISource? CreateSource(SourceSetup setup);

    /// <summary>Makes the part that listens; null when this source does not.</summary>
    public virtual IStreamSource? CreateStream(SourceSetup setup) => null;
}

/// <summary>A platform with options of type <typeparamref name="TOptions"/>.</summary>
/// <param name="name">Platform word of the configuration.</param>
/// <typeparam name="TOptions">Its options.</typeparam>
public abstract class SourcePlatform<TOptions>(string name) : SourcePlatform(name)
    where TOptions : SourceOptions, new()
{
    /// <inheritdoc />
    public sealed override Type OptionsType => typeof(TOptions);

    /// <inheritdoc />
    public sealed override SourceOptions Read(IConfigurationSection section)
    {
        var options = new TOptions();
        section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        return options;
    }

    /// <inheritdoc />
    public sealed override ISource? CreateSource(SourceSetup setup) => CreateSource(setup, (TOptions)setup.Options);

    /// <inheritdoc />
    public sealed override IStreamSource? CreateStream(SourceSetup setup) => CreateStream(setup, (TOptions)setup.Options);

    /// <summary>Makes the part that is asked; null when this source is not asked.</summary>
    protected abstract ISource? CreateSource(SourceSetup setup, TOptions options);

    /// <summary>Makes the part that listens; null when this source does not.</summary>
    protected virtual IStreamSource? CreateStream(SourceSetup setup, TOptions options) => null;
}
