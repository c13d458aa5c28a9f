using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Vigie.Fakes.Servers;

/// <summary>An answer of a real server, as recorded: <c>{ "request": …, "response": { "status", "headers", "body" } }</c>, or a list of them.</summary>
public sealed class Recording
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recordings");

    private readonly JsonElement _response;

    private Recording(JsonElement exchange)
    {
        _response = exchange.GetProperty("response");
        Request = exchange.GetProperty("request");
    }

    /// <summary>What was asked, as recorded.</summary>
    public JsonElement Request { get; }

    public int Status => _response.GetProperty("status").GetInt32();

    public JsonElement Body => _response.GetProperty("body");

    /// <summary>Path of a recording on disk, e.g. <c>feeds/tests</c>.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>Reads e.g. <c>bluesky/listNotifications</c>; <paramref name="index"/> chooses from a list.</summary>
    public static Recording Load(string name, int index = 0)
    {
        var root = JsonDocument.Parse(File.ReadAllBytes(PathOf(name + ".json"))).RootElement;
        return new Recording(root.ValueKind == JsonValueKind.Array ? root[index] : root);
    }

    /// <summary>Body as the server sent it.</summary>
    public string BodyText => Body.ValueKind == JsonValueKind.String ? Body.GetString()! : Body.GetRawText();

    /// <summary>Plays the recorded answer: status, headers, body.</summary>
    public async Task PlayAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        foreach (var header in _response.GetProperty("headers").EnumerateObject())
        {
            if (!IsHopByHop(header.Name))
                context.Response.Headers[header.Name] = header.Value.ToString();
        }

        await context.Response.WriteAsync(BodyText);
    }

    // The body is written anew, so its length, framing and coding are the server's own.
    private static bool IsHopByHop(string name) =>
        name.ToUpperInvariant() is "CONTENT-LENGTH" or "TRANSFER-ENCODING" or "CONTENT-ENCODING" or "CONNECTION" or "KEEP-ALIVE";
}
