using Loyalty.Api;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>One invented customer: how often they fly, how far, and what they buy beside it.</summary>
internal sealed class DemoTraveller
{
    private readonly Random _random;
    private readonly double _tripsAYear;
    private readonly double _fare;
    private int _bought;

    public DemoTraveller(MemberId member, Random random)
    {
        Member = member;
        _random = random;
        JoinsAfterDays = random.Next(0, 300);
        // Two in three fly for a holiday, one in four now and then on business, the rest most weeks.
        (_tripsAYear, _fare) = random.NextDouble() switch
        {
            < 0.66 => (Between(1, 4), Between(70, 260)),
            < 0.91 => (Between(5, 12), Between(110, 320)),
            _ => (Between(16, 40), Between(150, 420)),
        };
    }

    public MemberId Member { get; }

    /// <summary>Days after the demo's first on which they join.</summary>
    public int JoinsAfterDays { get; }

    /// <summary>How much more often than others this one buys.</summary>
    public double Weight => _tripsAYear;

    public Profile Profile()
    {
        var (given, family) = (Pick(DemoNames.Given), Pick(DemoNames.Family));
        return new Profile(given, family, $"member{Member}@example.com", Locale: Pick(DemoNames.Locales), HomeAirport: Pick(DemoNames.Airports));
    }

    /// <summary>All purchases of a span of days, in order of date.</summary>
    public IReadOnlyList<Purchase> PurchasesBetween(DateOnly from, DateOnly to)
    {
        var purchases = new List<Purchase>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (_random.NextDouble() < _tripsAYear / 365 * Season(day))
                purchases.AddRange(Trip(day));
            if (_random.NextDouble() < _tripsAYear / 365 * 0.35)
                purchases.Add(AtPartner(day));
        }

        return purchases;
    }

    /// <summary>Something bought now.</summary>
    public Purchase Next(DateOnly today) => _random.NextDouble() < 0.25 ? AtPartner(today) : Trip(today)[0];

    private List<Purchase> Trip(DateOnly day)
    {
        var booking = new string([.. Enumerable.Range(0, 6).Select(_ => "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"[_random.Next(32)])]);
        var longHaul = _random.NextDouble() < 0.12;
        var fare = _fare * Between(0.7, 1.6) * (longHaul ? 4 : 1);
        var currency = _random.NextDouble() switch { < 0.68 => "CHF", < 0.88 => "EUR", < 0.94 => "USD", < 0.98 => "GBP", _ => "JPY" };
        List<Purchase> trip = [Buy(PurchaseType.Flight, fare, currency, day, booking)];
        if (_random.NextDouble() < 0.45)
            trip.Add(Buy(PurchaseType.Ancillary, Between(12, longHaul ? 140 : 65), "CHF", day, booking));
        return trip;
    }

    private Purchase AtPartner(DateOnly day) => Buy(PurchaseType.Partner, Between(15, 380), "CHF", day, null, Pick(DemoNames.Partners));

    private Purchase Buy(PurchaseType type, double francs, string code, DateOnly day, string? booking, string? partner = null)
    {
        var currency = Currency.Of(code);
        var amount = (decimal)francs / DemoRates.Around[code];
        return new Purchase(
            new TransactionId($"demo-{Member}-{++_bought}"),
            type,
            Money.From(decimal.Round(amount, currency.MinorUnits), currency).Value,
            day,
            booking,
            partner);
    }

    // Summer and the year's end fly more.
    private static double Season(DateOnly day) => day.Month switch { 7 or 8 => 1.6, 12 => 1.35, 1 or 2 or 11 => 0.7, _ => 1 };

    private double Between(double low, double high) => low + (_random.NextDouble() * (high - low));

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
