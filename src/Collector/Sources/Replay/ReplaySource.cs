using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using Vigie.Collector.Inbound;

namespace Vigie.Collector.Sources.Replay;

/// <summary>
/// Reads a page of lines from where the last page ended. A line that cannot be read is counted and passed over. A last line without its end is
/// taken when it is a whole JSON text (half an object never is), otherwise it waits for the rest. A file that is shorter than the cursor, or
/// begins with other bytes, is another file and is begun anew; intake recognises what it has seen.
/// </summary>
internal sealed partial class ReplaySource(string name, ReplayOptions options, IReplayPace pace, ILogger<ReplaySource> logger) : ISource
{
    private const int MaxPageBytes = 4 * 1024 * 1024;
    private const int MaxSkippedBytes = 64 * 1024 * 1024;
    private const int HeadBytes = 256;

    public async Task<SourceAnswer> CollectAsync(string? cursor, CancellationToken cancellationToken)
    {
        try
        {
            using var file = File.OpenHandle(options.File, share: FileShare.ReadWrite | FileShare.Delete, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
            var from = await SameFileAsync(file, ReplayCursor.Parse(cursor), cancellationToken);
            pace.Asked();
            var page = await PageAsync(file, from, cancellationToken);
            // A file at rest is asked every second and must not cost a write each time.
            return page.Cursor == cursor ? page with { Cursor = null } : page;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Transient("the file does not exist");
        }
        catch (UnauthorizedAccessException)
        {
            return new Transient("the file may not be read, or is a folder");
        }
        catch (IOException)
        {
            return new Transient("the file cannot be read");
        }
    }

    private async Task<ReplayCursor> SameFileAsync(SafeFileHandle file, ReplayCursor from, CancellationToken cancellationToken)
    {
        if (from.Offset <= RandomAccess.GetLength(file)
            && (from.Head is null || from.Head == await HeadAsync(file, from.Offset, cancellationToken)))
            return from;
        Log.BegunAnew(logger, name);
        pace.Restart();
        return ReplayCursor.Start;
    }

    private async Task<SourcePage> PageAsync(SafeFileHandle file, ReplayCursor from, CancellationToken cancellationToken)
    {
        var page = new ReplayPage(from, pace);
        using var reader = new LineReader(file, from.Offset, from.Skipping);
        var isPaced = false;
        while (page.Lines < options.PageSize && reader.Offset - from.Offset < (page.Lines == 0 ? MaxSkippedBytes : MaxPageBytes))
        {
            var kind = await reader.NextAsync(cancellationToken);
            if (kind == LineKind.End || !page.Take(kind, reader))
            {
                isPaced = true;
                break;
            }
        }

        if (page.Malformed > 0)
            Log.LeftOut(logger, name, page.Malformed, page.Cursor.Line, page.Problem);
        var head = page.Cursor.Offset == from.Offset && from.Head is not null
            ? from.Head
            : await HeadAsync(file, page.Cursor.Offset, cancellationToken);
        return new SourcePage(page.Events, (page.Cursor with { Head = head }).ToString(), More: !isPaced && page.Cursor.Offset < RandomAccess.GetLength(file))
        {
            MalformedItems = page.Malformed,
        };
    }

    private static async Task<string> HeadAsync(SafeFileHandle file, long upTo, CancellationToken cancellationToken)
    {
        var head = new byte[Math.Min(HeadBytes, upTo)];
        var read = await RandomAccess.ReadAsync(file, head, 0, cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(head.AsSpan(0, read)).AsSpan(0, 8));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1411, Level = LogLevel.Information, Message = "Source {Source}: the file is another one than before and is read from its beginning")]
        public static partial void BegunAnew(ILogger logger, string source);

        [LoggerMessage(EventId = 1412, Level = LogLevel.Debug, Message = "Source {Source}: {Count} lines up to line {Line} were left out, the last because: {Problem}")]
        public static partial void LeftOut(ILogger logger, string source, int count, long line, string? problem);
    }
}
