using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Vigie.Notifier.Channels;

/// <summary>Reads the section of one receiver, and says in one sentence a problem which key is wrong and what was expected. Never quotes a value: it may be a secret.</summary>
internal static class ReceiverReader
{
    /// <summary>What is wrong with the section; empty when <see cref="Read"/> will work.</summary>
    public static IReadOnlyList<string> Problems(IConfigurationSection section)
    {
        if (ChannelKinds.Find(section[nameof(ReceiverOptions.Channel)]) is not { } kind)
            return [$"{section.Path}:{nameof(ReceiverOptions.Channel)} names no channel: expected one of {string.Join(", ", ChannelKinds.All.Select(known => known.Name))}."];

        var properties = kind.OptionsType.GetProperties().Where(property => property.CanWrite).ToList();
        var unreadable = Unknown(section, properties).Concat(Unconvertible(section, properties)).ToList();
        if (unreadable.Count > 0)
            return unreadable;

        var options = kind.Read(section);
        var broken = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), broken, validateAllProperties: true);
        return
        [
            .. broken.Select(result => $"{section.Path}:{result.MemberNames.FirstOrDefault()} is wrong: {result.ErrorMessage}"),
            .. options.Problems().Select(problem => $"{section.Path}:{problem.Key} is wrong: expected {problem.Expected}."),
        ];
    }

    public static (ChannelKind Kind, ReceiverOptions Options) Read(IConfigurationSection section)
    {
        var kind = ChannelKinds.Find(section[nameof(ReceiverOptions.Channel)])
            ?? throw new InvalidOperationException($"{section.Path} names no channel.");
        return (kind, kind.Read(section));
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, List<PropertyInfo> properties) =>
        section.GetChildren()
            .Where(child => !properties.Any(property => string.Equals(property.Name, child.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(child => $"{child.Path} is unknown: expected one of {string.Join(", ", properties.Select(property => property.Name).Order(StringComparer.Ordinal))}.");

    private static IEnumerable<string> Unconvertible(IConfigurationSection section, List<PropertyInfo> properties)
    {
        foreach (var property in properties)
        {
            var value = section.GetSection(property.Name);
            if (!value.Exists())
                continue;

            string? problem = null;
            try
            {
                _ = value.Get(property.PropertyType);
            }
            catch (InvalidOperationException)
            {
                var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                var expected = type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type)) : "a value of type " + type.Name;
                problem = $"{value.Path} cannot be read: expected {expected}.";
            }

            if (problem is not null)
                yield return problem;
        }
    }
}
