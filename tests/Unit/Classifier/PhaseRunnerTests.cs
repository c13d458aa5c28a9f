using Vigie.Classifier;
using Vigie.Classifier.People;

namespace Vigie.UnitTests.Classifier;

public sealed class PhaseRunnerTests
{
    private static readonly MentionText Harmless = new("1", "Bonjour, quand ouvrez-vous ?");

    [Fact]
    public async Task A_phase_that_throws_sends_the_mention_to_a_human()
    {
        var classifier = new MentionClassifier(new ClassifierOptions(), TimeProvider.System, [new ThrowingPhase()]);

        var judgement = await classifier.ClassifyAsync(Harmless, RegisterSnapshot.Empty, TestContext.Current.CancellationToken);

        judgement.Flagged.ShouldBeTrue();
        judgement.Incomplete.ShouldBeTrue();
        judgement.Why.ShouldContain(reason => reason.Phase == "throwing" && reason.Rule == "failed");
    }

    [Fact]
    public async Task A_phase_that_hangs_sends_the_mention_to_a_human()
    {
        var options = new ClassifierOptions { PhaseTimeout = TimeSpan.FromMilliseconds(20) };
        var classifier = new MentionClassifier(options, TimeProvider.System, [new HangingPhase()]);

        var judgement = await classifier.ClassifyAsync(Harmless, RegisterSnapshot.Empty, TestContext.Current.CancellationToken);

        judgement.Flagged.ShouldBeTrue();
        judgement.Incomplete.ShouldBeTrue();
        judgement.Why.ShouldContain(reason => reason.Phase == "hanging" && reason.Rule == "timed-out");
    }

    [Fact]
    public void Every_phase_of_the_assembly_stands_in_the_list()
    {
        var written = typeof(IPhase).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(IPhase).IsAssignableFrom(type));

        PhaseList.All().Select(phase => phase.GetType()).ShouldBe(written, ignoreOrder: true);
    }

    [Fact]
    public void The_ruleset_changes_with_the_threshold_and_is_stable()
    {
        var one = new MentionClassifier(new ClassifierOptions(), TimeProvider.System, PhaseList.All());
        var same = new MentionClassifier(new ClassifierOptions(), TimeProvider.System, PhaseList.All());
        var other = new MentionClassifier(new ClassifierOptions { Threshold = 0.7f }, TimeProvider.System, PhaseList.All());

        same.Ruleset.ShouldBe(one.Ruleset);
        other.Ruleset.ShouldNotBe(one.Ruleset);
        one.Ruleset.ShouldMatch("^2026\\.11-[0-9a-f]{12}$");
    }

    private sealed class ThrowingPhase : IPhase
    {
        public string Name => "throwing";

        public ValueTask<PhaseResult> RunAsync(PhaseContext context, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }

    private sealed class HangingPhase : IPhase
    {
        private readonly TaskCompletionSource<PhaseResult> _never = new();

        public string Name => "hanging";

        public ValueTask<PhaseResult> RunAsync(PhaseContext context, CancellationToken cancellationToken) => new(_never.Task);
    }
}
