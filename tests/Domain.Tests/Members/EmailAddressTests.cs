namespace Loyalty.Domain.Tests;

public class EmailAddressTests
{
    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("Ada.Lovelace+miles@mail.example.co.uk")]
    [InlineData("o'brien@example.org")]
    [InlineData("ä+b@xn--bcher-kva.example")]
    [InlineData("用户@例子.广告")]
    [InlineData("दादा@उदाहरण.भारत")]
    [InlineData("\"ada lovelace\"@example.org")]
    [InlineData("\"a@b\"@example.org")]
    [InlineData("ada@[192.0.2.1]")]
    [InlineData("ada@[IPv6:2001:db8::1]")]
    [InlineData("1@2.de")]
    [InlineData("_@x-y.example")]
    public void Can_be(string address) => Assert.True(EmailAddress.CanBe(address));

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("a@b@c")]
    [InlineData("ada@@example.org")]
    [InlineData("a da@example.org")]
    [InlineData("ada@exam ple.org")]
    [InlineData(".ada@example.org")]
    [InlineData("ada.@example.org")]
    [InlineData("a..da@example.org")]
    [InlineData("ada@.example.org")]
    [InlineData("ada@example..org")]
    [InlineData("ada@example.org.")]
    [InlineData("ada@-example.org")]
    [InlineData("ada@example-.org")]
    [InlineData("ada@exam_ple.org")]
    [InlineData("ada@example")]
    [InlineData("ada@example.123")]
    [InlineData("ada@192.0.2.1")]
    [InlineData("ada@[192.0.2.300]")]
    [InlineData("ada@[2001:db8::1]")]
    [InlineData("ada@example,org")]
    [InlineData("ada,eve@example.org")]
    [InlineData("ada;eve@example.org")]
    [InlineData("<ada@example.org>")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("mailto:ada@example.org")]
    [InlineData("ada(home)@example.org")]
    [InlineData("ada\\@example.org")]
    [InlineData("\"ada@example.org")]
    [InlineData("\"a\"da\"@example.org")]
    [InlineData("ada\u200b@example.org")]
    [InlineData("ada@example\u202e.org")]
    [InlineData("ada@example.org\u00ad")]
    [InlineData("ada\u00a0@example.org")]
    [InlineData("ada\ud83d@example.org")]
    public void Cannot_be(string address) => Assert.False(EmailAddress.CanBe(address));

    [Fact]
    public void Parts_have_bounds()
    {
        Assert.True(EmailAddress.CanBe(new string('a', 64) + "@" + new string('b', 63) + ".ch"));
        Assert.False(EmailAddress.CanBe(new string('a', 65) + "@example.org"));
        Assert.False(EmailAddress.CanBe(new string('ä', 33) + "@example.org"));
        Assert.False(EmailAddress.CanBe("a@" + new string('b', 64) + ".ch"));
        Assert.False(EmailAddress.CanBe("a@" + string.Concat(Enumerable.Repeat(new string('b', 60) + ".", 5)) + "ch"));
    }
}
