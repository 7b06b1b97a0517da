using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>Refusals that more than one place gives.</summary>
public static class Refusals
{
    public static Refusal UnknownMember(MemberId member) =>
        new("unknown-member", $"There is no member '{member}'.", "memberId");

    public static Refusal MemberErased(MemberId member) =>
        new("member-erased", $"'{member}' was erased.", "memberId");

    public static Refusal TransactionIdReused(TransactionId id) =>
        new("transaction-id-reused", $"'{id}' was used for another purchase.", "transactionId");

    public static Refusal ReversalIdReused(ReversalId id) =>
        new("reversal-id-reused", $"'{id}' was used for another reversal.", "reversalId");

    public static Refusal EventIdReused(EventId id) =>
        new("event-id-reused", $"'{id}' was used for another event.", "eventId");

    public static Refusal IdempotencyKeyReused { get; } =
        new("idempotency-key-reused", "The key was used for an enrolment with other content.", "Idempotency-Key");

    public static Refusal MemberExists(MemberId member) =>
        new("member-exists", $"'{member}' is enrolled already.", "memberId");

    public static Refusal NameMissing { get; } =
        new("given-name-not-valid", "A member has a givenName, a familyName or both, of which one holds a letter.", "givenName");

    public static Refusal VersionChanged { get; } =
        new("version-changed", "What is held has changed since the version that If-Match names; read it again.", "If-Match");

    public static Refusal ProfileChanged(long version) =>
        new("profile-changed", $"The profile is at version {version}; read it again.", "ifProfileVersion");

    public static Refusal ChangeIdReused(string id) =>
        new("change-id-reused", $"'{id}' was used for another change.", "changeId");

    public static Refusal CursorNotValid { get; } =
        new("cursor-not-valid", "The cursor is not one that a page of this list gave.", "cursor");
}
