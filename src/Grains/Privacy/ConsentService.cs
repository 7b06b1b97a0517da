using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>What members agree to: told, and changed.</summary>
public sealed class ConsentService(IGrainFactory grains, IPersonStore persons, IPersonChanges changes, IPushStore push, ShownRecognitions shown, ProgrammeClock clock)
{
    /// <summary>What a member agrees to. Refused: <c>unknown-member</c>, <c>member-erased</c>.</summary>
    public async Task<Outcome<ConsentView>> GetAsync(MemberId member) =>
        await AbsentAsync(member) is { } absent ? absent : await ViewAsync(member, (await persons.FindAsync(member))?.Consent);

    /// <summary>
    /// Keeps what a member agrees to. Who opts out of displays is taken off those that show them at this moment. Refused:
    /// <c>unknown-member</c>, <c>member-erased</c>.
    /// </summary>
    public async Task<Outcome<ConsentView>> SetAsync(MemberId member, bool displayRecognition)
    {
        var traveller = await grains.LoyaltyAccount(member).GetTraveller();
        if (traveller.Refusal is { } absent)
            return absent;
        var consent = new Consent(displayRecognition, clock.Now);
        var purposes = new Dictionary<string, bool>(StringComparer.Ordinal) { [ConsentChanged.DisplayRecognition] = displayRecognition };
        var tier = traveller.Value!.TierCode;
        await changes.ChangeConsentAsync(
            consent, new StreamEntry(member, clock.Today, consent.At, tier.Length > 0 ? tier : null, new ConsentChanged(purposes)));
        // In this order: a check-in that comes now sees what is kept, one that came before is found here.
        if (!displayRecognition)
            shown.Withdraw(await shown.OfAsync(member));
        return await ViewAsync(member, consent);
    }

    private async Task<Refusal?> AbsentAsync(MemberId member) => (await grains.LoyaltyAccount(member).GetTraveller()).Refusal;

    private async Task<ConsentView> ViewAsync(MemberId member, Consent? consent) => ConsentView.Of(member, consent, await push.ReadAsync(member));
}
