namespace Vigie.Collector.Inbound;

/// <summary>Keys kept in a file, one a line.</summary>
internal static class SecretFile
{
    /// <returns>The keys, or what is wrong, without the content and without the path.</returns>
    public static (IReadOnlyList<byte[]> Keys, string? Problem) Read(string path)
    {
        try
        {
            var keys = File.ReadLines(path)
                .Where(line => !string.IsNullOrWhiteSpace(line))
                .Select(line => WebhookKey.Parse(line.Trim()))
                .ToList();
            return keys.Count == 0 || keys.Contains(null)
                ? ([], $"each line must be {WebhookKey.Expected}")
                : ([.. keys.OfType<byte[]>()], null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ([], "the file cannot be read");
        }
    }
}
