using Microsoft.Extensions.Options;
using Vigie.Classifier;
using Vigie.Classifier.People;
using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier;

/// <summary>The classifier with all phases and a small register, for texts of the labelling guide.</summary>
internal static class LabelledJudgement
{
    private static readonly MentionClassifier Classifier = new(Options.Create(new ClassifierOptions()), TimeProvider.System);

    public static RegisterSnapshot Register { get; } = RegisterSnapshot.FromJson("""
        [{"id":"karim","names":["Karim Benali"],"aliases":["Karim"],"role":"conseiller","site":"Lille","handles":["@karim_b"]},
         {"id":"sandrine","names":["Sandrine Morel"],"aliases":["Sandrine"],"role":"vendeuse","site":"Metz","handles":[]},
         {"id":"julien","names":["Julien Faye"],"aliases":["Julien"],"role":"conseiller","site":"Nantes","handles":[]},
         {"id":"fleur","names":["Fleur Petit"],"aliases":["Fleur"],"role":"réceptionniste","site":"Cannes","handles":[]},
         {"id":"dylan1","names":["Dylan Moreau"],"aliases":["Dylan"],"role":"technicien","site":"Paris","handles":[]},
         {"id":"dylan2","names":["Dylan Faure"],"aliases":["Dylan"],"role":"vendeur","site":"Lyon","handles":[]}]
        """);

    public static async Task<Judgement> OfAsync(string text, string? parent = null, string? author = null) =>
        await Classifier.ClassifyAsync(new MentionText("1", text, Parent: parent, Author: author), Register, TestContext.Current.CancellationToken);

    public static async Task<bool> HasAsync(string text, AbuseCategory category, string? parent = null) =>
        (await OfAsync(text, parent)).Abuse.Any(found => found.Category == category);
}
