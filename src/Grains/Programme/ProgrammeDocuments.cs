using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Versions, drafts and rehearsals as they are stored: one document each. The names are a contract.</summary>
public sealed class ProgrammeDocuments(IProgrammeStore store)
{
    /// <summary>What an engine before versions remembered as the programme.</summary>
    private const string Before = "programme";
    private const string LastFile = "programme-file";

    /// <summary>The drafts and rehearsals there are, and since when.</summary>
    private const string KeptNames = "programme-kept";
    private const string Cancelled = "-cancelled";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>SHA-256 of a programme as it is written, in hexadecimal.</summary>
    public static string HashOf(Programme programme) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ProgrammeFile.Write(programme))));

    /// <summary>All versions by number, also those withdrawn.</summary>
    public async Task<IReadOnlyList<ActivatedVersion>> VersionsAsync(IReadOnlyList<ActivatedVersion>? known = null)
    {
        var versions = new List<ActivatedVersion>();
        while (true)
        {
            var number = versions.Count + 1;
            // What is stored of a version never changes, but for its withdrawal.
            var version = known?.ElementAtOrDefault(number - 1) ?? Parse(number, await store.ReadAsync(Name(number)));
            if (version is null)
                return versions;
            versions.Add(version.WithdrawnAt is null ? version with { WithdrawnAt = await WithdrawnAtAsync(number) } : version);
        }
    }

    /// <summary>Keeps a version under the next number.</summary>
    /// <returns>Whether it is the one that stands there.</returns>
    public async Task<bool> AddAsync(ActivatedVersion version)
    {
        var text = Text(version);
        return await store.AddAsync(Name(version.Number), text) == text;
    }

    /// <summary>Replaces the first version, on a ledger that is empty.</summary>
    public Task ReplaceFirstAsync(ActivatedVersion version) => store.WriteAsync(Name(version.Number), Text(version));

    public Task WithdrawAsync(int number, DateTimeOffset at, string by, string reason) =>
        store.AddAsync($"programme-withdrawn-{number}", JsonSerializer.Serialize(new WithdrawnDocument(at, by, reason), Json));

    /// <summary>The programme that an engine before versions wrote the ledger under, or null.</summary>
    public async Task<Programme?> BeforeVersionsAsync() => await store.ReadAsync(Before) is { } text ? ProgrammeFile.Parse(text).Value : null;

    /// <summary>The file of the last start, as it is written, or null.</summary>
    public Task<string?> FileAsync() => store.ReadAsync(LastFile);

    public Task KeepFileAsync(string written) => store.WriteAsync(LastFile, written);

    /// <summary>A draft, or null when there is none or it is too old.</summary>
    public async Task<Programme?> DraftAsync(string draftId, DateTimeOffset now) =>
        await store.ReadAsync($"programme-draft-{draftId}") is { } text
        && JsonSerializer.Deserialize<DraftDocument>(text, Json) is { } draft && draft.At > now - ProgrammeActivations.Kept
            ? ProgrammeFile.Parse(draft.Programme.GetRawText()).Value
            : null;

    public async Task KeepDraftAsync(string draftId, Programme draft, DateTimeOffset now)
    {
        var name = $"programme-draft-{draftId}";
        await NoteAsync(name, now);
        await store.WriteAsync(name, JsonSerializer.Serialize(new DraftDocument(now, JsonSerializer.Deserialize<JsonElement>(ProgrammeFile.Write(draft))), Json));
    }

    /// <summary>A rehearsal, or null.</summary>
    public async Task<RehearsalDocument?> RehearsalAsync(string rehearsalId) =>
        await store.ReadAsync(RehearsalName(rehearsalId)) is { } text ? JsonSerializer.Deserialize<RehearsalDocument>(text, Json) : null;

    /// <summary>Keeps a new rehearsal.</summary>
    /// <returns>The one that stands under its id.</returns>
    public async Task<RehearsalDocument> AddAsync(RehearsalDocument rehearsal)
    {
        var name = RehearsalName(rehearsal.RehearsalId);
        await NoteAsync(name, rehearsal.StartedAt);
        return JsonSerializer.Deserialize<RehearsalDocument>(await store.AddAsync(name, JsonSerializer.Serialize(rehearsal, Json)), Json)!;
    }

    public Task KeepAsync(RehearsalDocument rehearsal) =>
        store.WriteAsync(RehearsalName(rehearsal.RehearsalId), JsonSerializer.Serialize(rehearsal, Json));

    /// <summary>The one rehearsal that may run, or null.</summary>
    public Task<string?> RunningAsync() => store.ReadAsync("programme-rehearsal");

    public Task KeepRunningAsync(string rehearsalId) => store.WriteAsync("programme-rehearsal", rehearsalId);

    /// <summary>Rows of accounts that differ, a page of them.</summary>
    public Task KeepRowsAsync(string rehearsalId, int page, string rows) => store.WriteAsync(RowsName(RehearsalName(rehearsalId), page), rows);

    /// <summary>A page of rows, or null after the last.</summary>
    public Task<string?> RowsAsync(string rehearsalId, int page) => store.ReadAsync(RowsName(RehearsalName(rehearsalId), page));

    /// <summary>Whether somebody has asked for the end of a rehearsal.</summary>
    public async Task<bool> IsCancelledAsync(string rehearsalId) => await store.ReadAsync(RehearsalName(rehearsalId) + Cancelled) is not null;

    public Task CancelAsync(string rehearsalId, DateTimeOffset at) =>
        store.WriteAsync(RehearsalName(rehearsalId) + Cancelled, at.ToString("O", CultureInfo.InvariantCulture));

    private async Task<DateTimeOffset?> WithdrawnAtAsync(int number) => await store.ReadAsync($"programme-withdrawn-{number}") is { } text
        ? JsonSerializer.Deserialize<WithdrawnDocument>(text, Json)!.At
        : null;

    // Drafts and rehearsals are forgotten once they are too old, with the next that is kept.
    private async Task NoteAsync(string name, DateTimeOffset now)
    {
        var kept = await store.ReadAsync(KeptNames) is { } text ? JsonSerializer.Deserialize<List<KeptDocument>>(text, Json)! : [];
        kept.RemoveAll(document => document.Name == name);
        foreach (var old in kept.Where(document => document.At <= now - ProgrammeActivations.Kept).ToList())
        {
            await store.ForgetAsync([old.Name, old.Name + Cancelled]);
            for (var page = 0; await store.ReadAsync(RowsName(old.Name, page)) is not null; page++)
                await store.ForgetAsync([RowsName(old.Name, page)]);
            kept.Remove(old);
        }

        kept.Add(new KeptDocument(name, now));
        await store.WriteAsync(KeptNames, JsonSerializer.Serialize(kept, Json));
    }

    private static string RehearsalName(string rehearsalId) => $"programme-rehearsal-{rehearsalId}";

    private static string RowsName(string rehearsal, int page) => $"{rehearsal}-rows-{page}";

    private static string Name(int number) => $"programme-version-{number}";

    private static string Text(ActivatedVersion version) => JsonSerializer.Serialize(
        new VersionDocument(
            version.EffectiveFrom,
            version.ActivatedAt,
            version.By,
            version.Reason,
            version.Hash,
            version.ActivationId,
            version.DraftId,
            version.RehearsalId,
            JsonSerializer.Deserialize<JsonElement>(ProgrammeFile.Write(version.Programme))),
        Json);

    private static ActivatedVersion? Parse(int number, string? text) =>
        text is null || JsonSerializer.Deserialize<VersionDocument>(text, Json) is not { } stored
            ? null
            : new ActivatedVersion(
                number,
                stored.EffectiveFrom,
                stored.ActivatedAt,
                stored.By,
                stored.Reason,
                stored.Hash,
                stored.ActivationId,
                stored.DraftId,
                stored.RehearsalId,
                ProgrammeFile.Parse(stored.Programme.GetRawText()).Value);

    private sealed record VersionDocument(
        DateOnly? EffectiveFrom,
        DateTimeOffset ActivatedAt,
        string By,
        string? Reason,
        string Hash,
        string? ActivationId,
        string? DraftId,
        string? RehearsalId,
        JsonElement Programme);

    private sealed record WithdrawnDocument(DateTimeOffset At, string By, string Reason);

    private sealed record KeptDocument(string Name, DateTimeOffset At);

    private sealed record DraftDocument(DateTimeOffset At, JsonElement Programme);
}

/// <summary>A rehearsal as it is stored.</summary>
/// <param name="Date">The first day of the draft.</param>
/// <param name="BeatAt">When its progress was last kept; one that runs and is silent was interrupted.</param>
/// <param name="Result">Once it is done.</param>
public sealed record RehearsalDocument(
    string RehearsalId,
    string DraftId,
    string Hash,
    string Question,
    DateOnly Date,
    string State,
    long Done,
    long Of,
    long Sequence,
    DateTimeOffset StartedAt,
    DateTimeOffset BeatAt,
    RehearsalResult? Result = null);

/// <summary>What a rehearsal found. Costs in the programme's currency.</summary>
public sealed record RehearsalResult(
    long Members,
    long Up,
    long Down,
    long AtRisk,
    IReadOnlyList<RehearsalMove> Moves,
    IReadOnlyList<RehearsalTier> Tiers,
    RehearsalCost Cost,
    IReadOnlyList<RehearsalMember> MostAffected,
    DateOnly Horizon,
    long Sequence,
    string Hash,
    double Seconds);

public sealed record RehearsalMove(string From, string To, long Members);

/// <param name="Before">Members without the draft; <paramref name="After"/> with it.</param>
public sealed record RehearsalTier(string Code, long Before, long After);

public sealed record RehearsalCost(CostBeforeAfter Low, CostBeforeAfter High);

public sealed record CostBeforeAfter(decimal Before, decimal After);

/// <param name="Spend">CurrentPeriodSpend on the horizon.</param>
public sealed record RehearsalMember(string MemberId, string From, string To, decimal Spend);
