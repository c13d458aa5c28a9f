namespace Vigie.Host.Configuration;

/// <summary>Finds the known key that somebody meant.</summary>
internal static class NearestKey
{
    /// <summary>The nearest known key, or null when nothing is near.</summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        var near = known.Select(candidate => (Key: candidate, Distance: Distance(written.ToUpperInvariant(), candidate.ToUpperInvariant()))).ToList();
        if (near.Count == 0)
            return null;

        var (key, distance) = near.MinBy(pair => pair.Distance);
        return distance <= Math.Max(2, key.Length / 3) ? key : null;
    }

    // Letters to insert, delete or replace.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
