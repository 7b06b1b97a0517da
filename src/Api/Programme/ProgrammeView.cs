using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>A programme in the words of <c>programme.json</c>, with the version it is.</summary>
/// <param name="EffectiveFrom">The first day it holds, or null for the one that holds from ever.</param>
/// <param name="Hash">SHA-256 of what is written, in hexadecimal.</param>
public sealed record ProgrammeView(
    string Name,
    string Currency,
    string TimeZone,
    int WindowMonths,
    int GraceDays,
    IReadOnlyList<TierDefinition> Tiers,
    EarningFile? Earning,
    int Version,
    DateOnly? EffectiveFrom,
    string Hash)
{
    public static ProgrammeView InForce(ProgrammeBook book, DateOnly today)
    {
        var version = book.Current.On(today);
        return book.All.FirstOrDefault(v => v.Number == version.Number) is { } known
            ? Of(known)
            : Of(version.Programme, version.Number, null, ProgrammeDocuments.HashOf(version.Programme));
    }

    public static ProgrammeView Of(ActivatedVersion version) => Of(version.Programme, version.Number, version.EffectiveFrom, version.Hash);

    private static ProgrammeView Of(Programme programme, int number, DateOnly? effectiveFrom, string hash)
    {
        var file = ProgrammeFile.Of(programme);
        return new ProgrammeView(
            file.Name, file.Currency, file.TimeZone, file.WindowMonths, file.GraceDays, file.Tiers, file.Earning, number, effectiveFrom, hash);
    }
}

/// <summary>A version without its content.</summary>
/// <param name="By">Who activated it; <c>engine</c> for a changed file.</param>
public sealed record VersionView(
    int Version, DateOnly? EffectiveFrom, DateTimeOffset ActivatedAt, string By, string? Reason, string Hash, DateTimeOffset? WithdrawnAt)
{
    public static VersionView Of(ActivatedVersion version) => new(
        version.Number, version.EffectiveFrom, version.ActivatedAt, version.By, version.Reason, version.Hash, version.WithdrawnAt);
}

/// <summary>What a version has otherwise than another.</summary>
public sealed record ProgrammeDiffView(int Version, int Against, IReadOnlyList<ProgrammeChange> Changes);

/// <summary>The body of an activation.</summary>
public sealed record ActivationBody : IJsonShape<ActivationBody>
{
    public required string ActivationId { get; init; }

    public required string DraftId { get; init; }

    /// <summary>A day that begins in at least 10 minutes and has no version yet.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    public string? RehearsalId { get; init; }

    public required string Reason { get; init; }

    public static ActivationBody? Read(JsonFields fields)
    {
        var id = fields.CallerId("activationId");
        var draft = fields.Text("draftId", CallerId.MaxLength, required: true);
        var day = fields.Date("effectiveFrom");
        if (day is null && fields.Faults.None)
            fields.Refuse("effectiveFrom", "Is required.");
        var rehearsal = fields.Text("rehearsalId", CallerId.MaxLength);
        var reason = fields.Text("reason", Reversal.MaxReasonLength, required: true);
        return fields.Faults.None
            ? new ActivationBody { ActivationId = id!, DraftId = draft!, EffectiveFrom = day!.Value, RehearsalId = rehearsal, Reason = reason! }
            : null;
    }
}

/// <summary>The body of a withdrawal.</summary>
public sealed record WithdrawalBody : IJsonShape<WithdrawalBody>
{
    public required string Reason { get; init; }

    public static WithdrawalBody? Read(JsonFields fields)
    {
        var reason = fields.Text("reason", Reversal.MaxReasonLength, required: true);
        return fields.Faults.None ? new WithdrawalBody { Reason = reason! } : null;
    }
}

/// <summary>Fields of these bodies.</summary>
internal static class ProgrammeFields
{
    /// <summary>A required id of the caller's choosing.</summary>
    public static string? CallerId(this JsonFields fields, string name) => fields.Text(
        name,
        text => Domain.CallerId.IsValid(text) ? null : $"An id is 1 to {Domain.CallerId.MaxLength} printable ASCII characters without a space.",
        required: true);
}
