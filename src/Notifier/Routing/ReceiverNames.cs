namespace Vigie.Notifier.Routing;

/// <summary>Which names of receivers mean something.</summary>
internal static class ReceiverNames
{
    /// <summary>The receiver that exists without being configured.</summary>
    public const string Console = "console";

    public static bool Exists(NotifierOptions options, string name) =>
        string.Equals(name, Console, StringComparison.OrdinalIgnoreCase) || options.Receivers.Keys.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Receivers of what no rule takes.</summary>
    public static IEnumerable<string> OfCatchAll(NotifierOptions options) =>
        options.CatchAllReceivers.Count > 0 ? options.CatchAllReceivers
        : options.Receivers.Count > 0 ? options.Receivers.Keys
        : [Console];
}
