using Microsoft.Extensions.Logging;

namespace Vigie.Collector.Sources.Replay;

/// <summary>A file played in: demonstrations, load, trials with a customer's own archive.</summary>
internal sealed class ReplayPlatform() : SourcePlatform<ReplayOptions>("replay")
{
    protected override ISource CreateSource(SourceSetup setup, ReplayOptions options) =>
        new ReplaySource(setup.Name, options, Pace(options, setup.Time), setup.Loggers.CreateLogger<ReplaySource>());

    private static IReplayPace Pace(ReplayOptions options, TimeProvider time) => options switch
    {
        { Rate: { } rate } => new SteadyPace(rate, options.Every, time),
        { FollowTimes: true } => new RecordedPace(options.Speed, time),
        _ => new FullPace(),
    };
}
