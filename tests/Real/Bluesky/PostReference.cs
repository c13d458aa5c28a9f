namespace Vigie.RealTests.Bluesky;

/// <summary>Address and hash of a post.</summary>
internal sealed record PostReference(string Uri, string Cid)
{
    public string RecordKey => Uri[(Uri.LastIndexOf('/') + 1)..];
}
