using Loyalty.Domain;

namespace Loyalty.Grains;

public sealed partial class LoyaltyAccountGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<TravellerView>> GetTraveller()
    {
        var account = await CurrentAsync();
        if (!account.IsEnrolled)
            return Refusals.UnknownMember(member);
        var status = AccountStatus.Of(account, Today, Programme);
        var standing = status.Standing;
        return new TravellerView(
            member.Value,
            _name,
            (await context.Persons.FindAsync(member))?.Profile.Locale,
            Programme.Tiers[standing.Level].Name,
            standing.Level,
            standing.Since,
            // After a drop the level has been held for longer than the tier.
            UpgradedOn: standing.Level > 0 && standing.Since == standing.HeldSince[standing.Level] ? standing.Since : null,
            account.EnrolledOn,
            Money.ToDecimal(status.Spend, Programme.Currency));
    }
}
