using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>A member who shows up for a flight at a place of an airport.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CheckIn")]
public sealed record CheckIn(CheckInId Id, MemberId Member, FlightDay Flight, DisplayPlace Place, Seat? Seat);

/// <summary>A check-in as it is kept.</summary>
/// <param name="Tier">Name of the tier held at that moment, as <paramref name="Greeting"/> was true at that moment.</param>
/// <param name="ExpiresAt">When displays take the recognition away.</param>
/// <param name="Claim">Drawn by chance by who wrote it: tells that one from whoever came second under the same id.</param>
public sealed record RecordedCheckIn(
    CheckIn CheckIn, string Tier, int TierLevel, Greeting Greeting, DateTimeOffset At, DateTimeOffset ExpiresAt, string Claim);

/// <summary>The reply to a check-in.</summary>
/// <param name="GreetingCode">What the display greets with.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CheckInView")]
public sealed record CheckInView(
    string CheckinId,
    string MemberId,
    string Flight,
    DateOnly Date,
    string Airport,
    string Location,
    string? Seat,
    string Tier,
    int TierLevel,
    GreetingKind GreetingCode,
    DateTimeOffset At,
    DateTimeOffset ExpiresAt);

/// <summary>What a display may show of a member who has checked in: never an id, an address or an amount.</summary>
/// <param name="DisplayName">"Ada L.", or null when no name is held.</param>
/// <param name="TierLevel">Index in the ladder; 0 is the lowest.</param>
/// <param name="Greeting">Words in <paramref name="GreetingLanguage"/>, without the name.</param>
/// <param name="GreetingLanguage">The member's own among de, fr, it and en; en for any other.</param>
/// <param name="ExpiresAt">When it is to be taken away.</param>
/// <param name="RecognitionId">Drawn by chance for this greeting: tells it from others, and nothing of the member.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RecognitionView")]
public sealed record RecognitionView(
    string Airport,
    string Location,
    string Flight,
    string? DisplayName,
    string Tier,
    int TierLevel,
    string Greeting,
    GreetingKind GreetingCode,
    string GreetingLanguage,
    DateTimeOffset At,
    DateTimeOffset ExpiresAt,
    string RecognitionId);

/// <summary>A recognition on its way to the displays of a place.</summary>
/// <param name="Id">Tells a display that has it from one that has not; stays inside.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Recognition")]
public sealed record Recognition(CheckInId Id, DisplayPlace Place, RecognitionView View) : HubMessage;

/// <summary>What a display must take away at once: the hub's <c>recognitionWithdrawn</c>.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.WithdrawalView")]
public sealed record WithdrawalView(string Airport, string Location, string RecognitionId);

/// <summary>A withdrawal on its way to the displays of a place.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Withdrawal")]
public sealed record Withdrawal(CheckInId Id, DisplayPlace Place, WithdrawalView View) : HubMessage;
