using System.Globalization;

namespace Loyalty.Grains;

/// <summary>Applies a merge patch to a profile.</summary>
internal static class ProfileChanges
{
    /// <summary>Whether a change of a name has left a profile without one.</summary>
    public static bool LosesName(this Profile changed, ProfileChange change) =>
        !changed.HasName && (change.Fields.ContainsKey("givenName") || change.Fields.ContainsKey("familyName"));

    /// <summary>The names of the fields in which two profiles differ, in order.</summary>
    public static IReadOnlyList<string> Between(Profile one, Profile other)
    {
        (string Name, bool Differs)[] fields =
        [
            ("givenName", one.GivenName != other.GivenName),
            ("familyName", one.FamilyName != other.FamilyName),
            ("email", one.Email != other.Email),
            ("phone", one.Phone != other.Phone),
            ("birthDate", one.BirthDate != other.BirthDate),
            ("locale", one.Locale != other.Locale),
            ("homeAirport", one.HomeAirport != other.HomeAirport),
        ];
        return [.. fields.Where(field => field.Differs).Select(field => field.Name)];
    }

    /// <summary>The profile with the named fields replaced; the values were checked before.</summary>
    public static Profile With(this Profile profile, ProfileChange change)
    {
        foreach (var (field, value) in change.Fields)
        {
            profile = field switch
            {
                "givenName" => profile with { GivenName = value },
                "familyName" => profile with { FamilyName = value },
                "email" => profile with { Email = value },
                "phone" => profile with { Phone = value },
                "birthDate" => profile with { BirthDate = value is null ? null : DateOnly.Parse(value, CultureInfo.InvariantCulture) },
                "locale" => profile with { Locale = value },
                "homeAirport" => profile with { HomeAirport = value },
                _ => throw new ArgumentException($"A profile has no field '{field}'.", nameof(change)),
            };
        }

        return profile;
    }
}
