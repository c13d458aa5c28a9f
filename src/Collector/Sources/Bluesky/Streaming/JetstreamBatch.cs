using System.Security.Cryptography;

namespace Vigie.Collector.Sources.Bluesky.Streaming;

/// <summary>Gathers what is ours until it is worth saving, and how far the stream has been read meanwhile.</summary>
internal sealed class JetstreamBatch(JetstreamCursor start, JetstreamFilter filter, PostReader reader)
{
    /// <summary>Events that are saved at the latest together.</summary>
    public const int Most = 100;

    // The clock of a server may be wrong, but a cursor in the future would skip all that happens until then.
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(10);

    private readonly KnownPosts _known = KnownPosts.Read(start.Known);
    private readonly List<SourceEvent> _events = [];
    private int _malformed;
    private JetstreamCursor _cursor = start;
    private bool _moved;

    public bool HasEvents => _events.Count > 0 || _malformed > 0;

    public bool IsFull => _events.Count >= Most || _malformed >= Most;

    /// <summary>Read further than the last page says.</summary>
    public bool HasMoved => _moved;

    public long? Position => _cursor.Position;

    public void AddMalformed() => _malformed++;

    public void Add(ReadOnlyMemory<byte> frame, DateTimeOffset now)
    {
        if (JetstreamEvent.Read(frame) is not { } read || read.At > now + MostAhead)
        {
            _malformed++;
            return;
        }

        var position = JetstreamPosition.Further(_cursor.Position, read.Position);
        if (position != _cursor.Position)
        {
            // What a rewind brings again is no progress: a fault behind it stays counted.
            _cursor = _cursor with { Position = position, Faults = 0 };
            _moved = true;
        }

        if (read.Uri is { } uri)
            Add(uri, read, frame);
    }

    /// <summary>The connection broke on something that cannot be received: the first time it may be the line, from the second on a step around it.</summary>
    public void AddFault()
    {
        if (_cursor.Position is not { } position)
            return;
        var faults = _cursor.Faults + 1;
        _cursor = _cursor with { Faults = faults };
        _moved = true;
        if (faults == 1)
            return;
        _malformed++;
        var behind = JetstreamPosition.Behind(position, faults - 2);
        _cursor = _cursor with { Position = behind, NotBefore = behind };
    }

    /// <summary>What was gathered, with the cursor that covers it; begins anew.</summary>
    public SourcePage Take()
    {
        _cursor = _cursor with { Known = _known.Write() };
        var page = new SourcePage([.. _events], _cursor.Write(), More: false) { MalformedItems = _malformed };
        _events.Clear();
        _malformed = 0;
        _moved = false;
        return page;
    }

    private void Add(AtUri uri, JetstreamEvent read, ReadOnlyMemory<byte> frame)
    {
        if (read.Operation == "delete")
        {
            if (_known.Contains(uri))
                _events.Add(new PostDeleted(uri.ToString(), SHA256.HashData(frame.Span)));
            return;
        }

        if (read.Operation is not ("create" or "update"))
        {
            _malformed++;
            return;
        }

        // An edited post that no longer names us is still ours.
        if (!_known.Contains(uri) && !filter.IsOurs(uri, read.Record))
            return;
        if (reader.Read(uri, read.Record, SHA256.HashData(frame.Span), read.At) is not { } post)
        {
            _malformed++;
            return;
        }

        _known.Add(uri);
        _events.Add(read.Operation == "update" ? post with { RevisedAt = read.At } : post);
    }
}
