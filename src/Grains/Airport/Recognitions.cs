using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Makes what displays and callers are shown of a check-in.</summary>
internal static class Recognitions
{
    /// <summary>The recognition, with the name as it is now.</summary>
    public static Recognition Of(RecordedCheckIn kept, TravellerView traveller)
    {
        var (checkIn, language) = (kept.CheckIn, GreetingWords.LanguageOf(traveller.Locale));
        return new Recognition(checkIn.Id, checkIn.Place, new RecognitionView(
            checkIn.Place.Airport.Value,
            checkIn.Place.Location.Value,
            checkIn.Flight.Flight.Value,
            traveller.Name,
            kept.Tier,
            kept.TierLevel,
            GreetingWords.Of(kept.Greeting, kept.Tier, language),
            kept.Greeting.Kind,
            language,
            kept.At,
            kept.ExpiresAt,
            kept.Claim));
    }

    /// <summary>Takes it off the displays.</summary>
    public static Withdrawal Withdrawn(RecordedCheckIn kept) => new(
        kept.CheckIn.Id,
        kept.CheckIn.Place,
        new WithdrawalView(kept.CheckIn.Place.Airport.Value, kept.CheckIn.Place.Location.Value, kept.Claim));

    /// <summary>The reply to the check-in.</summary>
    public static CheckInView Reply(RecordedCheckIn kept) => new(
        kept.CheckIn.Id.Value,
        kept.CheckIn.Member.Value,
        kept.CheckIn.Flight.Flight.Value,
        kept.CheckIn.Flight.Date,
        kept.CheckIn.Place.Airport.Value,
        kept.CheckIn.Place.Location.Value,
        kept.CheckIn.Seat?.ToString(),
        kept.Tier,
        kept.TierLevel,
        kept.Greeting.Kind,
        kept.At,
        kept.ExpiresAt);
}
