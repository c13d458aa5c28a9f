using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vigie.Fakes.Databases;
using Vigie.Fakes.Processes;
using Vigie.Fakes.Waiting;
using Vigie.Storage;
using Vigie.Storage.Entities;

namespace Vigie.RealTests.Bluesky;

/// <summary>The built program as a process of its own, at a stream of real events.</summary>
public sealed class JetstreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Nothing_is_lost_over_a_cut_line_and_a_killed_process()
    {
        using var brand = await BlueskyAccount.SignInAsync("alice.test");
        using var customer = await BlueskyAccount.SignInAsync("carla.test");
        await using var database = await TestDatabase.CreateAsync(StorageProvider.Sqlite);
        await using var services = database.Services();
        var settings = Settings(database, brand.Did);
        var expected = new List<string>();

        PostReference edited;
        await using (var first = VigieProcess.Start(["run"], settings))
        {
            await ConnectedAsync(1, first);
            edited = await WriteAsync("before the cut");
            await SavedAsync(first);

            await CallAsync(HttpMethod.Post, "/cut");
            await WriteAsync("while the line is cut");
            await SavedAsync(first);
            await first.KillAsync();
        }

        var gone = await WriteAsync("while nobody listens");
        await customer.EditAsync(edited, "changed meanwhile");
        await customer.DeleteAsync(gone);
        await using var second = VigieProcess.Start(["run"], settings);
        await WriteAsync("after the restart");
        await SavedAsync(second);

        await Eventually.BecomesTrueAsync(async () => await CountDeletionsAsync(gone.Uri) == 1, Patience, "the deletion is saved");
        var versions = (await MentionsAsync()).Where(mention => mention.ExternalId == edited.Uri).OrderBy(mention => mention.Version).ToList();
        versions.Select(mention => mention.Text).ShouldBe([expected[0], "changed meanwhile"]);
        (await MentionsAsync()).Select(mention => mention.Text!).ShouldBe([.. expected, "changed meanwhile"], ignoreOrder: true);

        async Task<PostReference> WriteAsync(string when)
        {
            PostReference? last = null;
            for (var number = 1; number <= 3; number++)
            {
                var text = $"@alice.test {when} {number} {Guid.NewGuid():N}";
                var post = await customer.PostAsync(text, mentions: brand);
                last ??= post;
                expected.Add(text);
            }

            return last!;
        }

        Task SavedAsync(VigieProcess process) => WaitAsync(
            async () =>
            {
                var texts = (await MentionsAsync()).Select(mention => mention.Text).ToHashSet();
                return expected.TrueForAll(texts.Contains);
            },
            process,
            $"{expected.Count} posts are saved");

        async Task<IReadOnlyList<Mention>> MentionsAsync()
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
            return await db.Mentions.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        }

        async Task<int> CountDeletionsAsync(string uri)
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<MonitorDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
            return await db.SourceDeletions.CountAsync(deletion => deletion.ExternalId == uri, TestContext.Current.CancellationToken);
        }
    }

    private static Task ConnectedAsync(int connections, VigieProcess process) => WaitAsync(
        async () => (await CallAsync(HttpMethod.Get, "/")).Contains($"\"connections\":{connections}", StringComparison.Ordinal), process, "the process listens");

    private static async Task WaitAsync(Func<Task<bool>> question, VigieProcess process, string what)
    {
        try
        {
            await Eventually.BecomesTrueAsync(async () => process.HasExited ? throw new TimeoutException("the process has ended") : await question(), Patience, what);
        }
        catch (TimeoutException exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n{process.Output}", exception);
        }
    }

    private static async Task<string> CallAsync(HttpMethod method, string path)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new UriBuilder(RealServer.Jetstream) { Scheme = Uri.UriSchemeHttp, Path = path }.Uri);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static Dictionary<string, string?> Settings(TestDatabase database, string did)
    {
        var settings = database.Settings.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        settings["Urls"] = "http://127.0.0.1:0";
        settings["Collector:Streams:Lease"] = "00:00:02";
        settings["Collector:Streams:RenewEvery"] = "00:00:00.500";
        settings["Collector:Sources:stream:Platform"] = "bluesky";
        settings["Collector:Sources:stream:Jetstream"] = RealServer.Jetstream.AbsoluteUri;
        settings["Collector:Sources:stream:JetstreamMatch:Dids:0"] = did;
        return settings.ToDictionary(pair => "VIGIE_" + pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value, StringComparer.Ordinal);
    }
}
