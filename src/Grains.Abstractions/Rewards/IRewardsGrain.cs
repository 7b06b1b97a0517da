namespace Loyalty.Grains;

/// <summary>
/// The lots of one owner and what is held of them; keyed by a member's number, or as <see cref="RewardOwners.OfCode"/> writes it for a lot
/// that nobody owns yet. It holds what it has read and reads on at every call, so that any silo answers rightly.
/// </summary>
/// <exception cref="EngineBusyException">A queue on the way is full; nothing was done.</exception>
/// <exception cref="JournalUnavailableException">The ledger cannot be reached, or the outcome is unknown.</exception>
[Alias("loyalty.rewards")]
public interface IRewardsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Issues a lot to the owner; to an unclaimed code its code is in this answer and never again. Refused: <c>unknown-member</c>,
    /// <c>member-erased</c>, <c>lot-id-reused</c>, <c>to-not-valid</c>, <c>too-many-lots</c>.
    /// </summary>
    Task<Outcome<LotView>> Issue([Immutable] NewLot lot);

    /// <summary>All lots as they are now; ended ones for <see cref="RewardOwners.EndedLotDays"/> days. Refused: <c>unknown-member</c>.</summary>
    Task<Outcome<Page<LotView>>> GetRewards();

    /// <summary>One lot as it is now. Refused: <c>unknown-lot</c>.</summary>
    Task<Outcome<LotView>> GetLot(string lotId);

    /// <summary>How many lots the member could spend today.</summary>
    Task<int> CountSpendable();

    /// <summary>Takes back what is available of a lot. Refused: <c>unknown-lot</c>.</summary>
    Task<Outcome<LotView>> Revoke(string lotId);

    /// <summary>Takes the lot of an unclaimed code into the member's account. Refused: <c>code-taken</c>, <c>member-erased</c>.</summary>
    /// <param name="codeHash">The keyed hash of the code.</param>
    Task<Outcome<LotView>> Claim(string codeHash);

    /// <summary>Holds an amount. Refused: <c>hold-id-reused</c>, <c>not-enough</c>, <c>restricted</c>, <c>no-phone</c> and what is wrong with it.</summary>
    Task<Outcome<RewardHoldView>> Hold([Immutable] NewHold asked);

    /// <summary>Proves by the code sent to the member. Refused: <c>unknown-hold</c>, <c>hold-ended</c>, <c>code-wrong</c>.</summary>
    /// <param name="codeHash">The keyed hash of what was typed.</param>
    Task<Outcome<RewardHoldView>> Confirm(string holdId, string codeHash);

    /// <summary>Sends another code. Refused: <c>unknown-hold</c>, <c>hold-ended</c>, <c>too-many-codes</c>.</summary>
    Task<Outcome<RewardHoldView>> SendCode(string holdId);

    /// <summary>Uses what is held. Refused: <c>hold-ended</c>, <c>confirmation-required</c>, <c>exceeds-hold</c>, <c>capture-id-reused</c>.</summary>
    Task<Outcome<CaptureView>> Capture([Immutable] NewCapture asked);

    /// <summary>Ends a hold without using it. Refused: <c>unknown-hold</c>, <c>hold-ended</c>.</summary>
    /// <param name="command">A name of the call, by which it is known when it is sent again.</param>
    Task<Outcome<RewardHoldView>> Void(string holdId, string command);

    /// <summary>Refunds to the same lots. Refused: <c>unknown-capture</c>, <c>exceeds-capture</c>, <c>refund-id-reused</c>, <c>member-erased</c>.</summary>
    Task<Outcome<RefundView>> Refund([Immutable] NewRefund asked);

    /// <summary>Everything of the owner for an export: lots, holds and captures.</summary>
    Task<RewardsExportView> Export();

    /// <summary>Takes back all lots and voids all holds of a member who was erased; harmless when repeated.</summary>
    Task Erase();

    /// <summary>Records what has ended by time alone.</summary>
    Task Visit();
}

/// <summary>What owners of lots are called, and how long what has ended is shown.</summary>
public static class RewardOwners
{
    /// <summary>Days that an ended lot is shown.</summary>
    public const int EndedLotDays = 400;

    private const string CodePrefix = "lot/";

    /// <summary>The owner that a lot has until somebody claims it by its code.</summary>
    public static string OfCode(string lotId) => CodePrefix + lotId;

    /// <summary>Whether it is a code and no member.</summary>
    public static bool IsCode(string owner) => owner.StartsWith(CodePrefix, StringComparison.Ordinal);
}
