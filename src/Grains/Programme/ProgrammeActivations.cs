using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Activates and withdraws programme versions; keeps the <see cref="ProgrammeBook"/> as it is stored.</summary>
public sealed class ProgrammeActivations(ProgrammeDocuments documents, IJournal journal, ProgrammeBook book, ProgrammeClock clock) : IDisposable
{
    /// <summary>The day of a version begins at least so long after its activation, so that every process knows it in time.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromMinutes(10);

    /// <summary>How long drafts and rehearsals are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>How old the rehearsal of a draft may be at its activation.</summary>
    public static readonly TimeSpan RehearsedWithin = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Reads the versions anew.</summary>
    public async Task RefreshAsync()
    {
        var asked = clock.Timestamp;
        if (await documents.VersionsAsync(book.All) is { Count: > 0 } all)
            book.Take(all);
        book.NoteRead(asked);
    }

    /// <summary>
    /// Takes the file of this start: the first version of an empty ledger, or an activation for the first day that is free where it is
    /// not the file of the last start.
    /// </summary>
    /// <returns>The version that it activated, or null; refused with <c>programme-not-valid</c>.</returns>
    public async Task<Checked<ActivatedVersion?>> AdoptAsync(Programme file)
    {
        var written = ProgrammeFile.Write(file);
        await RefreshAsync();
        var isEmpty = await journal.LastSequenceAsync() == 0;
        if (book.All.Count == 0)
        {
            // A ledger of before versions was kept under what was remembered, from ever.
            var first = isEmpty ? file : await documents.BeforeVersionsAsync() ?? file;
            await documents.AddAsync(ByEngine(ProgrammeVersion.First, null, first));
            await documents.KeepFileAsync(ProgrammeFile.Write(first));
            await RefreshAsync();
        }

        if (await documents.FileAsync() == written)
            return (ActivatedVersion?)null;
        if (isEmpty && book.All.Count == 1)
        {
            await documents.ReplaceFirstAsync(ByEngine(ProgrammeVersion.First, null, file));
            book.Take(await documents.VersionsAsync());
            await documents.KeepFileAsync(written);
            return book.All[0];
        }

        var activated = book.All[^1].Hash == ProgrammeDocuments.HashOf(file)
            ? book.All[^1]
            : await AddAsync(number => ByEngine(number, FirstFreeDay(), file));
        if (activated.Refusal is { } refusal)
            return refusal;
        await documents.KeepFileAsync(written);
        return activated.Value;
    }

    /// <summary>Activates a draft for a day.</summary>
    /// <returns>
    /// Refused with <c>activation-id-reused</c>, <c>effective-date-not-valid</c> or <c>programme-not-valid</c>; a repetition gets the
    /// first answer.
    /// </returns>
    public async Task<Outcome<ActivatedVersion>> ActivateAsync(
        string activationId, string draftId, Programme draft, DateOnly effectiveFrom, string? rehearsalId, string reason, string by)
    {
        if (await EarlierAsync(activationId, draftId, effectiveFrom, rehearsalId, reason) is { } earlier)
            return earlier;
        var added = await AddAsync(number => new ActivatedVersion(
            number, effectiveFrom, clock.Now, by, reason, ProgrammeDocuments.HashOf(draft), activationId, draftId, rehearsalId, draft));
        // The same may have been activated in the meantime, and then its day is taken.
        return added.Refusal is { } refusal
            ? await EarlierAsync(activationId, draftId, effectiveFrom, rehearsalId, reason) ?? refusal
            : added.Value;
    }

    /// <summary>The answer to an activation that was asked for before, or null.</summary>
    /// <returns>Refused with <c>activation-id-reused</c> where it was another.</returns>
    public async Task<Outcome<ActivatedVersion>?> EarlierAsync(
        string activationId, string draftId, DateOnly effectiveFrom, string? rehearsalId, string reason)
    {
        await RefreshAsync();
        if (book.All.FirstOrDefault(v => v.ActivationId == activationId) is not { } version)
            return null;
        return (version.DraftId, version.EffectiveFrom, version.RehearsalId, version.Reason) == (draftId, effectiveFrom, rehearsalId, reason)
            ? ((Outcome<ActivatedVersion>)version).AsRepeat()
            : new Refusal("activation-id-reused", $"'{activationId}' was used for another activation.", "activationId");
    }

    /// <summary>Withdraws a version before its day.</summary>
    /// <returns><c>unknown-version</c>, <c>version-in-force</c>, or null. One that is withdrawn stays so.</returns>
    public async Task<Refusal?> WithdrawAsync(int number, string reason, string by)
    {
        await RefreshAsync();
        if (book.All.FirstOrDefault(v => v.Number == number) is not { } version)
            return new Refusal("unknown-version", $"There is no version {number}.", "version");
        if (version.WithdrawnAt is not null)
            return null;
        if (version.EffectiveFrom is not { } day || day <= clock.Today)
            return new Refusal("version-in-force", $"Version {number} has taken effect; go back by a new version.");
        await documents.WithdrawAsync(number, clock.Now, by, reason);
        await RefreshAsync();
        return null;
    }

    public void Dispose() => _one.Dispose();

    private ActivatedVersion ByEngine(int number, DateOnly? day, Programme file) =>
        new(number, day, clock.Now, "engine", null, ProgrammeDocuments.HashOf(file), null, null, null, file);

    private async Task<Checked<ActivatedVersion>> AddAsync(Func<int, ActivatedVersion> next)
    {
        await _one.WaitAsync();
        try
        {
            while (true)
            {
                var version = next(book.All.Count + 1);
                if (DayFault(version.EffectiveFrom!.Value) is { } day)
                    return day;
                if (ProgrammeSuccession.Fault(book.Current, version.Programme, version.EffectiveFrom) is { } fault)
                    return fault;
                var isFirst = await documents.AddAsync(version);
                await RefreshAsync();
                if (isFirst)
                    return book.All[version.Number - 1];
                // Another process took the number; what it activated counts for this one.
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private Refusal? DayFault(DateOnly day)
    {
        if (day <= clock.Today || clock.StartOf(day) < clock.Now + Notice)
            return new Refusal("effective-date-not-valid", $"{day:yyyy-MM-dd} does not begin in at least {Notice.TotalMinutes:0} minutes.", "effectiveFrom");
        return book.Current.ByDay.Any(v => v.FirstDay == day)
            ? new Refusal("effective-date-not-valid", $"{day:yyyy-MM-dd} has a version already.", "effectiveFrom")
            : null;
    }

    private DateOnly FirstFreeDay()
    {
        var day = clock.Today.AddDays(1);
        while (DayFault(day) is not null)
            day = day.AddDays(1);
        return day;
    }
}
