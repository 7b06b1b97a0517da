using Loyalty.Domain;

namespace Loyalty.Grains;

/// <summary>
/// What is kept of held tiers: sums of parts of the ledger, which the journal gives anew, and closings, which nothing gives anew. Sums stand
/// in a tree: one of height 0 is of a number of sequences, one of a greater height is of a number of those below it.
/// </summary>
public interface IFinanceStore
{
    /// <summary>The last sum of height 0, or null.</summary>
    Task<FinanceSum?> LastAsync();

    /// <summary>Sums of one height by number, in order.</summary>
    Task<IReadOnlyList<FinanceSum>> SumsAsync(int height, long from, long before);

    /// <summary>The number of the first sum of height 0 in which something was recorded after an instant, or null.</summary>
    Task<long?> FirstAfterAsync(DateTimeOffset instant);

    /// <summary>
    /// Keeps sums, each unless one through a later sequence is there, with the unearned days they are of and the ends that were looked into;
    /// all or nothing.
    /// </summary>
    Task KeepAsync(IReadOnlyList<FinanceSum> sums, IReadOnlyList<MemberUnearned> unearned, IReadOnlyList<EndedDays> ends);

    /// <summary>The unearned days of a member that corrections through a sequence have counted.</summary>
    Task<IReadOnlyList<UnearnedRun>> UnearnedAsync(MemberId member, long through);

    /// <summary>The ends of those of the members who have one.</summary>
    Task<IReadOnlyList<FinanceEnd>> EndsAsync(IReadOnlyCollection<MemberId> members);

    /// <summary>Ends that nobody has looked into, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<FinanceEnd>> OpenEndsAsync(int limit);

    /// <summary>The number of the last end that was there at an instant, or of the last there is.</summary>
    Task<long> EndsAtAsync(DateTimeOffset? instant);

    /// <summary>What the ends up to a number take from held tiers.</summary>
    Task<HeldTiers> EndedAsync(long through);

    /// <summary>Where whoever asked at an instant or later was answered from, at the least; null where nobody did.</summary>
    Task<FinancePosition?> AnsweredAsync(DateTimeOffset instant);

    /// <summary>
    /// Notes that a question of an instant is answered from a position, unless one of that instant or a later one was answered before.
    /// </summary>
    Task NoteAsync(DateTimeOffset instant, FinancePosition position);

    /// <summary>The closed months, in order.</summary>
    Task<IReadOnlyList<FinanceClosing>> ClosingsAsync();

    /// <summary>Closes a month unless it is closed.</summary>
    /// <returns>The closing that stands.</returns>
    Task<FinanceClosing> CloseAsync(FinanceClosing closing);

    /// <summary>Forgets all that the journal gives anew.</summary>
    Task ForgetSumsAsync();
}

/// <summary>What a part of the ledger did to held tiers.</summary>
/// <param name="Number">Its place among those of its height, from 0.</param>
/// <param name="Through">The last sequence that is in it.</param>
/// <param name="At">The latest instant at which anything up to there was recorded.</param>
public sealed record FinanceSum(int Height, long Number, long Through, DateTimeOffset At, BenefitDays Days);

/// <summary>Unearned days of a member, by the sequence of the correction.</summary>
public readonly record struct MemberUnearned(MemberId Member, long Sequence, UnearnedRun Run);

/// <summary>The end of a member's days: an erasure.</summary>
/// <param name="Number">Its place among all ends, from 1.</param>
/// <param name="Through">What the ledger's sums through this sequence count of the member is taken back; null before anybody has looked.</param>
public sealed record FinanceEnd(long Number, MemberId Member, DateTimeOffset At, long? Through);

/// <summary>What an end takes back, once it was looked into.</summary>
public sealed record EndedDays(long Number, long Through, HeldTiers Days);

/// <summary>What an answer is from.</summary>
/// <param name="Sequence">The last of the ledger.</param>
/// <param name="Ends">The last end.</param>
public readonly record struct FinancePosition(long Sequence, long Ends);

/// <summary>A closed month.</summary>
/// <param name="Body">What was answered, to the byte.</param>
/// <param name="Lines">The rows of the export, to the byte.</param>
/// <param name="Sha256">Of the body, in hexadecimal.</param>
public sealed record FinanceClosing(
    CivilMonth Month, string ClosingId, FinancePosition Position, DateTimeOffset At, string Body, string Lines, string Sha256);
