using Loyalty.Domain;

namespace Loyalty.Grains;

public sealed partial class LoyaltyAccountGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<TravellerView>> GetTraveller()
    {
        var account = await CurrentAsync();
        if (Absent(account) is { } absent)
            return absent;
        var status = AccountStatus.Of(account, Today, Versions);
        var standing = status.Standing;
        var person = await _context.Persons.FindAsync(_member);
        return new TravellerView(
            _member.Value,
            _name,
            person?.Profile.Locale,
            Versions.On(status.Day).Programme.Tiers[standing.Level].Name,
            standing.Level,
            standing.Since,
            // After a drop the level has been held for longer than the tier.
            UpgradedOn: standing.Level > 0 && standing.Since == standing.HeldSince[standing.Level] ? standing.Since : null,
            account.EnrolledOn,
            Money.ToDecimal(status.Spend, Versions.Currency),
            ShownOnDisplays: person?.Consent?.DisplayRecognition ?? true,
            TierCode(account));
    }
}
