namespace Vigie.Core.Mentions;

/// <summary>The words of the labelling guide for the values of <see cref="AbuseCategory"/>, <see cref="TargetKind"/> and <see cref="Intent"/>.</summary>
public static class LabelWords
{
    private static readonly string[] Categories = Words<AbuseCategory>();
    private static readonly string[] Targets = Words<TargetKind>();
    private static readonly string[] Intents = Words<Intent>();

    /// <summary>The guide's word of a category, e.g. <c>blackmail</c>.</summary>
    public static string Word(this AbuseCategory category) => Categories[(int)category];

    /// <summary>The guide's word of a target, e.g. <c>employee</c>.</summary>
    public static string Word(this TargetKind target) => Targets[(int)target];

    /// <summary>The guide's word of an intent, e.g. <c>complaint</c>.</summary>
    public static string Word(this Intent intent) => Intents[(int)intent];

    // A Turkish machine would write "ınsult" with the current culture.
    private static string[] Words<T>() where T : struct, Enum =>
        [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
}
