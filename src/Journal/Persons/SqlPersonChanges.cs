using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Journal;

/// <summary>Changes of persons with what is told of them, one transaction each.</summary>
/// <param name="commits">Is told, for who follows the stream.</param>
internal sealed class SqlPersonChanges(ISqlTables tables, UnreadableRows unreadable, CommitSignal commits) : IPersonChanges
{
    /// <summary>After every member's number.</summary>
    private const string Last = "~";

    // The first of these that is not so any more once the change is made keeps it from being made, or told, again.
    private const string Unchanged =
        "EXISTS (SELECT 1 FROM persons held WHERE held.member = @member AND held.erased_at IS NULL AND coalesce(held.profile_version, 1) = @before)";

    private const string Claimed = "EXISTS (SELECT 1 FROM profile_changes claimed WHERE claimed.id = @id AND claimed.claim = @claim)";

    public async Task ChangeProfileAsync(ProfileWrite write)
    {
        var person = PersonRow.Of(write.Person);
        (string Name, object? Value)[] before = [("@before", write.Before)];
        var (condition, given) = (Unchanged, before);
        List<SqlStatement> statements = [PersonRow.Hold(write.Person.Member)];
        if (write.Answer is { } answer)
        {
            statements.Add(Keep(answer, before));
            condition = $"{Unchanged} AND {Claimed}";
            given = [.. before, ("@id", answer.ChangeId), ("@claim", answer.Claim)];
        }

        if (write.Told is { } told)
        {
            statements.Add(StreamRow.Insert(StreamNames.Persons, told, condition, given));
            statements.Add(person.Change(write.Person.ProfileVersion, condition, given));
        }

        await tables.WriteAsync(statements);
        commits.Raise();
    }

    public async Task ChangeConsentAsync(Consent consent, StreamEntry told)
    {
        await tables.WriteAsync(
        [
            StreamRow.Insert(
                StreamNames.Persons,
                told,
                """
                NOT EXISTS (SELECT 1 FROM persons held WHERE held.member = @member
                    AND (held.erased_at IS NOT NULL OR (held.consent_at = @given AND held.shown_on_displays = @shown)))
                """,
                ("@given", Instants.ToMicroseconds(consent.At)),
                ("@shown", consent.DisplayRecognition ? 1 : 0)),
            PersonRow.SaveConsent(told.Member, consent),
        ]);
        commits.Raise();
    }

    public async Task<ProfileAnswer?> FindAsync(string changeId) => (await tables.ReadAsync(
        new SqlStatement("SELECT member, claim, fingerprint, profile_version, fields, at FROM profile_changes WHERE id = @id", ("@id", changeId)),
        row => new ProfileAnswer(
            changeId,
            MemberId.Of(row.GetString(0)),
            row.GetString(1),
            row.GetString(2),
            row.GetInt64(3),
            row.GetString(4).Split(',', StringSplitOptions.RemoveEmptyEntries),
            Instants.FromMicroseconds(row.GetInt64(5))))).SingleOrDefault();

    public async Task<IReadOnlyList<ChangedMember>> ReadChangedAsync(ChangedMember after, int limit)
    {
        var rows = await tables.ReadAsync(
            new SqlStatement(
                """
                SELECT member, changed_sequence FROM persons
                WHERE erased_at IS NULL AND changed_sequence >= @sequence AND (changed_sequence > @sequence OR member > @after)
                ORDER BY changed_sequence, member LIMIT @limit
                """,
                ("@sequence", after.Sequence),
                ("@after", after.Member?.Value ?? (after.Sequence == 0 ? "" : Last)),
                ("@limit", limit)),
            row => (Member: row.GetString(0), Sequence: row.GetInt64(1)));
        var members = new List<ChangedMember>(rows.Count);
        foreach (var (text, sequence) in rows)
        {
            if (MemberId.Parse(text) is { Refusal: null } member)
                members.Add(new ChangedMember(member.Value, sequence));
            else
                unreadable.Add(new UnreadableRow(text, null, 0, $"'{text}' is no member id."));
        }

        return members;
    }

    private static SqlStatement Keep(ProfileAnswer answer, (string Name, object? Value)[] before) => new(
        $"""
        INSERT INTO profile_changes (id, member, claim, fingerprint, profile_version, fields, at)
        SELECT @id, @member, @claim, @fingerprint, @version, @fields, @at
        WHERE NOT EXISTS (SELECT 1 FROM profile_changes kept WHERE kept.id = @id) AND {Unchanged}
        """,
        [
            ("@id", answer.ChangeId),
            ("@member", answer.Member.Value),
            ("@claim", answer.Claim),
            ("@fingerprint", answer.Fingerprint),
            ("@version", answer.ProfileVersion),
            ("@fields", string.Join(',', answer.Fields)),
            ("@at", Instants.ToMicroseconds(answer.At)),
            .. before,
        ]);
}
