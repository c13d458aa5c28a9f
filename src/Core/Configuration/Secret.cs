using System.ComponentModel;
using System.Globalization;

namespace Vigie.Core.Configuration;

/// <summary>A password, token or key from the configuration. It prints as <c>***</c> wherever it is printed by accident.</summary>
[TypeConverter(typeof(SecretConverter))]
public sealed class Secret(string value)
{
    /// <summary>The value itself; only the code that authenticates calls this.</summary>
    public string Reveal() => value;

    /// <inheritdoc />
    public override string ToString() => "***";

    private sealed class SecretConverter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string text && text.Length > 0 ? new Secret(text) : null;
    }
}
