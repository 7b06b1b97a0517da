using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// The ledger of rewards, by owner: a row a command, versions without a gap. Written by the journal's one writer, so that its order is
/// that of commits. Lots, holds, captures, refunds and codes each have a key that is unique in the programme.
/// </summary>
public interface IRewardStore
{
    /// <summary>The rows of an owner after a version, oldest first, at most <paramref name="limit"/>.</summary>
    /// <exception cref="JournalDamagedException">One cannot be read.</exception>
    Task<IReadOnlyList<RecordedRewards>> ReadAsync(string owner, long afterVersion, int limit);

    /// <summary>What is kept under a key, or null.</summary>
    Task<RewardKey?> FindAsync(string id);

    /// <summary>Keys that begin so, the latest first, at most <paramref name="limit"/>.</summary>
    /// <param name="before">Sequence of the last one of the page before; null for the first page.</param>
    Task<IReadOnlyList<(RewardKey Key, long Sequence)>> ListLotsAsync(long? before, int limit);

    /// <summary>Writes the rows of a command, all or none; durable when it answers.</summary>
    /// <returns>False where a version or key is taken, or the owner was erased: nothing was written.</returns>
    Task<bool> AppendAsync(RewardAppend append);

    /// <summary>Owners with something that has ended by an instant and is not recorded.</summary>
    Task<IReadOnlyList<string>> ReadDueAsync(DateTimeOffset now, int limit);

    /// <summary>Sums of what changed from a day on up to another, by kind and currency.</summary>
    Task<IReadOnlyList<RewardFlow>> SumAsync(DateOnly from, DateOnly to);
}

/// <summary>A row of the ledger.</summary>
/// <param name="At">When it was recorded; an event may have happened before.</param>
/// <param name="Claim">A random word of the writer's, by which it knows its own.</param>
public sealed record RecordedRewards(string Owner, long Version, DateTimeOffset At, IReadOnlyList<RewardEvent> Events, string Claim);

/// <summary>A key: who has it now, and where it was recorded.</summary>
/// <param name="Owner">The owner now: another than <paramref name="Home"/> once a code was claimed.</param>
/// <param name="Fingerprint">Tells a repetition from another command; for a code the lot's id.</param>
public sealed record RewardKey(string Id, string Owner, string Home, long Version, string Fingerprint)
{
    public static string OfLot(string lotId) => "l:" + lotId;

    public static string OfHold(string holdId) => "h:" + holdId;

    public static string OfCapture(string captureId) => "c:" + captureId;

    public static string OfRefund(string refundId) => "r:" + refundId;

    /// <param name="hash">The keyed hash of the code.</param>
    public static string OfCode(string hash) => "k:" + hash;
}

/// <summary>What a command writes.</summary>
/// <param name="Rows">One, or two where a lot moves from its code to a member.</param>
/// <param name="Keys">That are taken by it.</param>
/// <param name="Moved">Keys of the first row's owner become the second's.</param>
/// <param name="OfErased">It is written although the owner was erased: by the erasure itself.</param>
public sealed record RewardAppend(
    IReadOnlyList<RewardRow> Rows, IReadOnlyList<RewardKey> Keys, IReadOnlyList<RewardFlow> Flows, IReadOnlyList<StreamEntry> Told, bool Moved = false, bool OfErased = false);

/// <summary>A row that is to be written.</summary>
/// <param name="Due">When something of the owner's ends next by time alone; null for never.</param>
public sealed record RewardRow(RecordedRewards Row, DateTimeOffset? Due);

/// <summary>What changed of a kind in a currency on a day. Minor units of vouchers, uses of all else.</summary>
/// <param name="Currency">Of vouchers; null for all else.</param>
/// <param name="Used">Less what was refunded.</param>
public sealed record RewardFlow(DateOnly Day, LotKind Kind, string? Currency, long Issued, long Used, long Expired, long Revoked, long Held);
