using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public class GreetingWordsTests
{
    [Theory]
    [InlineData("de-CH", "de")]
    [InlineData("FR", "fr")]
    [InlineData("it-IT", "it")]
    [InlineData("en-GB", "en")]
    [InlineData("rm-CH", "en")]
    [InlineData("den", "en")]
    [InlineData(null, "en")]
    public void The_language_is_the_member_s_where_it_is_ours(string? locale, string language) =>
        Assert.Equal(language, GreetingWords.LanguageOf(locale));

    [Fact]
    public void Every_greeting_has_words_of_its_own_in_every_language()
    {
        foreach (var language in new[] { "de", "fr", "it", "en" })
        {
            var words = Enum.GetValues<GreetingKind>().Select(kind => GreetingWords.Of(new Greeting(kind, Years: 3), "Gold", language)).ToList();
            Assert.Equal(words.Count, words.Distinct().Count());
            Assert.All(words, said => Assert.DoesNotContain("{", said));
        }

        Assert.Equal("Glückwunsch zu Gold", GreetingWords.Of(new Greeting(GreetingKind.NewTier), "Gold", "de"));
        Assert.Equal("Seit einem Jahr Mitglied: danke", GreetingWords.Of(new Greeting(GreetingKind.Anniversary, Years: 1), "Gold", "de"));
    }
}
