using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Vigie.Collector.Sources.Mastodon;

/// <summary>Looks statuses up by id: in one call where the server can (Mastodon 4.3 and newer), else one by one.</summary>
internal sealed partial class StatusLookup(MastodonApi api, ILogger<StatusLookup> logger)
{
    /// <summary>Statuses in one call, and most calls of one batch when it goes one by one.</summary>
    public const int BatchSize = 20;

    private const string Scope = "read:statuses";
    private bool _oneByOne;

    /// <summary>False once the server has refused to show statuses to callers without a token: then there is no way to look.</summary>
    public bool IsPossible { get; private set; } = true;

    /// <param name="ids">At most <see cref="BatchSize"/> ids.</param>
    /// <param name="reader">Reads what comes.</param>
    /// <param name="mayCall">Whether the server allows another call.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<LookupResult> FindAsync(IReadOnlyList<string> ids, StatusReader reader, Func<bool> mayCall, CancellationToken cancellationToken)
    {
        if (!_oneByOne)
        {
            var query = string.Join('&', ids.Select(id => $"id[]={Uri.EscapeDataString(id)}"));
            var answer = await api.GetAsync($"/api/v1/statuses?{query}", cancellationToken);
            if (answer.IsGood)
                return ReadBatch(ids, answer, reader);
            if (answer.Status is not (404 or 405) && !NeedsToken(answer))
                return new LookupResult { Refusal = answer.Refused(api, Scope) };
            _oneByOne = true;
            Log.OneByOne(logger, answer.Status);
        }

        return await FindOneByOneAsync(ids, reader, mayCall, cancellationToken);
    }

    private static LookupResult ReadBatch(IReadOnlyList<string> ids, MastodonAnswer answer, StatusReader reader)
    {
        if (answer.Json.ValueKind != JsonValueKind.Array)
            return new LookupResult { Refusal = new Malformed("the answer is not a list") };
        var result = new LookupResult();
        HashSet<string> present = new(StringComparer.Ordinal);
        foreach (var item in answer.Json.EnumerateArray())
        {
            if (item.Word("id") is { } id)
                present.Add(id);
            var reading = reader.ReadStatus(item, answer.Http!.BodyHash);
            if (reading.Post is { } post)
                result.Posts[post.ExternalId] = post;
            else if (reading.IsMalformed)
                result.Malformed++;
        }

        foreach (var id in ids.Where(id => !result.Posts.ContainsKey(id)))
        {
            // An item without an id could be any of those that seem to be missing.
            if (present.Contains(id) || result.Malformed > 0)
                result.Unclear.Add(id);
            else
                result.Missing[id] = answer.Http!.BodyHash;
        }

        return result;
    }

    private async Task<LookupResult> FindOneByOneAsync(IReadOnlyList<string> ids, StatusReader reader, Func<bool> mayCall, CancellationToken cancellationToken)
    {
        var result = new LookupResult();
        foreach (var id in ids)
        {
            if (!mayCall())
                break;
            var answer = await api.GetAsync($"/api/v1/statuses/{Uri.EscapeDataString(id)}", cancellationToken);
            if (answer.IsGood)
                ReadOne(id, answer, reader, result);
            else if (answer.Status is 404 or 410)
                result.Missing[id] = answer.Http!.BodyHash;
            else if (NeedsToken(answer))
                return GiveUp(result, answer.Status);
            else if (answer.Refusal is Malformed)
                Unreadable(id, result);
            else if (answer.Refused(api, Scope) is not Transient and var refusal)
                return result.IsEmpty ? new LookupResult { Refusal = refusal } : result;
            else
            {
                // It goes to the end of the queue: one status on which the server stumbles must not keep the others from being looked at.
                result.Unclear.Add(id);
                break;
            }
        }

        return result;
    }

    private static void ReadOne(string id, MastodonAnswer answer, StatusReader reader, LookupResult result)
    {
        var reading = reader.ReadStatus(answer.Json, answer.Http!.BodyHash);
        if (reading.Post is { } post && post.ExternalId == id)
            result.Posts[id] = post;
        else if (reading.IsMalformed)
            Unreadable(id, result);
        else
            result.Unclear.Add(id);
    }

    private static void Unreadable(string id, LookupResult result)
    {
        result.Malformed++;
        result.Unclear.Add(id);
    }

    private LookupResult GiveUp(LookupResult result, int status)
    {
        IsPossible = false;
        Log.NotWithoutToken(logger, status);
        return result;
    }

    private bool NeedsToken(MastodonAnswer answer) => !api.HasToken && answer.Status is (401 or 403);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The server cannot look up several statuses in one call (HTTP {Status}); they are read one by one until the process ends")]
        public static partial void OneByOne(ILogger logger, int status);

        [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The server shows single statuses only with an access token (HTTP {Status}); edits and deletions are not looked for until the process ends")]
        public static partial void NotWithoutToken(ILogger logger, int status);
    }
}
