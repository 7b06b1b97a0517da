namespace Loyalty.Api.Tests;

public class ProfileRulesTests
{
    [Theory]
    [InlineData("givenName", "Ada")]
    [InlineData("familyName", "O'Brien-Łukasz 李")]
    [InlineData("email", "ada@example.org")]
    [InlineData("email", "ä+b@xn--bcher-kva.example")]
    [InlineData("phone", "+41 44 123 45 67")]
    [InlineData("phone", "(044) 123-45/67")]
    [InlineData("birthDate", "1900-01-01")]
    [InlineData("locale", "de-CH")]
    [InlineData("locale", "zh-Hant-TW")]
    [InlineData("homeAirport", "ZRH")]
    public void Taken(string field, string value) => Assert.Null(ProfileRules.Fault(field, value));

    [Theory]
    [InlineData("givenName", "")]
    [InlineData("givenName", "   ")]
    [InlineData("givenName", "a\u0007")]
    [InlineData("familyName", "a\uFFFD")]
    [InlineData("familyName", "\uDC00")]
    [InlineData("email", "ada")]
    [InlineData("email", "@example.org")]
    [InlineData("email", "ada@")]
    [InlineData("email", "a@b@c")]
    [InlineData("email", "a da@example.org")]
    [InlineData("email", "a..b@example.org")]
    [InlineData("email", "ada@example")]
    [InlineData("email", "ada\u200b@example.org")]
    [InlineData("givenName", "\u200b")]
    [InlineData("familyName", " \u202e\u2066 ")]
    [InlineData("phone", "call me")]
    [InlineData("phone", "1234")]
    [InlineData("phone", "+1234567890123456")]
    [InlineData("birthDate", "1899-12-31")]
    [InlineData("birthDate", "2001-02-29")]
    [InlineData("locale", "d")]
    [InlineData("locale", "de_CH")]
    [InlineData("homeAirport", "zrh")]
    [InlineData("homeAirport", "ZRHX")]
    public void Refused(string field, string value) => Assert.NotNull(ProfileRules.Fault(field, value));

    [Fact]
    public void Names_and_addresses_have_bounds()
    {
        Assert.Null(ProfileRules.Fault("givenName", new string('x', ProfileRules.MaxNameLength)));
        Assert.NotNull(ProfileRules.Fault("givenName", new string('x', ProfileRules.MaxNameLength + 1)));
        Assert.NotNull(ProfileRules.Fault("email", new string('x', 250) + "@b.ch"));
    }
}
