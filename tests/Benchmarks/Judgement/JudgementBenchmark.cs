using Microsoft.Extensions.Options;
using Vigie.Benchmarks.Way;
using Vigie.Classifier;
using Vigie.Classifier.Lexicons;
using Vigie.Classifier.People;
using Vigie.Fakes.Processes;

namespace Vigie.Benchmarks.Judgement;

/// <summary>What one judgement costs on one core, beside the floor of the same run: normalising and tokenising only.</summary>
internal static class JudgementBenchmark
{
    private const int WarmUps = 4;
    private const int Rounds = 9;
    private const int Characters = 120;
    private const double MicrosecondTarget = 25;
    private const double ByteTarget = 3072;

    public static async Task<bool> RunAsync()
    {
        var people = RegisterSnapshot.FromJson(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "tests", "Corpus", "brand-pages", "register.json")));
        var classifier = new MentionClassifier(Options.Create(new ClassifierOptions()), TimeProvider.System);
        var mentions = WayTexts.Read().Calm.Select((text, index) => new MentionText($"m{index}", text)).ToList();
        double characters = mentions.Sum(mention => (long)mention.Text.Length);

        async Task Judge()
        {
            foreach (var mention in mentions)
                await classifier.ClassifyAsync(mention, people, CancellationToken.None);
        }

        Task Tokenize()
        {
            foreach (var mention in mentions)
                Lexicon.Default.Tokenize(mention.Text);
            return Task.CompletedTask;
        }

        for (var i = 0; i < WarmUps; i++)
        {
            await Tokenize();
            await Judge();
        }

        var floor = new List<(double Microseconds, double Bytes)>();
        var judgement = new List<(double Microseconds, double Bytes)>();
        for (var i = 0; i < Rounds; i++)
        {
            floor.Add(await MeasureAsync(Tokenize, characters));
            judgement.Add(await MeasureAsync(Judge, characters));
        }

        var median = Print("judgement", judgement);
        var bare = Print("floor: normalise and tokenise", floor);
        Console.WriteLine($"{mentions.Count} texts, {Rounds} rounds; {median.Microseconds / bare.Microseconds:F1} times the floor; target {MicrosecondTarget:F0} µs and {ByteTarget:F0} bytes");
        return median.Microseconds <= MicrosecondTarget && median.Bytes <= ByteTarget;
    }

    private static async Task<(double Microseconds, double Bytes)> MeasureAsync(Func<Task> work, double characters)
    {
        // Both kinds of work complete synchronously, so this thread allocates all of it.
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var began = TimeProvider.System.GetTimestamp();
        await work();
        var took = TimeProvider.System.GetElapsedTime(began);
        return (took.TotalMicroseconds / characters * Characters, (GC.GetAllocatedBytesForCurrentThread() - bytes) / characters * Characters);
    }

    private static (double Microseconds, double Bytes) Print(string name, List<(double Microseconds, double Bytes)> rounds)
    {
        rounds.Sort();
        var median = rounds[rounds.Count / 2];
        Console.WriteLine($"{name}: {median.Microseconds:F1} µs for {Characters} characters (median; spread {rounds[0].Microseconds:F1} to {rounds[^1].Microseconds:F1}), {median.Bytes:F0} bytes allocated");
        return median;
    }
}
