using Vigie.Core.Mentions;
using Vigie.Notifier.Channels;
using Vigie.Notifier.Templates;

namespace Vigie.UnitTests.Notifier;

/// <summary>The words of an alert, held as snapshots.</summary>
public sealed class AlertLetterTests
{
    private static readonly OutgoingAlert Alert = new(
        Guid.Parse("0198a000-0000-7000-8000-000000000001"), Guid.Parse("0198a000-0000-7000-8000-000000000002"), 4, [AbuseCategory.Threat, AbuseCategory.Insult], TargetKind.Employee, 3, 1,
        ["forum", "page"], [new AttackedPerson("p-17", "conseillère", "Rouen"), new AttackedPerson("p-18", null, null)], true, Guid.Parse("0198a000-0000-7000-8000-000000000003"),
        new DateTimeOffset(2026, 11, 22, 7, 0, 0, TimeSpan.Zero), new Uri("https://vigie.brand.example/mentions/0198a000-0000-7000-8000-000000000003"));

    [Fact]
    public void In_French()
    {
        var letter = AlertLetter.Write(Alert, AlertLanguage.Fr);

        letter.Subject.ShouldBe("[Vigie] Niveau 4 — menace visant une personne de l'équipe (3 messages)");
        letter.Text.ShouldBe(
            """
            Vigie a repéré 3 messages à traiter. Le texte n'est pas dans cette alerte : vous n'avez pas à le lire pour agir.

            Gravité : 4 sur 4 (danger pour une personne)
            Nature : menace, insulte
            Visé : une personne de l'équipe
            Personne du registre : p-17 (conseillère, Rouen)
            Personne du registre : p-18
            Source : forum, page
            Depuis : 2026-11-22 07:00 UTC
            Analyse incomplète pour 1 message : un regard humain est nécessaire.
            Une réclamation s'y trouve aussi : elle mérite sa réponse.

            À faire :
            - Danger immédiat : appeler le 17 ou le 112.
            - Prévenir maintenant le responsable de la personne visée, de vive voix, avec une offre de soutien.
            - Ne pas répondre, ne rien payer, ne rien supprimer : tout sert de preuve.
            - Transmettre au service juridique dans Vigie.
            Délai : tout de suite

            Ouvrir dans Vigie : https://vigie.brand.example/mentions/0198a000-0000-7000-8000-000000000003
            Alerte 0198a000-0000-7000-8000-000000000002, premier message à ouvrir 0198a000-0000-7000-8000-000000000003

            La personne visée l'apprend par un humain, jamais par cette alerte.

            """);
    }

    [Fact]
    public void In_English_without_a_public_address()
    {
        var letter = AlertLetter.Write(Alert with { Link = null, Severity = 2, Categories = [], Target = TargetKind.Staff, Mentions = 1, Incomplete = 0, Complaint = false, People = [] }, AlertLanguage.En);

        letter.Subject.ShouldBe("[Vigie] Level 2 — content to be checked aimed at the staff (1 message)");
        letter.Text.ShouldBe(
            """
            Vigie found 1 message to act on. The text is not in this alert: you need not read it to act.

            Severity: 2 of 4 (plain insult)
            Aimed at: the staff
            Source: forum, page
            Since: 2026-11-22 07:00 UTC

            What to do:
            - Do not answer in anger.
            - Hide the message if it is public, then decide in Vigie.
            Time: within one working day

            Alert 0198a000-0000-7000-8000-000000000002, first message to open 0198a000-0000-7000-8000-000000000003

            The person attacked hears of it from a human, never from this alert.

            """);
    }

    [Fact]
    public void Every_language_has_words_for_every_severity_category_and_target()
    {
        foreach (var language in Enum.GetValues<AlertLanguage>())
        {
            for (short severity = 0; severity <= 4; severity++)
            {
                foreach (var target in Enum.GetValues<TargetKind>())
                {
                    var letter = AlertLetter.Write(Alert with { Severity = severity, Target = target, Categories = Enum.GetValues<AbuseCategory>() }, language);
                    (letter.Subject + letter.Text + letter.Html + AlertLetter.Line(Alert, language)).ShouldNotContain("{");
                }
            }
        }
    }

    [Fact]
    public void What_the_register_says_is_escaped_in_HTML()
    {
        var letter = AlertLetter.Write(Alert with { People = [new AttackedPerson("p-17", "<b>chef</b>", "\"Rouen\" & co")] }, AlertLanguage.Fr);

        letter.Html.ShouldNotContain("<b>");
        letter.Html.ShouldContain("&lt;b&gt;chef&lt;/b&gt;, &quot;Rouen&quot; &amp; co");
        letter.Html.ShouldContain($"<a href=\"{Alert.Link}\">");
    }
}
