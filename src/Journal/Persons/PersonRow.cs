using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A person as stored. What the search looks at stands in the same row, so that it changes and goes with it.</summary>
internal sealed record PersonRow(string Member, string Profile, string? Fingerprint, SearchKeys Keys)
{
    public static PersonRow Of(Person person) =>
        new(person.Member.Value, ProfileCodec.Encode(person.Profile), person.EnrolmentFingerprint, SearchKeys.Of(person.Profile));

    /// <summary>Keeps the row in place of the one before.</summary>
    public SqlStatement Upsert() => new(
        """
        INSERT INTO persons (member, profile, enrolment_fingerprint, given_key, family_key, email_key, phone_key, search_ready)
        VALUES (@member, @profile, @fingerprint, @given, @family, @email, @phone, 1)
        ON CONFLICT (member) DO UPDATE SET profile = excluded.profile, enrolment_fingerprint = excluded.enrolment_fingerprint,
            given_key = excluded.given_key, family_key = excluded.family_key, email_key = excluded.email_key,
            phone_key = excluded.phone_key, search_ready = 1
        """,
        ("@member", Member),
        ("@profile", Profile),
        ("@fingerprint", Fingerprint),
        ("@given", Keys.GivenName),
        ("@family", Keys.FamilyName),
        ("@email", Keys.Email),
        ("@phone", Keys.Phone));
}
