using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>What the export of a member has, for the API document; it is written piece by piece.</summary>
public sealed record MemberExportShape(
    string MemberId,
    DateTimeOffset ExportedAt,
    PersonShape Person,
    AccountShape Account,
    StatusView Status,
    IReadOnlyList<MemberNumberShape> Numbers,
    ConsentView Consent,
    IReadOnlyList<EventView> Ledger,
    IReadOnlyList<CheckInShape> CheckIns,
    IReadOnlyList<DisruptionShape> Disruptions,
    IReadOnlyList<BenefitUseView> BenefitUses,
    IReadOnlyList<DeviceShape> Devices,
    IReadOnlyList<PushSubscriptionShape> PushSubscriptions,
    IReadOnlyList<PushMessageShape> PushMessages,
    RewardsExportView Rewards,
    IReadOnlyList<EventView> Streams,
    IReadOnlyList<TrailShape> Trail);

/// <summary>Who the member is.</summary>
public sealed record PersonShape(
    string? GivenName, string? FamilyName, string? Email, string? Phone, DateOnly? BirthDate, string? Locale, string? HomeAirport)
{
    public static PersonShape Of(MemberView view) =>
        new(view.GivenName, view.FamilyName, view.Email, view.Phone, view.BirthDate, view.Locale, view.HomeAirport);
}

/// <summary>A number that the member has.</summary>
/// <param name="Since">When it was given.</param>
public sealed record MemberNumberShape(string NumberId, string Scheme, string Number, DateTimeOffset Since)
{
    public static MemberNumberShape Of(MemberNumber held) => new(held.NumberId, held.Scheme, held.Number, held.At);
}

/// <summary>A device on which the card was opened by a link.</summary>
public sealed record DeviceShape(string DeviceId, string? Name, DateTimeOffset AddedAt, DateTimeOffset LastUsedAt, DateTimeOffset? RevokedAt)
{
    public static DeviceShape Of(CardDevice device) => new(device.Id, device.Name, device.AddedAt, device.UsedAt, device.RevokedAt);
}

/// <summary>A browser in which the member is told things.</summary>
/// <param name="P256dh">The browser's public key.</param>
/// <param name="Auth">The browser's secret.</param>
public sealed record PushSubscriptionShape(
    string SubscriptionId, string Endpoint, string P256dh, string Auth, IReadOnlyList<PushKind> Kinds, string Language, string? Device, DateTimeOffset AddedAt)
{
    public static PushSubscriptionShape Of(PushSubscription held) =>
        new(held.Id, held.Endpoint, held.PublicKey, held.Secret, held.Kinds, held.Language, held.Device, held.AddedAt);
}

/// <summary>What a browser was told, or is to be told.</summary>
/// <param name="State">What became of it.</param>
public sealed record PushMessageShape(
    string SubscriptionId, PushKind Kind, PushState State, string? Tier, DateOnly? Day, string? Flight, DateTimeOffset At, DateTimeOffset? EndedAt)
{
    public static PushMessageShape Of(PushMessage kept) => new(kept.Subscription, kept.Kind, kept.State, kept.Tier, kept.Day, kept.Flight, kept.MadeAt, kept.EndedAt);
}

/// <summary>How the account began.</summary>
public sealed record AccountShape(string Channel, DateOnly EnrolledOn)
{
    public static AccountShape Of(MemberView view) => new(view.Channel, view.EnrolledOn);
}

/// <summary>A check-in as it is kept.</summary>
public sealed record CheckInShape(
    string CheckinId,
    string Flight,
    DateOnly Date,
    string Airport,
    string Location,
    string? Seat,
    string Tier,
    GreetingKind GreetingCode,
    DateTimeOffset At,
    DateTimeOffset ExpiresAt)
{
    public static CheckInShape Of(RecordedCheckIn kept)
    {
        var (checkIn, flight) = (kept.CheckIn, kept.CheckIn.Flight);
        return new CheckInShape(
            checkIn.Id.Value, flight.Flight.Value, flight.Date, checkIn.Place.Airport.Value, checkIn.Place.Location.Value, checkIn.Seat?.ToString(),
            kept.Tier, kept.Greeting.Kind, kept.At, kept.ExpiresAt);
    }
}

/// <summary>A disruption that the member was told of; the others who were are nobody's business.</summary>
public sealed record DisruptionShape(
    string DisruptionId, string Flight, DateOnly Date, string Kind, string Message, string Tier, string? Seat, DateTimeOffset At)
{
    public static DisruptionShape Of(RecordedDisruption kept, MemberId member)
    {
        var (what, own) = (kept.Disruption, kept.Affected.First(one => one.Member == member));
        return new DisruptionShape(
            what.Id.Value, what.Flight.Flight.Value, what.Flight.Date, what.Kind, what.Message, own.Tier, own.Seat?.ToString(), kept.At);
    }
}

/// <summary>What the trail has of the member. Who of the house did it, and from where, is that person's own and stays out.</summary>
/// <param name="By">open, key, member, operator, command or engine.</param>
public sealed record TrailShape(long Sequence, DateTimeOffset At, string By, string Action, string? Subject, string? Reason, JsonElement? Detail)
{
    public static TrailShape Of(TrailRecord record)
    {
        var view = TrailView.Of(record);
        return new TrailShape(view.Sequence, view.At, view.By, view.Action, view.Subject, view.Reason, view.Detail);
    }
}
