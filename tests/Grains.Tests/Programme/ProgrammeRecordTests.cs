using Loyalty.Domain;

namespace Loyalty.Grains.Tests;

public sealed class ProgrammeRecordTests
{
    [Fact]
    public async Task A_new_ledger_takes_any_programme_and_knows_it_again()
    {
        await using var host = await SiloHost.StartAsync();
        var record = new ProgrammeRecord(host.Store.Facts, host.Journal);

        Assert.False((await record.AdoptAsync(BuiltInProgramme.Value)).Value);
        Assert.False((await record.AdoptAsync(BuiltInProgramme.Value)).Value);
    }

    [Fact]
    public async Task New_thresholds_are_noticed()
    {
        await using var host = await SiloHost.StartAsync();
        var record = new ProgrammeRecord(host.Store.Facts, host.Journal);
        await record.AdoptAsync(Like());

        Assert.True((await record.AdoptAsync(Like(silver: 1200))).Value);
        Assert.False((await record.AdoptAsync(Like(silver: 1200))).Value);
    }

    [Theory]
    [InlineData("EUR", "Silver", "Gold", "currency")]
    [InlineData("CHF", "Gold", "Silver", "tiers[2].name")]
    public async Task Another_meaning_of_what_is_written_is_refused(string currency, string first, string second, string field)
    {
        await using var host = await SiloHost.StartAsync();
        var record = new ProgrammeRecord(host.Store.Facts, host.Journal);
        await record.AdoptAsync(Like());

        Assert.Equal(field, (await record.AdoptAsync(Like(currency, first, second))).Refusal?.Field);
    }

    [Fact]
    public async Task Fewer_tiers_are_refused_and_more_on_top_are_taken()
    {
        await using var host = await SiloHost.StartAsync();
        var record = new ProgrammeRecord(host.Store.Facts, host.Journal);
        await record.AdoptAsync(Like());

        Assert.True((await record.AdoptAsync(BuiltInProgramme.Value)).Value);
        Assert.Equal("tiers", (await record.AdoptAsync(Like())).Refusal?.Field);
    }

    private static Programme Like(string currency = "CHF", string first = "Silver", string second = "Gold", decimal silver = 1000) => Programme.Create(
        "Test", currency, "Europe/Zurich", 12, 30, [new("Member", 0), new(first, silver), new(second, 2500)]).Value;
}
