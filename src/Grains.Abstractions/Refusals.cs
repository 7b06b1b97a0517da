using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Refusals that more than one place gives.</summary>
public static class Refusals
{
    public static Refusal UnknownMember(MemberId member) =>
        new("unknown-member", $"There is no member '{member}'.", "memberId");

    public static Refusal TransactionIdReused(TransactionId id) =>
        new("transaction-id-reused", $"'{id}' was used for another purchase.", "transactionId");

    public static Refusal ReversalIdReused(ReversalId id) =>
        new("reversal-id-reused", $"'{id}' was used for another reversal.", "reversalId");

    public static Refusal IdempotencyKeyReused { get; } =
        new("idempotency-key-reused", "The key was used for an enrolment with other content.", "Idempotency-Key");

    public static Refusal MemberExists(MemberId member) =>
        new("member-exists", $"'{member}' is enrolled already.", "memberId");
}

/// <summary>The engine cannot take the command now and has done nothing; the caller should try again under the same id.</summary>
public sealed class EngineBusyException(string message) : Exception(message);

/// <summary>
/// The engine cannot tell whether the command became durable, or cannot reach its journal at all. The caller should try again under
/// the same id: it takes effect once at most.
/// </summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
