using System.Data.Common;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>A person as stored. What the search looks at stands in the same row, so that it changes and goes with it.</summary>
internal sealed record PersonRow(string Member, string Profile, string? Fingerprint, SearchKeys Keys, long? ChangedAt)
{
    /// <summary>What is held of whom nothing is held.</summary>
    public const string EmptyProfile = "{}";

    /// <summary>In the order that <see cref="Read"/> takes them.</summary>
    public const string Columns = "profile, enrolment_fingerprint, changed_at, shown_on_displays, consent_at, erased_at, profile_version";

    public static PersonRow Of(Person person) => new(
        person.Member.Value,
        ProfileCodec.Encode(person.Profile),
        person.EnrolmentFingerprint,
        SearchKeys.Of(person.Profile),
        person.ChangedAt is { } at ? Instants.ToMicroseconds(at) : null);

    /// <summary>Keeps the profile in place of the one before; who is erased stays so.</summary>
    public SqlStatement Upsert() => new(
        """
        INSERT INTO persons (member, profile, enrolment_fingerprint, given_key, family_key, email_key, phone_key, search_ready, changed_at)
        VALUES (@member, @profile, @fingerprint, @given, @family, @email, @phone, 1, @changed)
        ON CONFLICT (member) DO UPDATE SET profile = excluded.profile, enrolment_fingerprint = excluded.enrolment_fingerprint,
            given_key = excluded.given_key, family_key = excluded.family_key, email_key = excluded.email_key,
            phone_key = excluded.phone_key, search_ready = 1, changed_at = excluded.changed_at
        WHERE persons.erased_at IS NULL
        """,
        ("@member", Member),
        ("@profile", Profile),
        ("@fingerprint", Fingerprint),
        ("@given", Keys.GivenName),
        ("@family", Keys.FamilyName),
        ("@email", Keys.Email),
        ("@phone", Keys.Phone),
        ("@changed", ChangedAt));

    /// <summary>Makes the row of a member of whom nothing is held.</summary>
    public static SqlStatement Hold(MemberId member) => new(
        $"INSERT INTO persons (member, profile, search_ready) VALUES (@member, '{EmptyProfile}', 1) ON CONFLICT (member) DO NOTHING",
        ("@member", member.Value));

    /// <summary>Keeps the profile under its next version, where a condition holds, and where it was last told.</summary>
    /// <param name="condition">With <c>@member</c> for the member, and what else <paramref name="parameters"/> has.</param>
    public SqlStatement Change(long profileVersion, string condition, params (string Name, object? Value)[] parameters) => new(
        $"""
        UPDATE persons SET profile = @profile, given_key = @given, family_key = @family, email_key = @email, phone_key = @phone,
            search_ready = 1, changed_at = @changed, profile_version = @version,
            changed_sequence = (SELECT coalesce(max(told.sequence), 0) FROM stream_events told WHERE told.stream = '{StreamNames.Persons}')
        WHERE member = @member AND {condition}
        """,
        [
            ("@member", Member),
            ("@profile", Profile),
            ("@given", Keys.GivenName),
            ("@family", Keys.FamilyName),
            ("@email", Keys.Email),
            ("@phone", Keys.Phone),
            ("@changed", ChangedAt),
            ("@version", profileVersion),
            .. parameters,
        ]);

    /// <summary>Keeps what a member agrees to; who is erased stays so.</summary>
    public static SqlStatement SaveConsent(MemberId member, Consent consent) => new(
        $"""
        INSERT INTO persons (member, profile, search_ready, shown_on_displays, consent_at) VALUES (@member, '{EmptyProfile}', 1, @shown, @at)
        ON CONFLICT (member) DO UPDATE SET shown_on_displays = excluded.shown_on_displays, consent_at = excluded.consent_at
        WHERE persons.erased_at IS NULL
        """,
        ("@member", member.Value),
        ("@shown", consent.DisplayRecognition ? 1 : 0),
        ("@at", Instants.ToMicroseconds(consent.At)));

    /// <summary>Empties the row and marks it; a row that is marked keeps its day.</summary>
    public static SqlStatement Erase(MemberId member, DateTimeOffset at) => new(
        $"""
        INSERT INTO persons (member, profile, search_ready, erased_at) VALUES (@member, '{EmptyProfile}', 1, @at)
        ON CONFLICT (member) DO UPDATE SET profile = '{EmptyProfile}', enrolment_fingerprint = NULL, given_key = NULL, family_key = NULL,
            email_key = NULL, phone_key = NULL, search_ready = 1, changed_at = NULL, shown_on_displays = NULL, consent_at = NULL,
            profile_version = NULL, changed_sequence = 0, erased_at = coalesce(persons.erased_at, excluded.erased_at)
        """,
        ("@member", member.Value),
        ("@at", Instants.ToMicroseconds(at)));

    /// <exception cref="JournalDamagedException">The row is not what was written.</exception>
    public static Person Read(MemberId member, DbDataReader row)
    {
        try
        {
            return new Person(member, ProfileCodec.Decode(member, row.GetString(0)), row.IsDBNull(1) ? null : row.GetString(1))
            {
                ChangedAt = Instant(row, 2),
                Consent = row.IsDBNull(3) || Instant(row, 4) is not { } at ? null : new Consent(row.GetInt32(3) != 0, at),
                ErasedAt = Instant(row, 5),
                ProfileVersion = row.IsDBNull(6) ? 1 : row.GetInt64(6),
            };
        }
        catch (Exception e) when (e is InvalidCastException or InvalidOperationException or ArgumentException or OverflowException or FormatException)
        {
            throw new JournalDamagedException(member.Value, 0, $"The person of member {member} cannot be read: {e.Message}", e);
        }
    }

    private static DateTimeOffset? Instant(DbDataReader row, int column) => row.IsDBNull(column) ? null : Instants.FromMicroseconds(row.GetInt64(column));
}
