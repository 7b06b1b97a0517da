using System.Text.Json;

namespace Loyalty.Domain.Tests;

public class PartnerTermsTests
{
    private static readonly PartnerFile Miles = new()
    {
        Scheme = "miles-and-more",
        Connector = "http",
        Idempotent = true,
        Price = new PartnerPriceFile(9.50m, "CHF"),
        Earn = new PartnerEarnFile(1, When("""{ "type": ["flight", "ancillary"] }"""), Until: new HoldUntilFile(["shipped"], 30)),
        Burn = new PartnerBurnFile(330, "EUR", "[0-9]{5}"),
        ExchangeIn = new PartnerExchangeFile(400, "CHF"),
    };

    public static TheoryData<string, PartnerFile> Faults => new()
    {
        { "scheme", Miles with { Scheme = "Miles" } },
        { "connector", Miles with { Connector = "ftp" } },
        { "price.currency", Miles with { Price = new PartnerPriceFile(1, "XXX") } },
        { "price.per1000", Miles with { Price = new PartnerPriceFile(-1, "CHF") } },
        { "earn.pointsPerUnit", Miles with { Earn = new PartnerEarnFile(0) } },
        { "earn.besides", Miles with { Earn = new PartnerEarnFile(1, Besides: false) } },
        { "earn.when.typ", Miles with { Earn = new PartnerEarnFile(1, When("""{ "typ": ["flight"] }""")) } },
        { "earn.when.tiers", Miles with { Earn = new PartnerEarnFile(1, When("""{ "tiers": ["iron"] }""")) } },
        { "earn.until.after", Miles with { Earn = new PartnerEarnFile(1, Until: new HoldUntilFile(["sent"], 1)) } },
        { "earn.until.days", Miles with { Earn = new PartnerEarnFile(1, Until: new HoldUntilFile(["paid"], 1001)) } },
        { "burn.currency", Miles with { Burn = new PartnerBurnFile(330, "EURO") } },
        { "burn.pin", Miles with { Burn = new PartnerBurnFile(330, "EUR", "(?=a)b") } },
        { "burn.minutes", Miles with { Burn = new PartnerBurnFile(330, "EUR", null, 0) } },
        { "exchangeIn.pointsPerUnit", Miles with { ExchangeIn = new PartnerExchangeFile(-4, "CHF") } },
        { "exchangeIn.days", Miles with { ExchangeIn = new PartnerExchangeFile(4, "CHF", 0) } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_refused_with_its_field(string field, PartnerFile file)
    {
        var refusal = Check(file).Refusal;
        Assert.Equal(("partner-not-valid", field), (refusal?.Code, refusal?.Field));
        Assert.DoesNotContain("earning.", refusal!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12345", true)]
    [InlineData("1234", false)]
    [InlineData("12345\n", false)]
    [InlineData("1234a", false)]
    [InlineData(null, false)]
    public void A_pin_is_matched_as_a_whole(string? pin, bool isTaken) => Assert.Equal(isTaken, Check(Miles).Value.Burn!.Takes(pin));

    [Fact]
    public void Where_no_pin_is_asked_for_none_is_taken()
    {
        var burn = Check(Miles with { Burn = new PartnerBurnFile(330, "EUR") }).Value.Burn!;
        Assert.True(burn.Takes(null));
        Assert.False(burn.Takes("12345"));
    }

    [Theory]
    [InlineData(209, 199)]
    [InlineData(1000, 950)]
    [InlineData(0, 0)]
    public void A_price_is_rounded_once_half_to_even(long points, long minor) => Assert.Equal(minor, Check(Miles).Value.Price!.Of(points));

    [Fact]
    public void Points_are_earned_by_what_matches_alone()
    {
        var earn = Check(Miles).Value.Earn!;
        Assert.True(earn.Matches(Posting(PurchaseType.Flight), "member", isFirst: false));
        Assert.False(earn.Matches(Posting(PurchaseType.Partner), "member", isFirst: false));
        Assert.False(earn.AsksAccount);
        var gold = Check(Miles with { Earn = new PartnerEarnFile(1, When("""{ "tiers": ["gold"] }""")) }).Value.Earn!;
        Assert.True(gold.AsksAccount);
        Assert.True(gold.Matches(Posting(PurchaseType.Flight), "gold", isFirst: false));
        Assert.False(gold.Matches(Posting(PurchaseType.Flight), "silver", isFirst: false));
        // Without a service date there is nothing to wait for.
        var flown = Check(Miles with { Earn = new PartnerEarnFile(1, Until: new HoldUntilFile(["service"], 3)) }).Value.Earn!;
        Assert.False(flown.Matches(Posting(PurchaseType.Flight), "member", isFirst: false));
    }

    internal static Checked<PartnerTerms> Check(PartnerFile file) => PartnerTerms.Check(file, Currency.Of("CHF"), ["member", "silver", "gold", "platinum"]);

    internal static PartnerFile OfMiles => Miles;

    internal static Posting Posting(PurchaseType type, decimal amount = 250) => Domain.Posting.Of(
        new Purchase(new TransactionId("t-1"), type, Money.From(amount, Currency.Of("CHF")).Value), new DateOnly(2026, 11, 21), BuiltInProgramme.Value, ExchangeRates.None, 0).Value;

    private static Dictionary<string, JsonElement> When(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
