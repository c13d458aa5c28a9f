using Vigie.Collector.Sources;
using Vigie.Collector.Sources.Feeds;
using Vigie.Collector.Sources.Feeds.Reading;
using Vigie.Core.Mentions;
using Vigie.Fakes.Servers;

namespace Vigie.UnitTests.Collector.Feeds;

/// <summary>Answers of a real WordPress 6.1.</summary>
public sealed class WordPressFeedTests
{
    [Theory]
    [InlineData("comments-rss2", "application/rss+xml; charset=UTF-8")]
    [InlineData("comments-atom", "application/atom+xml; charset=UTF-8")]
    public void A_comment_is_the_words_of_its_author_with_a_link_to_it(string name, string contentType)
    {
        var posts = Posts(name, contentType);

        posts.Select(post => post.ExternalId).ShouldBe(["http://127.0.0.1:18090/?p=1#comment-1", "http://127.0.0.1:18090/?p=1#comment-2"]);
        var post = posts[1];
        post.Text.ShouldBe("Worst courier ever");
        post.Author!.Name.ShouldBe("Nora");
        post.Permalink.ShouldBe("http://127.0.0.1:18090/?p=1#comment-2");
        post.ConversationId.ShouldBe("http://127.0.0.1:18090/?p=1");
        post.CreatedAt.ShouldBe(new DateTimeOffset(2026, 11, 22, 1, 40, 12, TimeSpan.Zero));
        post.RevisedAt.ShouldBeNull();
        post.Direction.ShouldBe(Direction.Inbound);
    }

    [Fact]
    public void An_Atom_comment_says_what_it_answers_and_in_which_language()
    {
        var post = Posts("comments-atom", "application/atom+xml; charset=UTF-8")[1];

        post.InReplyTo.ShouldBe("http://127.0.0.1:18090/?p=1");
        post.Language.ShouldBe("en-US");
    }

    [Theory]
    [InlineData("rss2", "application/rss+xml; charset=UTF-8")]
    [InlineData("atom", "application/atom+xml; charset=UTF-8")]
    [InlineData("rdf", "application/rdf+xml; charset=UTF-8")]
    public void A_post_is_its_title_and_its_text(string name, string contentType)
    {
        var post = Posts(name, contentType).ShouldHaveSingleItem();

        post.Text.ShouldBe("Hello world!\nWelcome to WordPress. This is your first post. Edit or delete it, then start writing!");
        post.ExternalId.ShouldBe("http://127.0.0.1:18090/?p=1");
        post.Permalink.ShouldBe("http://127.0.0.1:18090/?p=1");
        post.Author!.Name.ShouldBe("admin");
        post.CreatedAt.ShouldBe(new DateTimeOffset(2026, 11, 22, 1, 39, 22, TimeSpan.Zero));
    }

    [Fact]
    public void Line_breaks_of_a_comment_stay_and_its_markup_goes()
    {
        var post = Posts("comments-rss2", "application/rss+xml; charset=UTF-8")[0];

        post.Text.ShouldStartWith("Hi, this is a comment.\nTo get started");
        post.Text.ShouldEndWith("Gravatar.");
    }

    [Fact]
    public void An_author_of_the_brand_answers_and_is_not_judged()
    {
        var document = Read("comments-rss2", "application/rss+xml; charset=UTF-8");

        new FeedPosts(["nora "]).Of(document, default).Posts.Single(post => post.Author!.Name == "Nora").Direction.ShouldBe(Direction.Outbound);
    }

    [Fact]
    public void Says_hourly_and_is_asked_hourly() =>
        FeedPace.Of(Read("rss2", "application/rss+xml").Feed).ShouldBe(TimeSpan.FromHours(1));

    private static IReadOnlyList<PostSeen> Posts(string name, string contentType) => new FeedPosts([]).Of(Read(name, contentType), default).Posts;

    private static FeedDocument Read(string name, string contentType)
    {
        var document = FeedReader.Read(File.ReadAllBytes(Recording.PathOf($"wordpress/{name}.xml")), new FeedOrigin(contentType, new Uri("http://127.0.0.1:18090/")));
        document.Flaw.ShouldBeNull();
        return document;
    }
}
