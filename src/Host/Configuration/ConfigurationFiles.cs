using System.Text.Json;
using Vigie.Core.Configuration;

namespace Vigie.Host.Configuration;

/// <summary>
/// Where the configuration comes from, later wins: <c>appsettings.json</c> beside the program, the file of <c>--config</c>, environment variables
/// <c>VIGIE_Section__Key</c>.
/// </summary>
internal static class ConfigurationFiles
{
    public const string EnvironmentPrefix = "VIGIE_";

    /// <summary>The defaults beside the program.</summary>
    public static string Defaults { get; } = Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    // The same tolerance as the framework's provider.
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static void AddVigieFiles(this IConfigurationBuilder configuration, string? configFile)
    {
        configuration.Sources.Clear();
        Add(configuration, Defaults);
        if (configFile is not null)
        {
            if (!File.Exists(configFile))
                throw new ConfigurationProblemException($"--config names '{configFile}', which does not exist: expected a JSON file.");
            Add(configuration, Path.GetFullPath(configFile));
        }

        configuration.AddEnvironmentVariables(EnvironmentPrefix);
    }

    private static void Add(IConfigurationBuilder configuration, string file)
    {
        DemandJson(file);
        configuration.AddJsonFile(file, optional: false, reloadOnChange: false);
    }

    // The framework says it in three nested exceptions, and only when it loads.
    private static void DemandJson(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), Tolerant);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ConfigurationProblemException($"{file}, line 1, is no JSON object: expected sections such as {{ \"Collector\": {{ }} }}.");
            if (RepeatedKey(document.RootElement, string.Empty) is { } key)
                throw new ConfigurationProblemException($"{file} holds {key} twice: expected each key once.");
        }
        catch (JsonException exception)
        {
            throw new ConfigurationProblemException($"{file}, line {exception.LineNumber + 1}, is not JSON: expected a JSON object of sections.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationProblemException($"{file} cannot be read ({exception.GetType().Name}): expected a readable JSON file.");
        }
    }

    // Two keys that differ in case only are the same key to the configuration.
    private static string? RepeatedKey(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().Select((item, index) => RepeatedKey(item, $"{path}{index}:")).FirstOrDefault(key => key is not null);
        if (element.ValueKind != JsonValueKind.Object)
            return null;

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in element.EnumerateObject())
        {
            if (!seen.Add(property.Name))
                return path + property.Name;
            if (RepeatedKey(property.Value, $"{path}{property.Name}:") is { } below)
                return below;
        }

        return null;
    }
}
