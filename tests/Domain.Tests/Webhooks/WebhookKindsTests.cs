namespace Loyalty.Domain.Tests;

public sealed class WebhookKindsTests
{
    [Theory]
    [InlineData("tierUpgraded", EventStream.Ledger)]
    [InlineData("profileChanged", EventStream.Persons)]
    [InlineData("memberErased", EventStream.Persons)]
    [InlineData("lotChanged", EventStream.Rewards)]
    [InlineData("orderChanged", EventStream.Orders)]
    [InlineData("disruptionStep", EventStream.Airport)]
    [InlineData("TierUpgraded", null)]
    [InlineData("", null)]
    public void A_kind_is_of_one_stream(string kind, EventStream? stream) => Assert.Equal(stream, WebhookKinds.StreamOf(kind));

    [Fact]
    public void Without_kinds_a_subscription_has_all_of_the_ledger_and_the_end_of_persons()
    {
        var all = new WebhookFilter([], []);
        Assert.True(all.Takes(EventStream.Ledger, "spendRecorded", "member"));
        Assert.False(all.Takes(EventStream.Persons, "profileChanged", "member"));
        Assert.True(all.Takes(EventStream.Persons, "memberErased", null));
    }

    [Fact]
    public void Kinds_and_tiers_narrow_but_the_end_of_a_person_is_always_told()
    {
        var gold = new WebhookFilter(["tierUpgraded", "profileChanged"], ["gold"]);
        Assert.True(gold.Takes(EventStream.Ledger, "tierUpgraded", "gold"));
        Assert.False(gold.Takes(EventStream.Ledger, "tierUpgraded", "silver"));
        Assert.False(gold.Takes(EventStream.Ledger, "spendRecorded", "gold"));
        Assert.True(gold.Takes(EventStream.Persons, "profileChanged", "gold"));
        Assert.False(gold.Takes(EventStream.Persons, "profileChanged", null));
        Assert.True(gold.Takes(EventStream.Persons, "memberErased", null));
        Assert.True(gold.Reads(EventStream.Persons));
        Assert.False(gold.Reads(EventStream.Airport));
    }

    [Fact]
    public void An_event_has_one_id_that_sorts_as_its_sequence()
    {
        Assert.Equal("evt_l00000000000000036682", EventStreams.IdOf(EventStream.Ledger, 36682));
        Assert.Equal("evt_p00000000000000000001", EventStreams.IdOf(EventStream.Persons, 1));
        Assert.True(string.CompareOrdinal(EventStreams.Text(9), EventStreams.Text(10)) < 0);
        Assert.Equal(EventStreams.All, EventStreams.All.Select(stream => EventStreams.Find(stream.Word())!.Value));
        Assert.Null(EventStreams.Find("Ledger"));
    }
}
