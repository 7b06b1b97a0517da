using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Silo;

/// <summary>
/// Four people whose cards have something to tell, under numbers that stay: one who is new, one near the third tier, one about to lose it, and one
/// whose purchase will be refunded. The tour tells their story.
/// </summary>
internal sealed class DemoPeople(IGrainFactory grains, ProgrammeClock clock, Programme programme)
{
    /// <summary>Of the third tier, which the stories are about.</summary>
    private const int Level = 2;

    /// <summary>Lacks a twentieth of the third tier's threshold.</summary>
    public static readonly MemberId Near = MemberId.Of("NORA2026");

    /// <summary>Has just joined.</summary>
    public static readonly MemberId New = MemberId.Of("NICO2026");

    /// <summary>Loses half of what counts in nine days.</summary>
    public static readonly MemberId AtRisk = MemberId.Of("LUCA2026");

    /// <summary>Reached the third tier by a flight that can be taken back: <c>tour-rosa-3</c>.</summary>
    public static readonly MemberId Refunded = MemberId.Of("ROSA2026");

    /// <summary>Posts what they bought; nobody where the programme has no third tier.</summary>
    public async Task FillAsync()
    {
        await grains.LoyaltyAccount(New).Enrol(new EnrolMember("app", new Profile("Nico", "Neumann", Locale: "en-GB", HomeAirport: "ZRH"), "tour-nico"));
        if (programme.Tiers.Length <= Level)
            return;
        var today = clock.Today;
        await AddAsync(Near, "Nora", "Nakamura", (today.AddMonths(-5), 0.40m), (today.AddMonths(-3), 0.35m), (today.AddDays(-12), 0.20m));
        await AddAsync(AtRisk, "Luca", "Lombardi", (today.AddYears(-1).AddDays(9), 0.55m), (today.AddMonths(-4), 0.30m), (today.AddDays(-20), 0.22m));
        await AddAsync(Refunded, "Rosa", "Ricci", (today.AddMonths(-6), 0.45m), (today.AddMonths(-2), 0.30m), (today.AddDays(-1), 0.32m));
    }

    /// <param name="bought">Days, and parts of the third tier's threshold.</param>
    private async Task AddAsync(MemberId member, string givenName, string familyName, params (DateOnly Day, decimal Part)[] bought)
    {
        var threshold = Money.ToDecimal(programme.Tiers[Level].Threshold, programme.Currency);
        var rows = bought.Select((one, i) => new ImportRow(i + 1, new Purchase(
            new TransactionId($"tour-{givenName.ToLowerInvariant()}-{i + 1}"),
            PurchaseType.Flight,
            Money.From(decimal.Round(threshold * one.Part, programme.Currency.MinorUnits), programme.Currency).Value,
            one.Day,
            null)));
        await grains.LoyaltyAccount(member).Import([.. rows]);
        await grains.LoyaltyAccount(member).ChangeProfile(new ProfileChange(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["givenName"] = givenName, ["familyName"] = familyName, ["locale"] = "en-GB", ["homeAirport"] = "ZRH",
        }));
    }
}
