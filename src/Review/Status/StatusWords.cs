namespace Vigie.Review.Status;

/// <summary>The words of the page in one language.</summary>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Other">Tag of the other language.</param>
public sealed record StatusWords(string Language, string Other)
{
    /// <summary>French, the default.</summary>
    public static StatusWords French { get; } = new("fr", "en")
    {
        Title = "État de Vigie", OtherName = "English", Flow = "Flux", Collected = "Messages collectés", Judged = "Messages jugés", Flagged = "Signalés", Waiting = "En attente",
        Unscored = "Non évalués", Alerts = "Alertes", Deliveries = "Envois", Pending = "À envoyer", Sending = "En cours", Sent = "Envoyés", Failed = "Échoués", Sources = "Sources",
        Name = "Nom", Platform = "Plateforme", Condition = "État", Reason = "Motif", LastSuccess = "Dernier succès", New = "Nouveaux (24 h)", Never = "jamais",
        NoSource = "Aucune source n’est configurée.", NoDatabase = "La base de données ne répond pas ; nouvel essai automatique.", UpdatedAt = "Mis à jour à", Estimated = "estimation",
        Conditions = ["Pas encore interrogée", "En ordre", "Limitée par la plateforme", "En échec", "À reconnecter", "Disparue"],
    };

    /// <summary>English.</summary>
    public static StatusWords English { get; } = new("en", "fr")
    {
        Title = "Vigie status", OtherName = "Français", Flow = "Flow", Collected = "Mentions collected", Judged = "Mentions judged", Flagged = "Flagged", Waiting = "Waiting",
        Unscored = "Unscored", Alerts = "Alerts", Deliveries = "Deliveries", Pending = "Pending", Sending = "Sending", Sent = "Sent", Failed = "Failed", Sources = "Sources",
        Name = "Name", Platform = "Platform", Condition = "Condition", Reason = "Reason", LastSuccess = "Last success", New = "New (24 h)", Never = "never",
        NoSource = "No source is configured.", NoDatabase = "The database does not answer; tried again by itself.", UpdatedAt = "Updated at", Estimated = "estimate",
        Conditions = ["Not asked yet", "Healthy", "Limited by the platform", "Failing", "Needs reconnecting", "Gone"],
    };

    internal string Title { get; private init; } = "";

    internal string OtherName { get; private init; } = "";

    internal string Flow { get; private init; } = "";

    internal string Collected { get; private init; } = "";

    internal string Judged { get; private init; } = "";

    internal string Flagged { get; private init; } = "";

    internal string Waiting { get; private init; } = "";

    internal string Unscored { get; private init; } = "";

    internal string Alerts { get; private init; } = "";

    internal string Deliveries { get; private init; } = "";

    internal string Pending { get; private init; } = "";

    internal string Sending { get; private init; } = "";

    internal string Sent { get; private init; } = "";

    internal string Failed { get; private init; } = "";

    internal string Sources { get; private init; } = "";

    internal string Name { get; private init; } = "";

    internal string Platform { get; private init; } = "";

    internal string Condition { get; private init; } = "";

    internal string Reason { get; private init; } = "";

    internal string LastSuccess { get; private init; } = "";

    internal string New { get; private init; } = "";

    internal string Never { get; private init; } = "";

    internal string NoSource { get; private init; } = "";

    internal string NoDatabase { get; private init; } = "";

    internal string UpdatedAt { get; private init; } = "";

    internal string Estimated { get; private init; } = "";

    internal IReadOnlyList<string> Conditions { get; private init; } = [];

    /// <summary>The words of a wish (<c>?lang=</c>), else of the browser's languages, else French.</summary>
    public static StatusWords For(string? wish, string? acceptLanguage)
    {
        if (wish is "fr" or "en")
            return wish == "en" ? English : French;

        var first = (acceptLanguage ?? string.Empty)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(range => range.Split(';')[0].Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(language => language is "fr" or "en");
        return first == "en" ? English : French;
    }
}
