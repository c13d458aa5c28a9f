using Microsoft.Playwright;

namespace Vigie.BrowserTests.Status;

public sealed class StatusPageTests
{
    private const string Text = "sentinel-text-of-a-mention";

    [Theory]
    [InlineData("fr-FR", "État de Vigie", "À reconnecter")]
    [InlineData("en-GB", "Vigie status", "Needs reconnecting")]
    public async Task Counts_move_without_a_reload_in_the_language_of_the_reader(string locale, string title, string condition)
    {
        await using var review = await RunningReview.StartAsync();
        await review.AddSourceAsync("brand");
        await review.AddFlaggedMentionAsync(Text);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Executable(), Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { Locale = locale });
        var complaints = new List<string>();
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        var loads = 0;
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);
        page.Load += (_, _) => loads++;

        await page.GotoAsync(review.Address.ToString());
        await Assertions.Expect(page).ToHaveTitleAsync(title);
        await Assertions.Expect(page.Locator("[data-count=flagged]")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator("#source-rows")).ToContainTextAsync(condition);
        await review.AddFlaggedMentionAsync(Text);
        await Assertions.Expect(page.Locator("[data-count=flagged]")).ToHaveTextAsync("2", new LocatorAssertionsToHaveTextOptions { Timeout = 20_000 });
        await Assertions.Expect(page.Locator("[data-count=collected]")).ToHaveTextAsync("2");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"status-{locale}.png"), FullPage = true });

        loads.ShouldBe(1);
        complaints.ShouldBeEmpty();
        hosts.ShouldBe([review.Address.Authority]);
        (await page.ContentAsync()).ShouldNotContain(Text);
        (await page.Context.CookiesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Works_without_scripts_and_by_the_wish_for_a_language()
    {
        await using var review = await RunningReview.StartAsync();
        await review.AddFlaggedMentionAsync(Text);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Executable(), Args = ["--no-sandbox"] });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { Locale = "fr-FR", JavaScriptEnabled = false });

        await page.GotoAsync(new Uri(review.Address, "/status?lang=en").ToString());

        await Assertions.Expect(page).ToHaveTitleAsync("Vigie status");
        await Assertions.Expect(page.Locator("[data-count=judged]")).ToHaveTextAsync("1");
    }
}
