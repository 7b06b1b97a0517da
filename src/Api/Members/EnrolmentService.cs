using System.Security.Cryptography;
using Loyalty.Domain;
using Loyalty.Grains;

namespace Loyalty.Api;

/// <summary>Finds the account an enrolment is for: the caller's, the one a repeated key opened, or a new one.</summary>
public sealed class EnrolmentService(IGrainFactory grains, IJournal journal)
{
    /// <summary>Numbers tried before giving up; each is taken with a chance of members ÷ <see cref="MemberId.Payloads"/>.</summary>
    public const int MaxIssueAttempts = 8;

    /// <summary>Enrols once for each idempotency key.</summary>
    /// <returns>Refused as the account refuses, and with <c>idempotency-key-not-valid</c>.</returns>
    public async Task<Outcome<StatusView>> EnrolAsync(Enrolment enrolment, string? idempotencyKey)
    {
        if (KeyFault(idempotencyKey) is { } notValid)
            return notValid;
        var command = new EnrolMember(enrolment.Channel, enrolment.Profile, idempotencyKey, enrolment.Numbers);
        if (await FindAsync(idempotencyKey) is { } first)
            return await RepeatAsync(first, enrolment, command);
        var outcome = enrolment.MemberId is { } own
            ? await grains.LoyaltyAccount(own).Enrol(command)
            : await EnrolNewAsync(command);

        // The same key at the same time: the other enrolment won, and its member is the answer to both.
        return (outcome.Refusal == Refusals.IdempotencyKeyReused || outcome.Refusal?.Code == "number-taken") && await FindAsync(idempotencyKey) is { } winner
            ? await RepeatAsync(winner, enrolment, command)
            : outcome;
    }

    /// <summary>What is wrong with the key that a request names, for whoever looks for all that is wrong with it.</summary>
    public static RequestCheck KeyCheck { get; } = new(context => KeyFault(context.Request.Headers[ApiHeaders.IdempotencyKey]));

    /// <summary>What is wrong with an idempotency key, or null.</summary>
    internal static Refusal? KeyFault(string? idempotencyKey) => idempotencyKey is null || CallerId.IsValid(idempotencyKey)
        ? null
        : new Refusal("idempotency-key-not-valid", $"A key is 1 to {CallerId.MaxLength} printable ASCII characters without a space.", "Idempotency-Key");

    private async Task<Outcome<StatusView>> RepeatAsync(MemberId first, Enrolment enrolment, EnrolMember command) =>
        enrolment.MemberId is { } own && own != first
            ? Refusals.IdempotencyKeyReused
            : await grains.LoyaltyAccount(first).Enrol(command);

    private async Task<Outcome<StatusView>> EnrolNewAsync(EnrolMember command)
    {
        for (var attempt = 1; ; attempt++)
        {
            var member = Issue();
            var outcome = await grains.LoyaltyAccount(member).Enrol(command);
            if (outcome.Refusal != Refusals.MemberExists(member) || attempt == MaxIssueAttempts)
                return outcome;
        }
    }

    private async Task<MemberId?> FindAsync(string? idempotencyKey)
    {
        if (idempotencyKey is null)
            return null;
        var found = await journal.FindAsync([CommandKey.OfEnrolment(idempotencyKey)]);
        return found.Count == 0 ? null : found[0].Member;
    }

    // Drawn by chance, so that a number tells nothing of how many there are or who came next.
    private static MemberId Issue()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return MemberId.Issue((long)(BitConverter.ToUInt64(bytes) % MemberId.Payloads));
    }
}
