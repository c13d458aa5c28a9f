using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Vigie.Collector.Sources;
using Vigie.Core.Configuration;
using Vigie.Notifier.Channels;

namespace Vigie.Host.Configuration;

/// <summary>Checks bound options against their attributes, everywhere below them; the sentence names the full key.</summary>
internal static class ConfigurationRules
{
    /// <summary>Throws <see cref="ConfigurationProblemException"/> for the first rule that is broken.</summary>
    public static void Demand(object options, string path)
    {
        foreach (var property in ValueShape.KeysOf(options.GetType()))
        {
            var value = property.GetValue(options);
            var key = $"{path}:{property.Name}";
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>(inherit: true))
                DemandRule(rule, property, value, key, options);
            DemandBelow(property.PropertyType, value, key);
        }

        if (options is SourceOptions source && source.Problems().FirstOrDefault() is { } problem)
            throw new ConfigurationProblemException($"{path}:{problem}");
        if (options is ReceiverOptions receiver && receiver.Problems().Select(pair => $"{pair.Key} is wrong: expected {pair.Expected}.").FirstOrDefault() is { } wrong)
            throw new ConfigurationProblemException($"{path}:{wrong}");
    }

    private static void DemandRule(ValidationAttribute rule, PropertyInfo property, object? value, string key, object options)
    {
        // The options generator's markers ask for recursion, which happens here anyway.
        if (rule.GetType().Namespace == "Microsoft.Extensions.Options" || rule.GetValidationResult(value, new ValidationContext(options) { MemberName = property.Name }) == ValidationResult.Success)
            return;

        var isEmpty = value is null or "" || (value is ICollection { Count: 0 });
        var found = isEmpty ? "is missing" : ValueWords.IsSecret(property.Name, property.PropertyType) || value is ICollection ? "is wrong" : $"is '{Convert.ToString(value, CultureInfo.InvariantCulture)}'";
        throw new ConfigurationProblemException($"{key} {found}: expected {ValueWords.Expected(rule, property.PropertyType)}.");
    }

    private static void DemandBelow(Type type, object? value, string key)
    {
        if (value is null || ValueShape.IsValue(type) || ValueShape.IsFree(type))
            return;

        if (value is IDictionary named)
        {
            foreach (DictionaryEntry entry in named)
                DemandBelow(entry.Value?.GetType() ?? typeof(object), entry.Value, $"{key}:{entry.Key}");
        }
        else if (value is IEnumerable list)
        {
            var index = 0;
            foreach (var item in list)
                DemandBelow(item?.GetType() ?? typeof(object), item, $"{key}:{index++}");
        }
        else if (value is not IConfiguration)
        {
            Demand(value, key);
        }
    }
}
