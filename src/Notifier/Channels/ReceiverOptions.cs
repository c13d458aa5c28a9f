using System.ComponentModel.DataAnnotations;
using Vigie.Notifier.Templates;

namespace Vigie.Notifier.Channels;

/// <summary>What every receiver has in common; each channel adds its own keys to the same section <c>Notifier:Receivers:&lt;name&gt;</c>.</summary>
public class ReceiverOptions
{
    /// <summary>Word of the channel: <c>email</c>, <c>webhook</c> or <c>console</c>. Required.</summary>
    [Required]
    public string Channel { get; set; } = string.Empty;

    /// <summary>Language of the words: <c>Fr</c> (default) or <c>En</c>. A webhook carries none.</summary>
    [EnumDataType(typeof(AlertLanguage))]
    public AlertLanguage Language { get; set; } = AlertLanguage.Fr;

    /// <summary>Rules that one attribute cannot say.</summary>
    /// <returns>Pairs of a key and what was expected.</returns>
    public virtual IEnumerable<(string Key, string Expected)> Problems() => [];
}
