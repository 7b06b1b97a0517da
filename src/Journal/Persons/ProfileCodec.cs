using System.Text.Json;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>The JSON of a profile. A field may be added; a missing one is null.</summary>
internal sealed record ProfileBody(
    string? GivenName = null,
    string? FamilyName = null,
    string? Email = null,
    string? Phone = null,
    DateOnly? BirthDate = null,
    string? Locale = null,
    string? HomeAirport = null);

/// <summary>Profiles to stored JSON and back.</summary>
internal static class ProfileCodec
{
    public static string Encode(Profile profile) => JsonSerializer.Serialize(
        new ProfileBody(
            profile.GivenName,
            profile.FamilyName,
            profile.Email,
            profile.Phone,
            profile.BirthDate,
            profile.Locale,
            profile.HomeAirport),
        JournalJson.Stored.ProfileBody);

    /// <exception cref="JournalDamagedException">The stored profile cannot be read.</exception>
    public static Profile Decode(MemberId member, string json)
    {
        try
        {
            var body = JsonSerializer.Deserialize(json, JournalJson.Stored.ProfileBody) ?? new ProfileBody();
            return new Profile(
                body.GivenName, body.FamilyName, body.Email, body.Phone, body.BirthDate, body.Locale, body.HomeAirport);
        }
        catch (JsonException e)
        {
            throw new JournalDamagedException(member.ToString(), 0, $"The profile of member {member} cannot be read: {e.Message}", e);
        }
    }
}
