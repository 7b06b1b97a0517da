using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>
/// Fills an empty ledger with a plausible airline year and keeps buying, so that every page has life. Everything goes through the
/// same actors as a customer's purchase would.
/// </summary>
internal sealed class DemoAirline(IGrainFactory grains, IRateBook rates, ProgrammeClock clock, IExpirySweep sweep, DemoGate gate, DemoPeople people, ILogger<DemoAirline> log)
{
    /// <summary>Members at the start.</summary>
    public const int Members = 3000;

    /// <summary>Months of history at the start: more than a window, so that drops and soft landings have happened.</summary>
    public const int Months = 16;

    private const int Seed = 20_260_101;

    private readonly Random _random = new(Seed);
    private readonly List<DemoTraveller> _travellers = [];
    private readonly Queue<(MemberId Member, TransactionId Id)> _refundable = new();

    /// <summary>Somebody whose card has much to tell; null until the year is posted.</summary>
    public MemberId? Frequent { get; private set; }

    /// <summary>Posts the year that was.</summary>
    public async Task FillAsync(CancellationToken cancellation)
    {
        var (from, to) = (clock.Today.AddMonths(-Months), clock.Today.AddDays(-1));
        foreach (var (date, day) in DemoRates.Between(from, to, _random))
            await rates.PutAsync(date, day);

        var purchases = 0;
        var before = await sweep.BeginImportAsync();
        // Each traveller has a chance of their own, so that the order of the work changes nothing.
        var newcomers = Enumerable.Range(0, Members).Select(i => new DemoTraveller(NextId(), new Random(Seed + i))).ToList();
        await Parallel.ForEachAsync(newcomers, cancellation, async (traveller, _) =>
        {
            var joined = from.AddDays(traveller.JoinsAfterDays);
            var rows = traveller.PurchasesBetween(joined, to).Select((purchase, i) => new ImportRow(i + 1, purchase)).ToList();
            if (rows.Count == 0)
                rows = [new ImportRow(1, traveller.Next(joined))];
            await grains.LoyaltyAccount(traveller.Member).Import(rows);
            Interlocked.Add(ref purchases, rows.Count);
            await grains.LoyaltyAccount(traveller.Member).ChangeProfile(Named(traveller.Profile()));
        });
        await people.FillAsync();
        await sweep.CompleteImportAsync(before, cancellation);
        _travellers.AddRange(newcomers);
        Frequent = newcomers.MaxBy(traveller => traveller.Weight)?.Member;
        log.LogInformation("Demo: {Members} members and {Purchases} purchases since {From:yyyy-MM-dd}.", Members, purchases, from);
    }

    /// <summary>Buys, refunds, enrols and checks in until it is cancelled, a few times a second.</summary>
    public async Task KeepBuyingAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(150, 900)), cancellation);
            switch (_random.NextDouble())
            {
                case < 0.04:
                    await EnrolAsync();
                    break;
                case < 0.08 when _refundable.Count > 20:
                    await RefundAsync();
                    break;
                case < 0.14:
                    await gate.CheckInAsync(PickByWeight().Member, _random);
                    break;
                default:
                    await BuyAsync(PickByWeight());
                    break;
            }
        }
    }

    private async Task BuyAsync(DemoTraveller traveller)
    {
        var purchase = traveller.Next(clock.Today);
        var outcome = await grains.LoyaltyAccount(traveller.Member).RecordPurchase(purchase);
        if (outcome.Value is not null)
            _refundable.Enqueue((traveller.Member, purchase.TransactionId));
        while (_refundable.Count > 200)
            _refundable.Dequeue();
    }

    private async Task RefundAsync()
    {
        var (member, id) = _refundable.Dequeue();
        await grains.LoyaltyAccount(member).ReversePurchase(new ReversalRequest(new ReversalId($"{id}-refund"), id, null, "Ticket refunded"));
    }

    private async Task EnrolAsync()
    {
        var traveller = new DemoTraveller(NextId(), new Random(_random.Next()));
        await grains.LoyaltyAccount(traveller.Member).Enrol(new EnrolMember("app", traveller.Profile(), IdempotencyKey: null));
        _travellers.Add(traveller);
        await BuyAsync(traveller);
    }

    private MemberId NextId() => MemberId.Issue(_random.NextInt64(MemberId.Payloads / 10, MemberId.Payloads));

    private DemoTraveller PickByWeight()
    {
        // Whoever flies more is seen more: the heavier of two at random.
        var (one, other) = (_travellers[_random.Next(_travellers.Count)], _travellers[_random.Next(_travellers.Count)]);
        return one.Weight > other.Weight ? one : other;
    }

    private static ProfileChange Named(Profile profile) => new(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["givenName"] = profile.GivenName,
        ["familyName"] = profile.FamilyName,
        ["email"] = profile.Email,
        ["locale"] = profile.Locale,
        ["homeAirport"] = profile.HomeAirport,
    });
}
