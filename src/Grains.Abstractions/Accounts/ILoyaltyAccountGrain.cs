using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// One member's account, by member id: one turn at a time. Every method first advances the account to today. A command answers only once its
/// change is durable; the same command again gets its first answer.
/// </summary>
/// <exception cref="EngineBusyException">A queue on the way is full; nothing was done.</exception>
/// <exception cref="JournalUnavailableException">The journal cannot be reached, or the outcome is unknown.</exception>
[Alias("loyalty.account")]
public interface ILoyaltyAccountGrain : IGrainWithStringKey
{
    /// <summary>Opens the account. Refused: <c>member-exists</c>, <c>idempotency-key-reused</c>.</summary>
    Task<Outcome<StatusView>> Enrol(EnrolMember command);

    /// <summary>Profile and status. Refused: <c>unknown-member</c>.</summary>
    Task<Outcome<MemberView>> GetMember();

    /// <summary>Changes profile fields. Refused: <c>unknown-member</c>.</summary>
    Task<Outcome<MemberView>> ChangeProfile(ProfileChange change);

    /// <summary>The same for who keeps profiles of their own. Refused as that, and: <c>profile-changed</c>, <c>change-id-reused</c>.</summary>
    Task<Outcome<ProfileReceipt>> BringProfile(ProfileChange change);

    /// <summary>Erases the person, and drops what the actor holds; whatever it had begun stands before that in the ledger.</summary>
    Task<ErasedRows> Erase(DateTimeOffset at);

    /// <summary>The status card: today's, or of a past day as known now or then. Refused: <c>unknown-member</c>, <c>date-in-future</c>,
    /// <c>date-before-enrolment</c>.</summary>
    Task<Outcome<StatusView>> GetStatus(StatusQuery query);

    /// <summary>Credits a purchase. Refused: <c>unknown-member</c>, <c>transaction-id-reused</c>, and as the domain refuses.</summary>
    Task<Outcome<PurchaseReceipt>> RecordPurchase([Immutable] Purchase purchase);

    /// <summary>Takes back all or part of a purchase. Refused: <c>unknown-member</c>, <c>unknown-transaction</c>,
    /// <c>reversal-id-reused</c>, <c>exceeds-purchase</c>.</summary>
    Task<Outcome<PurchaseReceipt>> ReversePurchase([Immutable] ReversalRequest request);

    /// <summary>Notes an event of a purchase, which may release a waiting credit. Refused: <c>unknown-member</c>, <c>event-id-reused</c>,
    /// and as the domain refuses. One without effect is answered as a repetition.</summary>
    /// <param name="ownOnly">Only of a purchase of the same source.</param>
    Task<Outcome<PurchaseReceipt>> NotePurchaseEvent([Immutable] PurchaseEvent happened, bool ownOnly);

    /// <summary>The credits that wait.</summary>
    Task<Outcome<PendingListView>> GetPending();

    /// <summary>What a basket would earn and bring; changes nothing.</summary>
    Task<Outcome<QuoteView>> Quote(QuoteRequest request);

    /// <summary>What the tiers to come cost, without a basket and with it; changes nothing.</summary>
    Task<Outcome<WhatIfView>> CostTiers(QuoteRequest request);

    /// <summary>Posts purchases of the past on their own dates, in the order given; enrols an unknown member on the first one's date.
    /// Does not advance to today: that is done when the import ends.</summary>
    Task<ImportOutcome> Import([Immutable] IReadOnlyList<ImportRow> rows);

    /// <summary>Postings and reversals, newest first.</summary>
    Task<Outcome<Page<TransactionView>>> GetTransactions(PageRequest page);

    /// <summary>Tier changes as they were recorded, newest first.</summary>
    Task<Outcome<Page<TierHistoryEntry>>> GetHistory(PageRequest page);

    /// <summary>What leaves when, and the risks and drops to come.</summary>
    Task<Outcome<ForecastView>> GetForecast();

    /// <summary>The postings that make up today's spend, and the rule that gives the tier.</summary>
    Task<Outcome<ExplanationView>> Explain(PageRequest page);

    /// <summary>The changes after a version, oldest first, at most <paramref name="limit"/>, with today's status.</summary>
    Task<Outcome<ChangesView>> GetChanges(long afterVersion, int limit);

    /// <summary>What the airport is told of the member. Refused: <c>unknown-member</c>.</summary>
    Task<Outcome<TravellerView>> GetTraveller();

    /// <summary>Drops what the actor holds, so that the next turn begins with what is stored: after an erasure, without the person.</summary>
    Task Forget();

    /// <summary>Advances the account to today and records what that brings; harmless when repeated.</summary>
    Task Visit();

    /// <summary>What the activation holds between two turns, for the self-check; null when it has loaded no account.</summary>
    Task<AccountSnapshot?> Peek();
}
