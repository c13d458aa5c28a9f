using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Vigie.Collector.Http;
using Vigie.Core.Configuration;
using Vigie.Storage.Entities;

namespace Vigie.Collector.Sources;

/// <summary>The sources of the configuration (<c>Collector:Sources:&lt;name&gt;</c>), read once at start; a wrong one stops the program with a sentence.</summary>
public sealed class SourceCatalog
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Collector:Sources";

    private readonly SourceHttpFactory _http;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;

    /// <summary>Reads the catalogue; throws <see cref="ConfigurationProblemException"/>.</summary>
    public SourceCatalog(IConfiguration configuration, SourceHttpFactory http, TimeProvider time, ILoggerFactory loggers)
    {
        (_http, _time, _loggers) = (http, time, loggers);
        Sources = [.. configuration.GetSection(Section).GetChildren().Select(Read).Where(source => source.Options.Enabled)];
    }

    /// <summary>The enabled sources.</summary>
    public IReadOnlyList<ConfiguredSource> Sources { get; }

    /// <summary>The enabled source of that name, or null.</summary>
    public ConfiguredSource? Find(string name) =>
        Sources.FirstOrDefault(source => string.Equals(source.Name, name, StringComparison.Ordinal));

    /// <summary>Makes the part of a source that is asked; null when it is not asked.</summary>
    public ISource? CreateSource(ConfiguredSource source) => source.Platform.CreateSource(SetupOf(source));

    /// <summary>Makes the part of a source that listens; null when it does not.</summary>
    public IStreamSource? CreateStream(ConfiguredSource source) => source.Platform.CreateStream(SetupOf(source));

    private static ConfiguredSource Read(IConfigurationSection section)
    {
        if (section.Key.Length > Limits.SourceName)
            throw new ConfigurationProblemException($"{section.Path} is too long a name: expected at most {Limits.SourceName} characters.");

        var word = section[nameof(SourceOptions.Platform)];
        var platform = Platforms.Find(word ?? string.Empty)
            ?? throw new ConfigurationProblemException(
                $"{section.Path}:{nameof(SourceOptions.Platform)} is '{word}': expected one of {string.Join(", ", Platforms.All.Select(known => known.Name))}.");
        var options = platform.Read(section);

        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
            throw new ConfigurationProblemException($"{section.Path}:{faults[0].MemberNames.FirstOrDefault()} is wrong: {faults[0].ErrorMessage}");
        if (options.Problems().FirstOrDefault() is { } problem)
            throw new ConfigurationProblemException($"{section.Path}:{problem}");

        return new ConfiguredSource(section.Key, platform, options);
    }

    // Whatever the platform calls them: the addresses that the operator wrote down.
    private static List<Uri> AddressesOf(SourceOptions options) =>
        [.. options.GetType().GetProperties()
            .Where(property => property.PropertyType == typeof(Uri))
            .Select(property => property.GetValue(options) as Uri)
            .OfType<Uri>()
            .Where(address => address.IsAbsoluteUri)];

    private SourceSetup SetupOf(ConfiguredSource source) => new(source.Name, source.Options, _http.For(source.Name, AddressesOf(source.Options)), _time, _loggers);
}
