using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Vigie.Classifier;
using Vigie.Classifier.People;
using Vigie.Core.Mentions;

namespace Vigie.UnitTests.Classifier;

/// <summary>Figures over the development corpus, printed, with floors a few points under what was measured. It is no unseen data: figures elsewhere will be lower.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Judges_the_development_corpus_at_least_as_well_as_before()
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
            await File.WriteAllLinesAsync(path, results.Select(result => string.Join('\t', result.Item.Id, result.Item.Flagged, result.Got.Flagged, string.Join(',', result.Item.Abuse), string.Join(',', result.Got.Abuse.Select(found => found.Category.Word())), result.Item.Target, result.Got.Target.Word(), result.Item.Person, result.Got.Person, result.Item.Severity, result.Got.Severity, result.Item.Text.Replace('\n', ' '), (result.Item.Parent ?? "").Replace('\n', ' '), string.Join(' ', result.Got.Why.Where(why => why.Category is not null).Select(why => why.Rule.Replace('\n', ' '))))), TestContext.Current.CancellationToken);
        }

        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var item in CorpusItem.All)
        {
            await classifier.ClassifyAsync(new MentionText(item.Id, item.Text, item.Lang, item.Channel, item.Parent), register, TestContext.Current.CancellationToken);
        }

        var characters = CorpusItem.All.Sum(item => (double)item.Text.Length + (item.Parent?.Length ?? 0));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Print($"{watch.Elapsed.TotalMicroseconds / results.Count:0.0} us a message, {watch.Elapsed.TotalMicroseconds / characters * 120:0.0} us for 120 characters, {allocated / characters * 120 / 1024:0.0} KB for 120 characters; ruleset {classifier.Ruleset}");

        var french = Score("flagged fr", results.Where(result => result.Item.Lang == "fr"), item => item.Flagged, got => got.Flagged);
        var english = Score("flagged en", results.Where(result => result.Item.Lang == "en"), item => item.Flagged, got => got.Flagged);
        foreach (var category in Enum.GetValues<AbuseCategory>())
        {
            Score(category.Word(), results, item => item.Has(category), got => got.Abuse.Any(found => found.Category == category));
        }

        var both = results.Where(result => result.Item.Flagged && result.Got.Flagged).ToList();
        var target = Share("target exact, flagged by both", both, result => result.Item.Target == result.Got.Target.Word());
        var person = results.Where(result => result.Got.Person is not null).ToList();
        var right = Share("person precision", person, result => result.Item.Person == result.Got.Person);
        Share("person recall of all", results.Where(result => result.Item.Person is not null), result => result.Item.Person == result.Got.Person);
        Share("person recall where flagged", both.Where(result => result.Item.Person is not null), result => result.Item.Person == result.Got.Person);
        var severity = Share("severity within tolerance, flagged by both", both, result => result.Item.Severity == result.Got.Severity || (result.Item.Target is not "employee" && result.Item.Severity is 2 or 3 && result.Got.Severity is 2 or 3));
        Share("intent", results, result => result.Item.Intent == result.Got.Intent.Word());
        Share("false alarms of harmless", results.Where(result => !result.Item.Flagged), result => result.Got.Flagged);

        french.ShouldBeGreaterThan(CorpusFloors.FrenchF1);
        english.ShouldBeGreaterThan(CorpusFloors.EnglishF1);
        target.ShouldBeGreaterThan(CorpusFloors.Target);
        right.ShouldBeGreaterThan(CorpusFloors.PersonPrecision);
        severity.ShouldBeGreaterThan(CorpusFloors.Severity);
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
