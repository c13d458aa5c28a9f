using Vigie.Classifier;
using Vigie.Classifier.Lexicons;
using Vigie.Fakes.Clocks;

namespace Vigie.UnitTests.Classifier;

/// <summary>A text of 1 MB written to be slow is judged completely, at a cost that grows with its length and no faster. Work is counted, not timed: the clock stands still.</summary>
public sealed class HostileTextTests
{
    private const int Small = 64 * 1024;
    private const int Large = 1024 * 1024;

    public static TheoryData<string, string> Texts => new()
    {
        { "only insults", "connard " },
        { "only threats", "je sais où tu habites " },
        { "only spaced letters", "c o n n a r d " },
        { "only names", "Sandrine " },
        { "only emoji", "🤡" },
        { "one word", "a" },
        { "combining marks", "e\u0301\u0301\u0301" },
        { "zero-width", "\u200b" },
        { "commas", "je ,,,,,,,," },
        { "quotation marks", "\"il m'a dit > " },
        { "everything", "Sandrine de Metz est une conne, 500 euros ou je publie votre nom, je porte plainte. " },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Is_judged_completely(string name, string unit)
    {
        var classifier = new MentionClassifier(new ClassifierOptions(), new ManualClock(), PhaseList.All());

        var judgement = await classifier.ClassifyAsync(new MentionText(name, Repeat(unit, Large)), LabelledJudgement.Register, TestContext.Current.CancellationToken);

        judgement.Incomplete.ShouldBeFalse(name);
        judgement.Why.Count.ShouldBeLessThanOrEqualTo(256);
        judgement.Abuse.ShouldAllBe(found => found.Spans.Count <= 256);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Sixteen_times_the_text_takes_at_most_twenty_times_the_steps_and_the_memory(string name, string unit)
    {
        var (small, smallBytes) = Work(Repeat(unit, Small));
        var (large, largeBytes) = Work(Repeat(unit, Large));

        large.ShouldBeLessThanOrEqualTo((small + 100) * 20, name);
        largeBytes.ShouldBeLessThanOrEqualTo((smallBytes + 100_000) * 20, name);
    }

    private static (long Steps, long Bytes) Work(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var steps = Lexicon.Default.Steps(Lexicon.Default.Tokenize(text));
        return (steps, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Repeat(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length));
}
