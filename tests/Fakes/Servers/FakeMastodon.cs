using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Vigie.Fakes.Servers;

/// <summary>
/// A server with Mastodon's timelines: newest first, <c>min_id</c> gives the page that follows an id, <c>since_id</c> the newest page after it, <c>max_id</c>
/// goes back. Ids are ULIDs as those of GoToSocial: whoever takes them for numbers fails here.
/// </summary>
public sealed class FakeMastodon : IAsyncDisposable
{
    public const string Mentions = "/api/v1/notifications";
    public const string Public = "/api/v1/timelines/public";
    public const string BrandId = "01MKPF5REW2SX3TP1KMF39HK3E";
    private const string NotFound = """{"error":"Record not found"}""";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<JsonObject>> _timelines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> _statuses = new(StringComparer.Ordinal);
    private int _lastId;

    private FakeMastodon(FakePlatform platform)
    {
        Platform = platform;
        Streams = new FakeMastodonStreams(platform);
    }

    /// <summary>The server below: its calls, and routes that a test replaces.</summary>
    public FakePlatform Platform { get; }

    /// <summary>Its streaming side.</summary>
    public FakeMastodonStreams Streams { get; }

    /// <summary>Most items of a page, whatever is asked for.</summary>
    public int MostItems { get; set; } = 80;

    /// <summary>Timelines that know no <c>min_id</c> and whose <c>prev</c> link says <c>since_id</c>: GoToSocial's notifications before 0.9.</summary>
    public ConcurrentDictionary<string, bool> SinceOnly { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before each page is put together, with the number of pages given so far: a timeline that grows while it is read.</summary>
    public Action<int> BeforePage { get; set; } = _ => { };

    /// <summary>Headers of every answer, e.g. those of a limit.</summary>
    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>Pages of timelines given so far.</summary>
    public int Pages { get; private set; }

    public static string Tag(string name) => $"/api/v1/timelines/tag/{name}";

    public static async Task<FakeMastodon> StartAsync(bool lookUpSeveral = true)
    {
        var fake = new FakeMastodon(await FakePlatform.StartAsync());
        fake.Platform.On("GET /api/v1/accounts/verify_credentials", 200, $$"""{"id":"{{BrandId}}","acct":"brand"}""");
        if (lookUpSeveral)
            fake.Platform.On("GET /api/v1/statuses", fake.AnswerSeveralAsync);
        else
            fake.Platform.On("GET /api/v1/statuses", 404, NotFound);
        return fake;
    }

    /// <summary>Opens a timeline, also one that stays empty.</summary>
    public FakeMastodon Open(string timeline)
    {
        lock (_gate)
            _timelines.TryAdd(timeline, []);
        Platform.On("GET " + timeline, context => AnswerTimelineAsync(context, timeline));
        return this;
    }

    /// <summary>Somebody posts; the id of the status comes back.</summary>
    public string Post(string timeline, string content, Action<JsonObject>? change = null)
    {
        Open(timeline);
        lock (_gate)
        {
            var id = NextId();
            var status = Status(id, content);
            change?.Invoke(status);
            _statuses[id] = status;
            _timelines[timeline].Add(timeline == Mentions ? Notification(NextId(), status) : status);
            Platform.On($"GET /api/v1/statuses/{id}", context => AnswerOneAsync(context, id));
            return id;
        }
    }

    public void Edit(string id, string content, DateTimeOffset at)
    {
        lock (_gate)
        {
            _statuses[id]["content"] = content;
            _statuses[id]["edited_at"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }
    }

    public void Delete(string id)
    {
        lock (_gate)
        {
            _statuses.Remove(id);
            foreach (var timeline in _timelines.Values)
                timeline.RemoveAll(item => (string?)(item["status"] ?? item)["id"] == id);
        }
    }

    public string Json(string id)
    {
        lock (_gate)
            return _statuses[id].ToJsonString();
    }

    public static JsonObject Status(string id, string content) => new()
    {
        ["id"] = id,
        ["created_at"] = "2026-11-22T06:00:00.000Z",
        ["edited_at"] = null,
        ["in_reply_to_id"] = null,
        ["visibility"] = "public",
        ["language"] = "en",
        ["spoiler_text"] = "",
        ["uri"] = $"https://other.example/users/nora/statuses/{id}",
        ["url"] = $"https://other.example/@nora/{id}",
        ["content"] = content,
        ["reblog"] = null,
        ["account"] = new JsonObject { ["id"] = "971", ["acct"] = "nora@other.example", ["display_name"] = "Nora" },
        ["media_attachments"] = new JsonArray(),
    };

    public static JsonObject Notification(string id, JsonObject status, string type = "mention") =>
        new() { ["id"] = id, ["type"] = type, ["created_at"] = "2026-11-22T06:00:00.000Z", ["status"] = status.DeepClone() };

    public async ValueTask DisposeAsync()
    {
        Streams.Dispose();
        await Platform.DisposeAsync();
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"01M80F7ZZZ{++_lastId:D16}");

    private async Task AnswerTimelineAsync(HttpContext context, string timeline)
    {
        BeforePage(Pages);
        List<JsonObject> page;
        lock (_gate)
        {
            Pages++;
            page = Select(_timelines[timeline], context.Request.Query, SinceOnly.ContainsKey(timeline));
        }

        if (page.Count > 0)
        {
            var here = $"{Platform.Address}{timeline[1..]}?limit=40";
            var newer = SinceOnly.ContainsKey(timeline) ? "since_id" : "min_id";
            context.Response.Headers.Link = $"<{here}&max_id={page[^1]["id"]}>; rel=\"next\", <{here}&{newer}={page[0]["id"]}>; rel=\"prev\"";
        }

        await WriteAsync(context, 200, new JsonArray([.. page.Select(item => item.DeepClone())]).ToJsonString());
    }

    // Newest first in any case.
    private List<JsonObject> Select(List<JsonObject> items, IQueryCollection query, bool sinceOnly)
    {
        int IndexOf(string name) => query[name].FirstOrDefault() is { } id ? items.FindLastIndex(item => string.CompareOrdinal((string?)item["id"], id) <= 0) : -1;
        var limit = Math.Min(MostItems, int.Parse(query["limit"].FirstOrDefault() ?? "20", CultureInfo.InvariantCulture));
        var before = query["max_id"].FirstOrDefault() is { } max ? items.FindIndex(item => (string?)item["id"] == max) : items.Count;
        if (query.ContainsKey("min_id") && !sinceOnly)
            return [.. items.Skip(IndexOf("min_id") + 1).Take(limit).Reverse()];
        return [.. items.Take(before).Skip(IndexOf("since_id") + 1).Reverse().Take(limit)];
    }

    private async Task AnswerOneAsync(HttpContext context, string id)
    {
        string? body;
        lock (_gate)
            body = _statuses.GetValueOrDefault(id)?.ToJsonString();
        await WriteAsync(context, body is null ? 404 : 200, body ?? NotFound);
    }

    private async Task AnswerSeveralAsync(HttpContext context)
    {
        JsonArray found;
        lock (_gate)
            found = new JsonArray([.. context.Request.Query["id[]"].Where(id => _statuses.ContainsKey(id!)).Select(id => _statuses[id!].DeepClone())]);
        await WriteAsync(context, 200, found.ToJsonString());
    }

    private async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        foreach (var (name, value) in Headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body);
    }
}
