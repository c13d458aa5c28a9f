namespace Vigie.Collector.Sources.Replay;

/// <summary>As fast as the pages are asked for.</summary>
internal sealed class FullPace : IReplayPace
{
    public void Asked()
    {
    }

    public bool Allows(DateTimeOffset? at) => true;

    public void Restart()
    {
    }
}
