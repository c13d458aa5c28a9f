using System.Globalization;
using Microsoft.Extensions.Options;
using Vigie.Classifier;
using Vigie.Classifier.People;
using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier;

/// <summary>Figures over both halves of the corpus, printed, with floors just under what was measured on the half that the rules were not written by.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Judges_the_corpus_at_least_as_well_as_before()
    {
        var classifier = new MentionClassifier(Options.Create(new ClassifierOptions()), TimeProvider.System);
        var register = RegisterSnapshot.FromJson(await File.ReadAllTextAsync(Path.Combine(CorpusItem.Folder, "register.json"), TestContext.Current.CancellationToken));
        var results = new List<(CorpusItem Item, Judgement Got)>();
        foreach (var item in CorpusItem.All)
        {
            results.Add((item, await classifier.ClassifyAsync(new MentionText(item.Id, item.Text, item.Lang, item.Channel, item.Parent), register, TestContext.Current.CancellationToken)));
        }

        if (Environment.GetEnvironmentVariable("VIGIE_CORPUS_MISSES") is { Length: > 0 } path)
        {
            await File.WriteAllLinesAsync(path, results.Where(result => result.Item.IsDevelopment).Select(result => string.Join('\t', result.Item.Id, result.Item.Flagged, result.Got.Flagged, string.Join(',', result.Item.Abuse), string.Join(',', result.Got.Abuse.Select(found => found.Category.Word())), result.Item.Target, result.Got.Target.Word(), result.Item.Person, result.Got.Person, result.Item.Severity, result.Got.Severity, result.Item.Text.Replace('\n', ' '), (result.Item.Parent ?? "").Replace('\n', ' '), string.Join(' ', result.Got.Why.Where(why => why.Category is not null).Select(why => why.Rule.Replace('\n', ' '))))), TestContext.Current.CancellationToken);
        }

        Print($"ruleset {classifier.Ruleset}");
        Measure("development half", [.. results.Where(result => result.Item.IsDevelopment)]);
        var test = Measure("test half", [.. results.Where(result => !result.Item.IsDevelopment)]);

        test.French.ShouldBeGreaterThan(CorpusFloors.FrenchF1);
        test.English.ShouldBeGreaterThan(CorpusFloors.EnglishF1);
        test.Target.ShouldBeGreaterThan(CorpusFloors.Target);
        test.Person.ShouldBeGreaterThan(CorpusFloors.PersonPrecision);
        test.Severity.ShouldBeGreaterThan(CorpusFloors.Severity);
        test.FrenchFalseAlarms.ShouldBeLessThan(CorpusFloors.FrenchFalseAlarms);
        test.EnglishFalseAlarms.ShouldBeLessThan(CorpusFloors.EnglishFalseAlarms);
    }

    [Fact]
    public void Contrast_twins_stay_on_one_side_and_the_sides_are_about_equal()
    {
        CorpusItem.All.Single(item => item.Id == "pairs-001a").IsDevelopment.ShouldBe(CorpusItem.All.Single(item => item.Id == "pairs-001b").IsDevelopment);
        CorpusItem.All.Single(item => item.Id == "english-421").IsDevelopment.ShouldBe(CorpusItem.All.Single(item => item.Id == "english-422").IsDevelopment);
        CorpusItem.All.Count(item => item.IsDevelopment).ShouldBeInRange(CorpusItem.All.Count * 45 / 100, CorpusItem.All.Count * 55 / 100);
    }

    private (double French, double English, double Target, double Person, double Severity, double FrenchFalseAlarms, double EnglishFalseAlarms) Measure(string half, List<(CorpusItem Item, Judgement Got)> results)
    {
        Print($"== {half}: {results.Count} messages");
        var french = Score("flagged fr", results.Where(result => result.Item.Lang == "fr"), item => item.Flagged, got => got.Flagged);
        var english = Score("flagged en", results.Where(result => result.Item.Lang == "en"), item => item.Flagged, got => got.Flagged);
        foreach (var category in Enum.GetValues<AbuseCategory>())
        {
            Score(category.Word(), results, item => item.Has(category), got => got.Abuse.Any(found => found.Category == category));
        }

        var both = results.Where(result => result.Item.Flagged && result.Got.Flagged).ToList();
        var target = Share("target exact, flagged by both", both, result => result.Item.Target == result.Got.Target.Word());
        var person = Share("person precision", results.Where(result => result.Got.Person is not null), result => result.Item.Person == result.Got.Person);
        Share("person recall of all", results.Where(result => result.Item.Person is not null), result => result.Item.Person == result.Got.Person);
        Share("person recall where flagged", both.Where(result => result.Item.Person is not null), result => result.Item.Person == result.Got.Person);
        var severity = Share("severity within tolerance, flagged by both", both, result => result.Item.Severity == result.Got.Severity || (result.Item.Target is not "employee" && result.Item.Severity is 2 or 3 && result.Got.Severity is 2 or 3));
        Share("intent", results, result => result.Item.Intent == result.Got.Intent.Word());
        var frenchAlarms = Share("false alarms of harmless fr", results.Where(result => !result.Item.Flagged && result.Item.Lang == "fr"), result => result.Got.Flagged);
        var englishAlarms = Share("false alarms of harmless en", results.Where(result => !result.Item.Flagged && result.Item.Lang == "en"), result => result.Got.Flagged);
        return (french, english, target, person, severity, frenchAlarms, englishAlarms);
    }

    private double Score(string name, IEnumerable<(CorpusItem Item, Judgement Got)> results, Func<CorpusItem, bool> expected, Func<Judgement, bool> got)
    {
        var list = results.ToList();
        var hit = list.Count(result => expected(result.Item) && got(result.Got));
        var precision = hit / (double)Math.Max(1, list.Count(result => got(result.Got)));
        var recall = hit / (double)Math.Max(1, list.Count(result => expected(result.Item)));
        var f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        Print($"{name}: precision {precision:0.000} recall {recall:0.000} F1 {f1:0.000} ({hit} of {list.Count(result => expected(result.Item))})");
        return f1;
    }

    private double Share(string name, IEnumerable<(CorpusItem Item, Judgement Got)> results, Func<(CorpusItem Item, Judgement Got), bool> holds)
    {
        var list = results.ToList();
        var share = list.Count(holds) / (double)Math.Max(1, list.Count);
        Print($"{name}: {share:0.000} of {list.Count}");
        return share;
    }

    private void Print(FormattableString line)
    {
        var text = line.ToString(CultureInfo.InvariantCulture);
        output.WriteLine(text);
        Console.WriteLine(text);
    }
}
