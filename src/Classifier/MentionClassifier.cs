using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Vigie.Classifier.Lexicons;
using Vigie.Classifier.People;
using Vigie.Classifier.Phases;
using Vigie.Core.Mentions;

namespace Vigie.Classifier;

/// <summary>Judges a mention: runs the phases in order, merges what they return, and applies the flagging rule. Safe for any number of threads.</summary>
public sealed class MentionClassifier
{
    private const string TimedOut = "timed-out";
    private const string Failed = "failed";

    private readonly IReadOnlyList<IPhase> _phases;
    private readonly ClassifierOptions _options;
    private readonly TimeProvider _time;
    private readonly Lexicon _lexicon = Lexicon.Default;

    /// <summary>The classifier with all phases.</summary>
    public MentionClassifier(IOptions<ClassifierOptions> options, TimeProvider time)
        : this(options.Value, time, PhaseList.All())
    {
    }

    internal MentionClassifier(ClassifierOptions options, TimeProvider time, IReadOnlyList<IPhase> phases)
    {
        _options = options;
        _time = time;
        _phases = phases;
        Ruleset = Version();
    }

    /// <summary>Version of everything a verdict depends on: code, lexicons, phases, thresholds.</summary>
    public string Ruleset { get; }

    /// <summary>Judges one mention. A phase that fails or takes too long makes the judgement incomplete and sends it to a human; it never throws but for cancellation.</summary>
    public async ValueTask<Judgement> ClassifyAsync(MentionText mention, RegisterSnapshot register, CancellationToken cancellationToken)
    {
        var context = new PhaseContext(
            mention,
            _lexicon.Tokenize(mention.Text),
            string.IsNullOrEmpty(mention.Parent) ? null : _lexicon.Tokenize(mention.Parent),
            register,
            _lexicon,
            _options.Threshold,
            new WorkBudget(_time, _options.PhaseTimeout, cancellationToken));
        var incomplete = false;
        foreach (var phase in _phases)
        {
            var failure = await RunAsync(phase, context, cancellationToken);
            if (failure is not null)
            {
                incomplete = true;
                context.Unfinished(phase.Name, failure);
            }
        }

        return Sum(context, incomplete);
    }

    /// <summary>Runs a phase and merges its result; the rule of the evidence when it did not finish as it should.</summary>
    private async ValueTask<string?> RunAsync(IPhase phase, PhaseContext context, CancellationToken cancellationToken)
    {
        context.Budget.Begin();
        try
        {
            context.Merge(phase is LocalPhase local ? local.Run(context) : await WaitAsync(phase, context, cancellationToken));

            // What came too late still counts, but a human looks.
            return context.Budget.IsSpent ? TimedOut : null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException)
        {
            return TimedOut;
        }
#pragma warning disable CA1031 // The edge of a phase: silence is the worst outcome, so any failure becomes evidence and a human looks.
        catch (Exception)
#pragma warning restore CA1031
        {
            return Failed;
        }
    }

    private async ValueTask<PhaseResult> WaitAsync(IPhase phase, PhaseContext context, CancellationToken cancellationToken)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = phase.RunAsync(context, budget.Token).AsTask();
        try
        {
            return await running.WaitAsync(_options.PhaseTimeout, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The phase is told to stop, but nobody waits for it: it may be deaf.
            await budget.CancelAsync();
            throw;
        }
    }

    private static Judgement Sum(PhaseContext context, bool incomplete)
    {
        var abuse = Abuse(context);
        return new Judgement
        {
            Flagged = incomplete || FlaggingRule.Holds(abuse, context.Target),
            Score = context.Score,
            Severity = context.Severity,
            Abuse = abuse,
            Target = context.Target,
            Person = context.Person,
            Mentioned = context.Mentioned,
            Intent = context.Intent,
            Language = context.Language,
            Incomplete = incomplete,
            Why = context.Reasons,
        };
    }

    private static List<AbuseFound> Abuse(PhaseContext context)
    {
        if (context.Findings.Count == 0)
        {
            return [];
        }

        var found = new List<AbuseFound>();
        foreach (var group in context.Findings.GroupBy(finding => finding.Category).OrderBy(group => group.Key))
        {
            // Noisy-or: several independent hits make a category surer.
            var miss = group.Aggregate(1f, (rest, finding) => rest * (1 - finding.Weight));
            found.Add(new AbuseFound(group.Key, Math.Clamp(1 - miss, 0, 0.99f), Spans(context, group)));
        }

        return found;
    }

    private static List<TextSpan> Spans(PhaseContext context, IEnumerable<Finding> findings)
    {
        var spans = new List<TextSpan>();
        foreach (var span in findings.Select(finding => context.Text.Span(finding.First, finding.Last)).OrderBy(span => span.Start))
        {
            if (spans.Count > 0 && span.Start <= spans[^1].End)
            {
                spans[^1] = new TextSpan(spans[^1].Start, Math.Max(spans[^1].End, span.End));
            }
            else
            {
                spans.Add(span);
            }
        }

        return spans;
    }

    private string Version()
    {
        var code = typeof(MentionClassifier).Assembly.ManifestModule.ModuleVersionId;
        var content = string.Create(CultureInfo.InvariantCulture, $"{code}|{_lexicon.Fingerprint}|{string.Join(',', _phases.Select(phase => phase.Name))}|{_options.Threshold}");
        return "2026.11-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12];
    }
}
