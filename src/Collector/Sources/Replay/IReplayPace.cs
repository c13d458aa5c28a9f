namespace Vigie.Collector.Sources.Replay;

/// <summary>When the next line may be played.</summary>
internal interface IReplayPace
{
    /// <summary>A page is asked for.</summary>
    void Asked();

    /// <summary>Whether the next line may be played now; when it may, it counts as played.</summary>
    /// <param name="at">Time of the line, where it has one.</param>
    bool Allows(DateTimeOffset? at);

    /// <summary>The file begins anew.</summary>
    void Restart();
}
