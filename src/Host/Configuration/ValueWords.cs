using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Vigie.Core.Configuration;

namespace Vigie.Host.Configuration;

/// <summary>Says what a key expects, in words for the person who wrote the configuration.</summary>
internal static class ValueWords
{
    private static readonly string[] SecretWords = ["password", "secret", "token", "connectionstring", "headers", "apikey"];

    /// <summary>What a value of that type looks like.</summary>
    public static string Expected(Type type)
    {
        var bare = ValueShape.Bare(type);
        return bare switch
        {
            _ when bare == typeof(TimeSpan) => "a time span such as 00:05:00",
            _ when bare == typeof(bool) => "true or false",
            _ when bare == typeof(Uri) => "an absolute address such as https://example.org",
            _ when bare.IsEnum => "one of " + string.Join(", ", Enum.GetNames(bare)),
            _ when bare == typeof(float) || bare == typeof(double) || bare == typeof(decimal) => "a number",
            _ when bare == typeof(DateTimeOffset) || bare == typeof(DateTime) => "a date and time such as 2026-11-22T07:00:00Z",
            _ when bare.IsPrimitive => "a whole number",
            _ => "a text",
        };
    }

    /// <summary>What an attribute expects.</summary>
    public static string Expected(ValidationAttribute rule, Type type) => rule switch
    {
        RangeAttribute range => $"a value between {range.Minimum} and {range.Maximum}",
        EnumDataTypeAttribute choice => Expected(choice.EnumType),
        StringLengthAttribute length => $"{length.MinimumLength} to {length.MaximumLength} characters",
        MinLengthAttribute { Length: var least } => $"at least {least} of them",
        MaxLengthAttribute { Length: var most } => $"at most {most} of them",
        RequiredAttribute => Expected(type),
        _ => rule.FormatErrorMessage("it"),
    };

    /// <summary>Whether a value under that key must never be printed.</summary>
    public static bool IsSecret(string key, Type? type = null) =>
        type == typeof(Secret)
        || (!key.EndsWith("File", StringComparison.OrdinalIgnoreCase) && SecretWords.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the binder can read the text as that type.</summary>
    public static bool CanRead(string? text, Type type)
    {
        var bare = ValueShape.Bare(type);
        if (text is null || bare == typeof(string) || bare == typeof(Secret))
            return true;
        if (text.Length == 0)
            return bare != type || !bare.IsValueType;
        if (bare == typeof(Uri))
            return Uri.TryCreate(text, UriKind.Absolute, out _);

        try
        {
            _ = bare == typeof(byte[]) ? Convert.FromBase64String(text) : TypeDescriptor.GetConverter(bare).ConvertFromInvariantString(text);
            return true;
        }
        // Converters of the framework wrap what they met in exceptions of several types; each of them means "no".
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException or NotSupportedException)
        {
            return false;
        }
    }
}
