using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A person as stored.</summary>
internal sealed record PersonRow(string Member, string Profile, string? Fingerprint)
{
    public static PersonRow Of(Person person) =>
        new(person.Member.Value, ProfileCodec.Encode(person.Profile), person.EnrolmentFingerprint);

    /// <summary>Keeps the row in place of the one before.</summary>
    public SqlStatement Upsert() => new(
        """
        INSERT INTO persons (member, profile, enrolment_fingerprint) VALUES (@member, @profile, @fingerprint)
        ON CONFLICT (member) DO UPDATE SET profile = excluded.profile, enrolment_fingerprint = excluded.enrolment_fingerprint
        """,
        ("@member", Member),
        ("@profile", Profile),
        ("@fingerprint", Fingerprint));
}
