using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Vigie.Fakes.Waiting;

namespace Vigie.RealTests.Bluesky;

/// <summary>A person of the network, signed in to the real server: writes, changes and deletes posts as an app does.</summary>
internal sealed class BlueskyAccount : IDisposable
{
    public const string Password = "hunter2";
    private const string Collection = "app.bsky.feed.post";

    private readonly HttpClient _http = new() { BaseAddress = RealServer.Bluesky };

    private BlueskyAccount(string handle) => Handle = handle;

    public string Handle { get; }

    public string Did { get; private set; } = string.Empty;

    public static async Task<BlueskyAccount> SignInAsync(string handle)
    {
        var account = new BlueskyAccount(handle);
        var session = await account.CallAsync("com.atproto.server.createSession", new { identifier = handle, password = Password });
        account._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("accessJwt").GetString());
        account.Did = session.GetProperty("did").GetString()!;
        return account;
    }

    /// <param name="text">The text.</param>
    /// <param name="mentions">Account that the first word names.</param>
    /// <param name="answers">Post that is answered.</param>
    public async Task<PostReference> PostAsync(string text, BlueskyAccount? mentions = null, PostReference? answers = null)
    {
        var made = await CallAsync("com.atproto.repo.createRecord", new { repo = Did, collection = Collection, record = Record(text, mentions, answers) });
        return new PostReference(made.GetProperty("uri").GetString()!, made.GetProperty("cid").GetString()!);
    }

    public Task EditAsync(PostReference post, string text, BlueskyAccount? mentions = null) => CallAsync(
        "com.atproto.repo.putRecord", new { repo = Did, collection = Collection, rkey = post.RecordKey, record = Record(text, mentions, null) });

    public Task DeleteAsync(PostReference post) =>
        CallAsync("com.atproto.repo.deleteRecord", new { repo = Did, collection = Collection, rkey = post.RecordKey });

    /// <summary>The network shows a post some time after it was written: waits until what it shows is as expected, null when it shows none.</summary>
    public static async Task ShownAsync(PostReference post, string? text)
    {
        using var http = new HttpClient { BaseAddress = RealServer.AppView };
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                var answer = await http.GetFromJsonAsync<JsonElement>($"xrpc/app.bsky.feed.getPosts?uris={Uri.EscapeDataString(post.Uri)}", TestContext.Current.CancellationToken);
                var shown = answer.GetProperty("posts").EnumerateArray().Select(view => view.GetProperty("record").GetProperty("text").GetString()).SingleOrDefault();
                return shown == text;
            },
            TimeSpan.FromSeconds(60),
            "the AppView follows the server");
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, object> Record(string text, BlueskyAccount? mentions, PostReference? answers)
    {
        var record = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["$type"] = Collection,
            ["text"] = text,
            ["createdAt"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
            ["langs"] = new[] { "en" },
        };
        if (mentions is not null)
        {
            var feature = new Dictionary<string, string>(StringComparer.Ordinal) { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = mentions.Did };
            record["facets"] = new[] { new { index = new { byteStart = 0, byteEnd = Encoding.UTF8.GetByteCount(text.Split(' ')[0]) }, features = new[] { feature } } };
        }

        if (answers is not null)
        {
            var parent = new { uri = answers.Uri, cid = answers.Cid };
            record["reply"] = new { root = parent, parent };
        }

        return record;
    }

    private async Task<JsonElement> CallAsync(string method, object body)
    {
        using var answer = await _http.PostAsJsonAsync($"xrpc/{method}", body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(text) : throw new InvalidOperationException($"{method}: {(int)answer.StatusCode} {text}");
    }
}
