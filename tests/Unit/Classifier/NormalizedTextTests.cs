using FsCheck;
using FsCheck.Fluent;
using Vigie.Classifier;
using Vigie.Classifier.Lexicons;
using Vigie.Classifier.Text;

namespace Vigie.UnitTests.Classifier;

public sealed class NormalizedTextTests
{
    [Theory]
    [InlineData("ÉCOLE", "ecole")]
    [InlineData("сonnаrd", "connard")]
    [InlineData("ｃｏｎ", "con")]
    [InlineData("𝓬𝓸𝓷", "con")]
    [InlineData("c\u200Bo\u200Dn", "con")]
    [InlineData("cœur", "coeur")]
    public void Folds_case_accents_look_alikes_and_invisible_characters(string text, string folded) => NormalizedText.Of(text).Folded.ToString().ShouldBe(folded);

    [Fact]
    public void The_map_is_monotone_and_inside_the_text_whatever_the_string() =>
        Prop.ForAll(ArbMap.Default.ArbFor<char[]>(), Holds).QuickCheckThrowOnFailure();

    [Fact]
    public void Lone_surrogates_and_emoji_never_split() => Holds([.. "a\uD83D b\uDE00 😀 \uD800"]).ShouldBeTrue();

    private static bool Holds(char[] characters)
    {
        var text = new string(characters);
        var normalized = NormalizedText.Of(text);
        var before = 0;
        for (var index = 0; index < normalized.Length; index++)
        {
            var start = normalized.OriginalStart(index);
            var end = normalized.OriginalEnd(index);
            if (start < before || end <= start || end > text.Length)
            {
                return false;
            }

            before = start;
        }

        var tokens = Lexicon.Default.Tokenize(text);
        _ = Lexicon.Default.Find(tokens, WorkBudget.Endless);
        for (var index = 0; index < tokens.Count; index++)
        {
            var span = tokens.Span(index, index);
            if (span.Start < 0 || span.End > text.Length || (span.End < text.Length && span.End > 0 && char.IsHighSurrogate(text[span.End - 1]) && char.IsLowSurrogate(text[span.End])))
            {
                return false;
            }
        }

        return true;
    }
}
