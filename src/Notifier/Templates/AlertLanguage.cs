namespace Vigie.Notifier.Templates;

/// <summary>Languages that alerts are written in; one file of words for each.</summary>
public enum AlertLanguage
{
    /// <summary>French.</summary>
    Fr,

    /// <summary>English.</summary>
    En,
}
