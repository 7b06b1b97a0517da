using Loyalty.Domain;

namespace Loyalty.Grains;

public sealed partial class LoyaltyAccountGrain
{
    /// <inheritdoc/>
    public async Task<Outcome<MemberView>> ChangeProfile(ProfileChange change)
    {
        var made = await BringProfile(change);
        return made.Refusal is { } refusal ? refusal : await GetMember();
    }

    /// <inheritdoc/>
    public async Task<Outcome<ProfileReceipt>> BringProfile(ProfileChange change)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var account = await CurrentAsync();
            if (Absent(account) is { } absent)
                return absent;
            if (change.ChangeId is { } id && await EarlierChange(id, change) is { } earlier)
                return earlier;
            var person = await _context.Persons.FindAsync(_member) ?? new Person(_member, new Profile(), EnrolmentFingerprint: null);
            if (change.Expected?.Contains(MemberTag.Of(account.Version, VersionOf(person), account.DayFor(Today))) == false)
                return Refusals.VersionChanged;
            if (change.IfProfileVersion is { } expected && expected != person.ProfileVersion)
                return Refusals.ProfileChanged(person.ProfileVersion);
            var changed = person with { Profile = person.Profile.With(change) };
            if (changed.Profile.LosesName(change))
                return Refusals.NameMissing;

            var fields = ProfileChanges.Between(person.Profile, changed.Profile);
            if (fields.Count > 0)
                changed = changed with { ChangedAt = After(person.ChangedAt), ProfileVersion = person.ProfileVersion + 1 };
            var write = Write(account, change, fields, person.ProfileVersion, changed);
            if ((write is { Told: null, Answer: null }) || await IsMadeAsync(write))
            {
                (_name, _profileVersion) = (changed.Profile.DisplayName, VersionOf(changed));
                return new ProfileReceipt(change.ChangeId, _member.Value, changed.ProfileVersion, fields);
            }

            // Another activation was faster, or has erased the person.
            _account = null;
        }

        throw new EngineBusyException($"Other writers were faster {MaxConflicts} times in a row.");
    }

    /// <inheritdoc/>
    public async Task<ErasedRows> Erase(DateTimeOffset at)
    {
        var (day, tier) = (Today, (string?)null);
        try
        {
            var account = await CurrentAsync();
            (day, tier) = (account.DayFor(Today), account.IsEnrolled ? TierCode(account) : null);
        }
        catch (JournalDamagedException)
        {
            // Whoever cannot be read can still be erased.
        }

        // In the account's turn, so that nothing it has begun is recorded behind this.
        var rows = await _context.Erasure.EraseAsync(new StreamEntry(_member, day, at, tier, new PersonErased()));
        await Forget();
        return rows;
    }

    /// <inheritdoc/>
    public Task Forget()
    {
        (_account, _name, _profileVersion) = (null, null, 0);
        return Task.CompletedTask;
    }

    private ProfileWrite Write(LoyaltyAccount account, ProfileChange change, IReadOnlyList<string> fields, long before, Person changed)
    {
        var told = fields.Count == 0 ? null : new StreamEntry(
            _member,
            account.DayFor(Today),
            changed.ChangedAt!.Value,
            TierCode(account),
            new ProfileChanged(fields, changed.ProfileVersion, change.Source ?? "unknown"));
        var answer = change.ChangeId is not { } id ? null : ProfileFingerprint.Answer(id, _member, change, changed.ProfileVersion, fields, _context.Clock.Now);
        return new ProfileWrite(changed, before, told, answer);
    }

    private async Task<bool> IsMadeAsync(ProfileWrite write)
    {
        await _context.PersonChanges.ChangeProfileAsync(write);
        if (write.Answer is { } answer)
            return (await _context.PersonChanges.FindAsync(answer.ChangeId))?.Claim == answer.Claim;
        var held = await _context.Persons.FindAsync(_member);
        return held?.ProfileVersion == write.Person.ProfileVersion && held.Profile == write.Person.Profile;
    }

    /// <summary>The first answer to a change that was made before, or null when its id is free.</summary>
    private async Task<Outcome<ProfileReceipt>?> EarlierChange(string id, ProfileChange change)
    {
        if (await _context.PersonChanges.FindAsync(id) is not { } found)
            return null;
        if (found.Member != _member || !ProfileFingerprint.IsOf(found, change))
            return Refusals.ChangeIdReused(id);
        Outcome<ProfileReceipt> first = new ProfileReceipt(id, _member.Value, found.ProfileVersion, found.Fields);
        return first.AsRepeat();
    }

    private string TierCode(LoyaltyAccount account)
    {
        var status = AccountStatus.Of(account, account.DayFor(Today), Versions);
        return Versions.On(status.Day).Programme.Tiers[status.Standing.Level].Code;
    }

    // Two changes of one instant are two versions: a clock may stand.
    private DateTimeOffset After(DateTimeOffset? before) =>
        _context.Clock.Now is var now && before >= now ? before.Value.AddTicks(TimeSpan.TicksPerMicrosecond) : now;
}
