using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Contracts;

public abstract partial class StoreContract
{
    private static readonly FlightDay Flight = new(FlightDesignator.Of("LX14"), Samples.Day);
    private static readonly DisplayPlace Gate = new(AirportCode.Of("ZRH"), DisplayLocation.Of("A1"));

    [ContractFact]
    public async Task A_check_in_is_kept_as_it_was_given_over_a_restart()
    {
        var full = CheckIn(1) with { Greeting = new Greeting(GreetingKind.Anniversary, Samples.Day.AddDays(-2), 10) };
        var bare = CheckIn(2, seat: null);
        await using (var stores = await OpenAsync())
        {
            Assert.Equal(full, await stores.Airport.AddAsync(full));
            Assert.Equal(bare, await stores.Airport.AddAsync(bare));
        }

        await using var again = await OpenAsync();
        Assert.Equal(full, await again.Airport.FindAsync(full.CheckIn.Id));
        Assert.Equal(bare, await again.Airport.FindAsync(bare.CheckIn.Id));
        Assert.Null(await again.Airport.FindAsync(new CheckInId("other")));
    }

    [ContractFact]
    public async Task Of_two_check_ins_under_one_id_the_first_is_kept()
    {
        await using var stores = await OpenAsync();
        var first = CheckIn(1);
        await stores.Airport.AddAsync(first);
        Assert.Equal(first, await stores.Airport.AddAsync(CheckIn(1) with { Claim = "late", Tier = "Gold" }));

        var kept = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => stores.Airport.AddAsync(CheckIn(2) with { Claim = $"claim-{i}" })));
        Assert.Single(kept.Select(one => one!.Claim).Distinct());
    }

    [ContractFact]
    public async Task A_flight_has_its_own_check_ins_in_order()
    {
        await using var stores = await OpenAsync();
        foreach (var i in new[] { 3, 1, 2 })
            await stores.Airport.AddAsync(CheckIn(i));
        await stores.Airport.AddAsync(CheckIn(4) with { CheckIn = CheckIn(4).CheckIn with { Flight = Flight with { Date = Samples.Day.AddDays(1) } } });
        await stores.Airport.AddAsync(CheckIn(5) with { CheckIn = CheckIn(5).CheckIn with { Flight = Flight with { Flight = FlightDesignator.Of("LX15") } } });

        Assert.Equal(["c1", "c2", "c3"], (await stores.Airport.ReadFlightAsync(Flight, 10)).Select(one => one.CheckIn.Id.Value));
        Assert.Equal(["c1", "c2"], (await stores.Airport.ReadFlightAsync(Flight, 2)).Select(one => one.CheckIn.Id.Value));
        Assert.Equal(3, await stores.Airport.CountAsync(Flight));
    }

    [ContractFact]
    public async Task A_place_has_what_is_still_valid_the_last_ones_first_to_stay()
    {
        await using var stores = await OpenAsync();
        for (var i = 1; i <= 4; i++)
            await stores.Airport.AddAsync(CheckIn(i));
        var elsewhere = new DisplayPlace(Gate.Airport, DisplayLocation.Of("A2"));
        await stores.Airport.AddAsync(CheckIn(5) with { CheckIn = CheckIn(5).CheckIn with { Place = elsewhere } });

        var after = CheckIn(1).ExpiresAt;
        var written = Gate with { Location = DisplayLocation.Of("a1") };
        Assert.Equal(["c2", "c3", "c4"], (await stores.Airport.ReadPlaceAsync(written, after, 10)).Select(one => one.CheckIn.Id.Value));
        Assert.Equal(["c3", "c4"], (await stores.Airport.ReadPlaceAsync(Gate, after, 2)).Select(one => one.CheckIn.Id.Value));
        Assert.Empty(await stores.Airport.ReadPlaceAsync(Gate, CheckIn(4).ExpiresAt, 10));
    }

    [ContractFact]
    public async Task A_disruption_is_kept_once_with_its_order()
    {
        var disruption = new RecordedDisruption(
            new Disruption(new DisruptionId("d1"), Flight, "delay", "Später: «ünï»"),
            [new AffectedMember(Samples.Member(2), "Gold", 2, Seat.Of("1A")), new AffectedMember(Samples.Member(1), "Member", 0, null)],
            Samples.At,
            "claim");
        await using (var stores = await OpenAsync())
        {
            await stores.Airport.AddAsync(disruption);
            Assert.Equal("claim", (await stores.Airport.AddAsync(disruption with { Claim = "late", Affected = [] })).Claim);
            Assert.Null(await stores.Airport.FindAsync(new DisruptionId("other")));
        }

        await using var again = await OpenAsync();
        var kept = await again.Airport.FindAsync(disruption.Disruption.Id);
        Assert.NotNull(kept);
        Assert.Equal(disruption.Affected, kept.Affected);
        Assert.Equal(disruption, kept with { Affected = disruption.Affected });
    }

    [ContractFact]
    public async Task What_belongs_to_old_flights_is_forgotten_piece_by_piece()
    {
        await using var stores = await OpenAsync();
        var old = Flight with { Date = Samples.Day.AddDays(-1) };
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(i =>
            stores.Airport.AddAsync(CheckIn(i) with { CheckIn = CheckIn(i).CheckIn with { Flight = old } })));
        await stores.Airport.AddAsync(CheckIn(2000));
        await stores.Airport.AddAsync(new RecordedDisruption(new Disruption(new DisruptionId("d1"), old, "delay", "late"), [], Samples.At, "claim"));

        var rounds = 1;
        while (await stores.Airport.ForgetBeforeAsync(Samples.Day))
            rounds++;

        Assert.InRange(rounds, 2, 10);
        Assert.Equal(0, await stores.Airport.CountAsync(old));
        Assert.Equal(1, await stores.Airport.CountAsync(Flight));
        Assert.Null(await stores.Airport.FindAsync(new DisruptionId("d1")));
    }

    private static RecordedCheckIn CheckIn(int i, string? seat = "12A") => new(
        new CheckIn(new CheckInId($"c{i}"), Samples.Member(1), Flight, Gate, seat is null ? null : Seat.Of(seat)),
        "Silver",
        1,
        new Greeting(GreetingKind.WelcomeBack),
        Samples.At.AddSeconds(i),
        Samples.At.AddSeconds(i + 30),
        $"claim-{i}");
}
