using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vigie.Collector.Intake;

namespace Vigie.UnitTests.Collector.Intake;

public sealed class CleanTextTests
{
    // Any UTF-16 at all, with what makes trouble more often than chance would.
    private static readonly Arbitrary<string> AnyText = Gen.OneOf(
            Gen.Choose(0, 0xFFFF), Gen.Choose(0xD800, 0xDFFF), Gen.Choose(0, 0x9F), Gen.Choose(0x300, 0x36F), Gen.Choose(0xAC00, 0xD7A3), Gen.Choose(0xFDD0, 0xFFFF), Gen.Elements<int>('e', 'E', '\r', '\n', ' '))
        .Select(code => (char)code)
        .ArrayOf()
        .Select(characters => new string(characters))
        .ToArbitrary();

    private static readonly Arbitrary<int> AnyLimit = Gen.Choose(1, 64).ToArbitrary();

    [Fact]
    public void Whatever_comes_in_fits_the_database_and_is_the_same_when_cleaned_again() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(AnyText, AnyLimit, (text, limit) =>
            {
                var clean = CleanText.Of(text, limit).Value;
                return Encoding.UTF8.GetByteCount(clean) <= limit
                    && !clean.Contains('\0', StringComparison.Ordinal)
                    && !clean.Any(character => char.IsControl(character) && character is not '\t' and not '\n')
                    && new UTF8Encoding(false, true).GetByteCount(clean) >= 0
                    && clean.IsNormalized(NormalizationForm.FormC)
                    && CleanText.Of(clean, limit) == new CleanText(clean, false);
            }));

    [Fact]
    public void A_text_that_fits_is_not_called_truncated() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll(AnyText, text => !CleanText.Of(text, 1_000_000).Truncated));

    [Theory]
    [InlineData("", "")]
    [InlineData("😀", "😀")]
    [InlineData("a\r\nb\rc\n", "a\nb\nc\n")]
    [InlineData("a\0b\u0008c\td", "abc\td")]
    [InlineData("e\u0301", "é")]
    [InlineData("\uFFFF", "\uFFFD")]
    public void A_text_is_made_fit(string text, string expected) => CleanText.Of(text, 1_024).ShouldBe(new CleanText(expected, false));

    // No attribute can carry half a character.
    [Fact]
    public void Half_a_character_is_replaced()
    {
        CleanText.Of("\uD83D", 1_024).Value.ShouldBe("\uFFFD");
        CleanText.Of("a\uDE00\uD83Db", 1_024).Value.ShouldBe("a\uFFFD\uFFFDb");
    }

    [Theory]
    [InlineData("ééé", 4, "éé")]
    [InlineData("ééé", 5, "éé")]
    [InlineData("a😀", 4, "a")]
    [InlineData("a😀", 5, "a😀")]
    [InlineData("😀", 3, "")]
    public void The_cut_is_at_a_character(string text, int limit, string expected)
    {
        var clean = CleanText.Of(text, limit);

        clean.Value.ShouldBe(expected);
        clean.Truncated.ShouldBe(expected != text);
    }

    [Fact]
    public void A_huge_text_is_not_cut_between_the_halves_of_a_character()
    {
        var text = new string('\0', 7) + string.Concat(Enumerable.Repeat("😀", 100));

        CleanText.Of(text, 20).Value.ShouldBe("😀😀😀😀😀");
        CleanText.Of(new string('\0', 39) + "😀", 20).Value.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \0 ", null)]
    [InlineData(" a ", "a")]
    public void A_field_without_content_is_none(string? field, string? expected) => CleanText.OfField(field).ShouldBe(expected);
}
