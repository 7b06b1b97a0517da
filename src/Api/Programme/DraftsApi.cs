using System.Buffers;
using System.Text;
using Loyalty.Domain;
using Loyalty.Grains;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>Drafts: whole programmes, checked and kept until they are activated or forgotten.</summary>
public static class DraftsApi
{
    /// <summary>Bytes a draft may have.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Characters of a draft's id: the first of its hash, so that the same programme is the same draft.</summary>
    private const int IdLength = 24;

    public static void MapDrafts(this IEndpointRouteBuilder programme) => programme.MapPost("/drafts", Post).WithQuery()
        .Accepts<ProgrammeFile>("application/json")
        .Allows(Scopes.Operator).WithName("draftProgramme").WithSummary("Checks a whole programme and keeps it for 90 days").Refuses(400, 413, 415, 422);

    public static Refusal Unknown(string draftId) => new("unknown-draft", $"There is no draft '{draftId}', or it is older than 90 days.", "draftId");

    private static async Task<Results<Created<DraftView>, ProblemResult>> Post(
        HttpContext context, ProgrammeDocuments documents, ProgrammeActivations activations, ProgrammeBook book, ProgrammeClock clock)
    {
        if (!context.Request.HasPlainContent("application/json"))
            return new ProblemResult(StatusProblems.Of(StatusCodes.Status415UnsupportedMediaType));
        context.AllowLength(MaxBytes);
        string text;
        using (var reader = new StreamReader(context.Request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)))
        {
            try
            {
                text = await reader.ReadToEndAsync(context.RequestAborted);
            }
            catch (DecoderFallbackException)
            {
                return (ProblemResult)new Refusal("malformed-json", "The body is not UTF-8.");
            }
        }

        var draft = ProgrammeFile.Parse(text);
        if (draft.Refusal is { } refusal)
            return (ProblemResult)(ProgrammeFile.IsJson(text) ? refusal : new Refusal("malformed-json", refusal.Detail));
        await activations.RefreshAsync();
        if (ProgrammeSuccession.Fault(book.Current, draft.Value) is { } fault)
            return (ProblemResult)fault;
        var hash = ProgrammeDocuments.HashOf(draft.Value);
        var id = hash[..IdLength];
        await documents.KeepDraftAsync(id, draft.Value, clock.Now);
        return TypedResults.Created((string?)null, new DraftView(id, hash, Warnings(book.Current.On(DateOnly.MaxValue).Programme, draft.Value)));
    }

    // What is allowed, but perhaps not meant.
    private static List<string> Warnings(Programme before, Programme draft)
    {
        var warnings = new List<string>();
        foreach (var code in before.Tiers.Select(t => t.Code).Where(code => draft.LevelOf(code) is null))
            warnings.Add($"Tier '{code}' is gone: its members will hold '{draft.Replaced[code]}'.");
        if (before.Earning is not null && draft.Earning is null)
            warnings.Add("The draft has no earning rules: everything will count at once.");
        var gone = (before.WrittenEarning?.Rules ?? []).Select(r => r.Id).Except((draft.WrittenEarning?.Rules ?? []).Select(r => r.Id), StringComparer.Ordinal);
        warnings.AddRange(gone.Select(id => $"Rule '{id}' is gone: a purchase of its days that is claimed later will not have it."));
        return warnings;
    }
}

/// <summary>A draft that was kept.</summary>
/// <param name="Hash">SHA-256 of the programme as it is written, in hexadecimal.</param>
/// <param name="Warnings">What is allowed, but perhaps not meant.</param>
public sealed record DraftView(string DraftId, string Hash, IReadOnlyList<string> Warnings);
