using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Who a member is. Personal data: stands apart from the ledger and never enters it.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Profile")]
public sealed record Profile(
    string? GivenName = null,
    string? FamilyName = null,
    string? Email = null,
    string? Phone = null,
    DateOnly? BirthDate = null,
    string? Locale = null,
    string? HomeAirport = null)
{
    /// <summary>"Ada L.": what a screen or a reply may show. Null when no name is held.</summary>
    public string? DisplayName => PersonName.Display(GivenName, FamilyName);

    /// <summary>Whether there is something to call the member by; one name is enough.</summary>
    public bool HasName => PersonName.HoldsLetter(GivenName) || PersonName.HoldsLetter(FamilyName);
}

/// <summary>A new member.</summary>
/// <param name="Channel">web, app, airport or card.</param>
/// <param name="IdempotencyKey">The caller's key, unique in the programme, or null.</param>
/// <param name="Numbers">The member's numbers in their schemes; null for none.</param>
[GenerateSerializer, Immutable, Alias("loyalty.EnrolMember")]
public sealed record EnrolMember(string Channel, Profile Profile, string? IdempotencyKey, IReadOnlyList<SchemeNumber>? Numbers = null);

/// <summary>New values for some fields of a profile; a field that is not named keeps its value, a null clears it.</summary>
/// <param name="Expected">Tags, one of which must be what <see cref="MemberTag"/> gives before the change; null: whatever it is.</param>
/// <param name="Source">Who changes it, as the stream of persons tells.</param>
/// <param name="ChangeId">The caller's id of the change, unique in the programme, or null.</param>
/// <param name="IfProfileVersion">The profile's version before the change; null: whatever it is.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ProfileChange")]
public sealed record ProfileChange(
    IReadOnlyDictionary<string, string?> Fields,
    IReadOnlyList<string>? Expected = null,
    string? Source = null,
    string? ChangeId = null,
    long? IfProfileVersion = null);

/// <summary>What became of a change of a profile.</summary>
/// <param name="ProfileVersion">The profile's version after it.</param>
/// <param name="Fields">The names of the fields whose values are others now, in order.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ProfileReceipt")]
public sealed record ProfileReceipt(string? ChangeId, string MemberId, long ProfileVersion, IReadOnlyList<string> Fields);

/// <summary>Profile and status.</summary>
/// <param name="ProfileVersion">Number of the profile's versions: 1 as enrolled, one more with each change.</param>
[GenerateSerializer, Immutable, Alias("loyalty.MemberView")]
public sealed record MemberView(
    string MemberId,
    string Channel,
    DateOnly EnrolledOn,
    string? GivenName,
    string? FamilyName,
    string? Email,
    string? Phone,
    DateOnly? BirthDate,
    string? Locale,
    string? HomeAirport,
    StatusView Status,
    long ProfileVersion = 1);
