using Loyalty.Grains;

namespace Loyalty.Journal.Tests;

public sealed class SearchKeysTests
{
    [Theory]
    [InlineData("Müller", "muller")]
    [InlineData("  Ngô  Đình ", "ngo dinh")]
    [InlineData("O’Brien-Łukasz", "obrien lukasz")]
    [InlineData("Straße", "strasse")]
    [InlineData("E\u0301milie", "emilie")]
    [InlineData("ΆΛΦΑ Ёлка", "αλφα елка")]
    [InlineData("李 小龍", "李 小龍")]
    [InlineData("half \ud83d of a pair", "half of a pair")]
    [InlineData("’-’", null)]
    [InlineData(null, null)]
    public void A_name_loses_case_accents_and_marks(string? name, string? key) => Assert.Equal(key, SearchKeys.NameKey(name));

    [Theory]
    [InlineData("+41 (44) 123-45.67", "41441234567")]
    [InlineData("0041441234567", "41441234567")]
    [InlineData("044 123", "044123")]
    [InlineData(null, null)]
    public void A_phone_number_is_its_digits(string? phone, string? key) => Assert.Equal(key, SearchKeys.PhoneKey(phone));

    [Fact]
    public void A_key_has_an_end_and_is_text()
    {
        var profile = new Profile(new string('ﷺ', 100), string.Concat(Enumerable.Repeat("𝔸", 500)), new string('ü', 400) + "@example.org");
        var keys = SearchKeys.Of(profile);
        Assert.All([keys.GivenName!, keys.FamilyName!, keys.Email!], key =>
        {
            Assert.InRange(key.Length, 1, SearchKeys.MaxLength + 2);
            Assert.DoesNotContain('\uFFFD', key);
        });
    }
}
