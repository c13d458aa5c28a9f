using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Vigie.Fakes.Servers;

/// <summary>
/// A Bluesky server with one account: sessions whose tokens expire when a test says so, notifications with pages, posts that can be edited and
/// deleted. Bodies have the form of the recordings.
/// </summary>
public sealed class FakeBluesky : IAsyncDisposable
{
    public const string Brand = "did:plc:t57wtkzud4ooynoktuym4lpk";
    public const string Customer = "did:plc:gnosbluas72fswpzgxopqrpa";
    public const string Password = "abcd-efgh-ijkl-mnop";

    private readonly Lock _gate = new();
    private readonly List<JsonObject> _posts = [];
    private int _tokens;
    private string _access = "none";
    private string _refresh = "none";
    private bool _isExpired;

    private FakeBluesky(FakePlatform platform)
    {
        Platform = platform;
        Jetstream = new FakeJetstream(platform);
        platform.On("POST /xrpc/com.atproto.server.createSession", CreateSessionAsync);
        platform.On("POST /xrpc/com.atproto.server.refreshSession", RefreshSessionAsync);
        platform.On("GET /xrpc/app.bsky.notification.listNotifications", context => SignedAsync(context, () => List(context, "notifications")));
        platform.On("GET /xrpc/app.bsky.feed.searchPosts", context => SignedAsync(context, () => List(context, "posts")));
        platform.On("GET /xrpc/app.bsky.feed.getPosts", context => SignedAsync(context, () => GetPosts(context)));
        platform.On("GET /xrpc/app.bsky.feed.getPostThread", ThreadAsync);
    }

    public FakePlatform Platform { get; }

    public FakeJetstream Jetstream { get; }

    /// <summary>Authorization headers of the calls, in order.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>Runs before each signed answer: a test changes the server in the middle of a pass.</summary>
    public Action<HttpContext> BeforeAnswer { get; set; } = _ => { };

    /// <summary>The refresh token is refused too, as after two months or a changed password.</summary>
    public bool RefreshIsSpent { get; set; }

    /// <summary>Addresses of authors who block us: left out of lists, <c>blockedPost</c> in threads.</summary>
    public ConcurrentDictionary<string, bool> Blocked { get; } = new();

    public static async Task<FakeBluesky> StartAsync() => new(await FakePlatform.StartAsync());

    public int CountOf(string method) => Platform.Calls.Count(call => call.Contains("/xrpc/" + method, StringComparison.Ordinal));

    /// <summary>From now on the access token is refused with 400 ExpiredToken.</summary>
    public void ExpireAccess() => _isExpired = true;

    /// <summary>A customer's post that names the brand.</summary>
    /// <returns>Its address.</returns>
    public string Post(string key, string text, DateTimeOffset at)
    {
        var uri = $"at://{Customer}/app.bsky.feed.post/{key}";
        var time = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var view = JsonNode.Parse(Recording.Load("bluesky/listNotifications").Body.GetProperty("notifications")[1].GetRawText())!.AsObject();
        view["uri"] = uri;
        view["cid"] = "bafy" + key;
        view["record"]!["text"] = text;
        view["record"]!["createdAt"] = time;
        view["indexedAt"] = time;
        lock (_gate)
        {
            _posts.Add(view);
            _posts.Sort((one, other) => string.CompareOrdinal(IndexedAt(other), IndexedAt(one)));
        }

        return uri;
    }

    /// <summary>Changes a post; its content hash follows.</summary>
    public void Edit(string uri, string text)
    {
        lock (_gate)
        {
            var post = _posts.Single(post => (string?)post["uri"] == uri);
            post["record"]!["text"] = text;
            post["cid"] = "bafyedited" + text.Length;
        }
    }

    public void Delete(string uri)
    {
        lock (_gate)
            _posts.RemoveAll(post => (string?)post["uri"] == uri);
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    private static string IndexedAt(JsonObject post) => (string)post["indexedAt"]!;

    private async Task CreateSessionAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        if ((string?)body?["password"] != Password)
        {
            await ErrorAsync(context, 401, "AuthenticationRequired", "Invalid identifier or password");
            return;
        }

        await NewTokensAsync(context);
    }

    private async Task RefreshSessionAsync(HttpContext context)
    {
        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        if (RefreshIsSpent)
            await ErrorAsync(context, 400, "ExpiredToken", "Token has been revoked");
        else if (context.Request.Headers.Authorization != "Bearer " + _refresh)
            await ErrorAsync(context, 400, "InvalidToken", "Invalid token scope");
        else
            await NewTokensAsync(context);
    }

    private Task NewTokensAsync(HttpContext context)
    {
        (_access, _refresh, _isExpired) = ($"access-{++_tokens}", $"refresh-{_tokens}", false);
        return JsonAsync(context, 200, new JsonObject { ["accessJwt"] = _access, ["refreshJwt"] = _refresh, ["handle"] = "alice.test", ["did"] = Brand, ["active"] = true });
    }

    private async Task SignedAsync(HttpContext context, Func<JsonObject> answer)
    {
        Authorizations.Enqueue(context.Request.Headers.Authorization.ToString());
        BeforeAnswer(context);
        if (context.Request.Headers.Authorization.Count == 0)
            await Recording.Load("bluesky/error_auth_missing").PlayAsync(context);
        else if (context.Request.Headers.Authorization != "Bearer " + _access)
            await Recording.Load("bluesky/error_invalid_token").PlayAsync(context);
        else if (_isExpired)
            await ErrorAsync(context, 400, "ExpiredToken", "Token has expired");
        else
            await JsonAsync(context, 200, answer());
    }

    private JsonObject List(HttpContext context, string name)
    {
        var limit = int.Parse(context.Request.Query["limit"].ToString(), CultureInfo.InvariantCulture);
        var before = context.Request.Query["cursor"].ToString();
        lock (_gate)
        {
            var rest = _posts.Where(post => !Blocked.ContainsKey((string)post["uri"]!)).Where(post => before.Length == 0 || string.CompareOrdinal(IndexedAt(post), before) < 0).ToList();
            var page = rest.Take(limit).ToList();
            var body = new JsonObject { [name] = new JsonArray([.. page.Select(post => post.DeepClone())]) };
            if (rest.Count > limit)
                body["cursor"] = IndexedAt(page[^1]);
            return body;
        }
    }

    private JsonObject GetPosts(HttpContext context)
    {
        var uris = context.Request.Query["uris"].ToHashSet(StringComparer.Ordinal);
        lock (_gate)
            return new JsonObject { ["posts"] = new JsonArray([.. _posts.Where(post => uris.Contains((string?)post["uri"]) && !Blocked.ContainsKey((string)post["uri"]!)).Select(post => post.DeepClone())]) };
    }

    private async Task ThreadAsync(HttpContext context)
    {
        var uri = context.Request.Query["uri"].ToString();
        JsonObject? post;
        lock (_gate)
            post = _posts.Find(post => (string?)post["uri"] == uri)?.DeepClone().AsObject();
        if (Blocked.ContainsKey(uri))
            await JsonAsync(context, 200, new JsonObject { ["thread"] = new JsonObject { ["$type"] = "app.bsky.feed.defs#blockedPost", ["uri"] = uri, ["blocked"] = true } });
        else if (post is null)
            await Recording.Load("bluesky/after_delete_getPostThread").PlayAsync(context);
        else
            await JsonAsync(context, 200, new JsonObject { ["thread"] = new JsonObject { ["$type"] = "app.bsky.feed.defs#threadViewPost", ["post"] = post } });
    }

    private static Task ErrorAsync(HttpContext context, int status, string error, string message) =>
        JsonAsync(context, status, new JsonObject { ["error"] = error, ["message"] = message });

    private static Task JsonAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(JsonSerializerOptions.Default));
    }
}
