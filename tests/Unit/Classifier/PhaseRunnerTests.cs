using Vigie.Classifier;
using Vigie.Classifier.People;
using Vigie.Classifier.Phases;
using Vigie.Core.Mentions;
using Vigie.Fakes.Clocks;

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
    public async Task A_phase_that_hangs_sends_the_mention_to_a_human_when_its_time_is_up()
    {
        var clock = new ManualClock();
        var options = new ClassifierOptions();
        var hanging = new HangingPhase();
        var classifier = new MentionClassifier(options, clock, [hanging]);

        var running = classifier.ClassifyAsync(Harmless, RegisterSnapshot.Empty, TestContext.Current.CancellationToken).AsTask();
        running.IsCompleted.ShouldBeFalse();
        clock.Advance(options.PhaseTimeout);
        var judgement = await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        judgement.Flagged.ShouldBeTrue();
        judgement.Incomplete.ShouldBeTrue();
        judgement.Why.ShouldContain(reason => reason.Phase == "hanging" && reason.Rule == "timed-out");
        hanging.Told.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task A_local_phase_that_took_too_long_sends_the_mention_to_a_human_and_keeps_what_it_found()
    {
        var clock = new ManualClock();
        var options = new ClassifierOptions();
        var classifier = new MentionClassifier(options, clock, [new SlowPhase(clock, options.PhaseTimeout + TimeSpan.FromMilliseconds(1))]);

        var judgement = await classifier.ClassifyAsync(Harmless, RegisterSnapshot.Empty, TestContext.Current.CancellationToken);

        judgement.Flagged.ShouldBeTrue();
        judgement.Incomplete.ShouldBeTrue();
        judgement.Intent.ShouldBe(Intent.Question);
        judgement.Why.ShouldContain(reason => reason.Phase == "slow" && reason.Rule == "timed-out");
    }

    [Fact]
    public async Task A_local_phase_within_its_time_is_complete()
    {
        var clock = new ManualClock();
        var options = new ClassifierOptions();
        var classifier = new MentionClassifier(options, clock, [new SlowPhase(clock, options.PhaseTimeout), new SlowPhase(clock, options.PhaseTimeout)]);

        var judgement = await classifier.ClassifyAsync(Harmless, RegisterSnapshot.Empty, TestContext.Current.CancellationToken);

        judgement.Incomplete.ShouldBeFalse();
        judgement.Flagged.ShouldBeFalse();
    }

    [Fact]
    public async Task A_local_phase_that_loops_too_long_is_stopped_in_its_loop()
    {
        var clock = new ManualClock();
        var looping = new LoopingPhase(clock);
        var classifier = new MentionClassifier(new ClassifierOptions(), clock, [looping]);

        var judgement = await classifier.ClassifyAsync(Harmless, RegisterSnapshot.Empty, TestContext.Current.CancellationToken);

        judgement.Incomplete.ShouldBeTrue();
        judgement.Why.ShouldContain(reason => reason.Phase == "looping" && reason.Rule == "timed-out");
        looping.Tokens.ShouldBeLessThan(LoopingPhase.Most);
    }

    [Fact]
    public async Task A_loop_over_tokens_stops_when_the_caller_gives_up()
    {
        using var caller = new CancellationTokenSource();
        var classifier = new MentionClassifier(new ClassifierOptions(), new ManualClock(), PhaseList.All());
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await classifier.ClassifyAsync(new MentionText("1", string.Concat(Enumerable.Repeat("connard ", 5000))), RegisterSnapshot.Empty, caller.Token));
    }

    [Fact]
    public async Task Evidence_of_a_failure_is_kept_however_much_other_evidence_there_is()
    {
        var classifier = new MentionClassifier(new ClassifierOptions(), new ManualClock(), [.. PhaseList.All(), new ThrowingPhase()]);

        var judgement = await classifier.ClassifyAsync(new MentionText("1", string.Concat(Enumerable.Repeat("bande de connards. ", 5000))), RegisterSnapshot.Empty, TestContext.Current.CancellationToken);

        judgement.Why.ShouldContain(reason => reason.Phase == "throwing" && reason.Rule == "failed");
        judgement.Why.Count.ShouldBeLessThan(300);
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

        public CancellationToken Told { get; private set; }

        public ValueTask<PhaseResult> RunAsync(PhaseContext context, CancellationToken cancellationToken)
        {
            Told = cancellationToken;
            return new(_never.Task);
        }
    }

    private sealed class SlowPhase(ManualClock clock, TimeSpan takes) : LocalPhase
    {
        public override string Name => "slow";

        public override PhaseResult Run(PhaseContext context)
        {
            clock.Advance(takes);
            return new PhaseResult { Intent = Intent.Question };
        }
    }

    private sealed class LoopingPhase(ManualClock clock) : LocalPhase
    {
        public const int Most = 1_000_000;

        public override string Name => "looping";

        public int Tokens { get; private set; }

        public override PhaseResult Run(PhaseContext context)
        {
            for (; Tokens < Most; Tokens++)
            {
                clock.Advance(TimeSpan.FromMilliseconds(1));
                context.Budget.Spend(Tokens);
            }

            return PhaseResult.Nothing;
        }
    }
}
