namespace Vigie.Host.Demo;

/// <summary>The demo's texts, in French and in English.</summary>
internal abstract class DemoWords(string language)
{
    public string Language { get; } = language;

    public abstract string Interrupted { get; }

    public abstract string KeptOpen { get; }

    public static DemoWords In(string language) => string.Equals(language, "fr", StringComparison.Ordinal) ? new French() : new English();

    public abstract string Opening(string brand, int events);

    public abstract string StatusPage(string address);

    public abstract string Counts(DemoCounts counts);

    public abstract string Closing(DemoSummary summary);

    public abstract string Honesty(DemoSummary summary);

    private sealed class French() : DemoWords("fr")
    {
        public override string Interrupted => "Interrompu : on s'arrête là.";

        public override string KeptOpen => "La page d'état reste ouverte jusqu'à Ctrl-C.";

        public override string Opening(string brand, int events) =>
            $"Une journée sur la page de {brand} (marque inventée) : {events} événements. Les alertes disent qui, combien grave, quoi faire — jamais l'insulte.";

        public override string StatusPage(string address) => $"Page d'état : {address}/";

        public override string Counts(DemoCounts counts) =>
            $"collectés {counts.Mentions,3} · jugés {counts.Judged,3} · signalés {counts.Flagged,3} · alertes {counts.Alerts,3} · supprimés à la source {counts.Deletions}";

        public override string Closing(DemoSummary summary) =>
            $"Fin de la journée : {summary.Counts.Mentions} messages (versions comprises), {summary.Counts.Judged} jugés, {summary.Counts.Flagged} signalés, {summary.Counts.Alerts} alertes, {summary.Counts.Deletions} suppression constatée.";

        public override string Honesty(DemoSummary summary) =>
            $"Un lecteur attentif en signalerait {summary.HumanWouldFlag} : Vigie en a trouvé {summary.FoundOfThem}, et en a signalé {summary.FlaggedBesides} de trop. Rien n'est conservé.";
    }

    private sealed class English() : DemoWords("en")
    {
        public override string Interrupted => "Interrupted: stopping here.";

        public override string KeptOpen => "The status page stays open until Ctrl-C.";

        public override string Opening(string brand, int events) =>
            $"A day on the page of {brand} (an invented brand): {events} events. Alerts say who, how severe, what to do; never the insult.";

        public override string StatusPage(string address) => $"Status page: {address}/";

        public override string Counts(DemoCounts counts) =>
            $"collected {counts.Mentions,3} · judged {counts.Judged,3} · flagged {counts.Flagged,3} · alerts {counts.Alerts,3} · deleted at the source {counts.Deletions}";

        public override string Closing(DemoSummary summary) =>
            $"End of the day: {summary.Counts.Mentions} messages (versions included), {summary.Counts.Judged} judged, {summary.Counts.Flagged} flagged, {summary.Counts.Alerts} alerts, {summary.Counts.Deletions} deletion noticed.";

        public override string Honesty(DemoSummary summary) =>
            $"A careful reader would flag {summary.HumanWouldFlag}: Vigie found {summary.FoundOfThem} of them, and flagged {summary.FlaggedBesides} besides. Nothing is kept.";
    }
}
