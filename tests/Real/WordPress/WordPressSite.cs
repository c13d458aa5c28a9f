using System.Globalization;
using System.Xml.Linq;

namespace Vigie.RealTests.WordPress;

/// <summary>A WordPress as its people use it: the brand writes over XML-RPC, visitors comment with the form of the page.</summary>
internal sealed class WordPressSite : IDisposable
{
    private static readonly object[] Editor = [1, "admin", "hunter2"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = RealServer.WordPress };

    /// <returns>Number and address of the new post.</returns>
    public async Task<(int Number, string Link)> PublishAsync(string title, string content)
    {
        var made = await CallAsync("wp.newPost", Struct(("post_title", title), ("post_content", content), ("post_status", "publish"), ("comment_status", "open")));
        var number = int.Parse(made.Value, CultureInfo.InvariantCulture);
        var post = await CallAsync("wp.getPost", number);
        return (number, post.Descendants("member").Single(member => member.Element("name")?.Value == "link").Element("value")!.Value);
    }

    public Task EditAsync(int post, string content) => CallAsync("wp.editPost", post, Struct(("post_content", content)));

    /// <summary>A visitor's comment, which waits for approval.</summary>
    public async Task<int> CommentAsync(int post, string author, string text, int answers = 0)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["comment_post_ID"] = post.ToString(CultureInfo.InvariantCulture),
            ["comment_parent"] = answers.ToString(CultureInfo.InvariantCulture),
            ["author"] = author,
            // Whoever was approved once is approved from then on.
            ["email"] = $"{Guid.NewGuid():N}@mail.example",
            ["comment"] = text,
        });
        using var answer = await _http.PostAsync(new Uri("wp-comments-post.php", UriKind.Relative), form, TestContext.Current.CancellationToken);
        var fragment = answer.Headers.Location?.Fragment ?? throw new InvalidOperationException($"the comment was refused with {(int)answer.StatusCode}");
        return int.Parse(fragment["#comment-".Length..], CultureInfo.InvariantCulture);
    }

    public Task ApproveAsync(int comment) => CallAsync("wp.editComment", comment, Struct(("status", "approve")));

    public Task EditCommentAsync(int comment, string text) => CallAsync("wp.editComment", comment, Struct(("content", text)));

    public void Dispose() => _http.Dispose();

    private async Task<XElement> CallAsync(string method, params object[] arguments)
    {
        var call = new XElement("methodCall", new XElement("methodName", method),
            new XElement("params", Editor.Concat(arguments).Select(argument => new XElement("param", Value(argument)))));
        using var body = new StringContent(call.ToString(), System.Text.Encoding.UTF8, "text/xml");
        using var answer = await _http.PostAsync(new Uri("xmlrpc.php", UriKind.Relative), body, TestContext.Current.CancellationToken);
        var document = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.Descendants("fault").FirstOrDefault() is { } fault
            ? throw new InvalidOperationException($"{method}: {fault.Value}")
            : document.Descendants("value").First();
    }

    private static XElement Struct(params (string Name, string Value)[] members) =>
        new("struct", members.Select(member => new XElement("member", new XElement("name", member.Name), Value(member.Value))));

    private static XElement Value(object value) => new("value", value switch
    {
        XElement element => element,
        int number => new XElement("int", number),
        _ => new XElement("string", value),
    });
}
